"""`webagent demo`."""

from __future__ import annotations

import signal
import sqlite3
import sys
import threading
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from webagent.cli._options import flag

if TYPE_CHECKING:
    from webagent.demo import DemoShop


def demo(
    task: Annotated[
        str | None,
        flag("task", help="Do this task in the shop, as `webagent run` would, and close it."),
    ] = None,
    host: Annotated[str, flag("host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, flag("port", help="Port to listen on; 0 takes a free one.", min=0, max=65_535)
    ] = 8000,
    database: Annotated[
        Path | None, flag("database", help="SQLite file. Default: a new one, removed at the end.")
    ] = None,
) -> None:
    """Serve the demo shop until interrupted, or do a task in it."""
    if task is not None:
        with _open_shop(database) as shop:
            raise typer.Exit(_run_in_shop(task, shop.url))

    stop = threading.Event()

    def close(_number: int, _frame: object) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, close)
    with _open_shop(database, host=host, port=port) as shop:
        sys.stdout.write(f"{shop.url}\n")
        sys.stdout.flush()
        sys.stderr.write("The demo shop is open. Ctrl-C closes it.\n")
        stop.wait()


@contextmanager
def _open_shop(
    database: Path | None, *, host: str = "127.0.0.1", port: int = 0
) -> Generator[DemoShop]:
    from webagent.demo import serve_shop
    from webagent.errors import EnvironmentFailure, UsageError

    with ExitStack() as stack:
        try:
            shop = stack.enter_context(serve_shop(database, host=host, port=port))
        except sqlite3.Error as error:
            raise UsageError(f"{database} can't be the shop's database: {error}.") from error
        except OSError as error:
            # Python adds to the system's words where it attempted to bind.
            reason = (error.strerror or str(error)).partition(" (while ")[0]
            raise EnvironmentFailure(
                f"{host}:{port} can't be listened on ({reason}): choose another --host or --port."
            ) from error
        yield shop


def _run_in_shop(task: str, url: str) -> int:
    """Run `webagent run` itself, so that its environment variables hold here too."""
    from webagent.cli import app

    command = typer.main.get_command(app)
    code = command.main(["run", task, "--url", url], standalone_mode=False)
    return int(code or 0)
