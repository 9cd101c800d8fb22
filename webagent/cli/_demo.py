"""`webagent demo`."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import Annotated

from webagent.cli._options import flag


def demo(
    host: Annotated[str, flag("host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, flag("port", help="Port to listen on; 0 takes a free one.")] = 8000,
    database: Annotated[
        Path | None, flag("database", help="SQLite file. Default: a new one, removed at the end.")
    ] = None,
) -> None:
    """Serve the demo shop until interrupted."""
    from webagent.demo import serve_shop
    from webagent.errors import EnvironmentFailure

    stop = threading.Event()

    def close(_number: int, _frame: object) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, close)
    try:
        with serve_shop(database, host=host, port=port) as shop:
            sys.stdout.write(f"{shop.url}\n")
            sys.stdout.flush()
            sys.stderr.write("The demo shop is open. Ctrl-C closes it.\n")
            stop.wait()
    except OSError as error:
        raise EnvironmentFailure(f"{host}:{port} can't be used: {error.strerror}.") from error
