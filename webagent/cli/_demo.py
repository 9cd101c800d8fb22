"""`webagent demo`."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from webagent.cli._options import flag


def demo(
    task: Annotated[
        str | None,
        flag("task", help="Do this task in the shop, as `webagent run` would, and close it."),
    ] = None,
    host: Annotated[str, flag("host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, flag("port", help="Port to listen on; 0 takes a free one.")] = 8000,
    database: Annotated[
        Path | None, flag("database", help="SQLite file. Default: a new one, removed at the end.")
    ] = None,
) -> None:
    """Serve the demo shop until interrupted, or do a task in it."""
    from webagent.demo import serve_shop
    from webagent.errors import EnvironmentFailure

    if task is not None:
        with serve_shop(database) as shop:
            raise typer.Exit(_run_in_shop(task, shop.url))

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


def _run_in_shop(task: str, url: str) -> int:
    """Run `webagent run` itself, so that its environment variables hold here too."""
    from webagent.cli import app

    command = typer.main.get_command(app)
    code = command.main(["run", task, "--url", url], standalone_mode=False)
    return int(code or 0)
