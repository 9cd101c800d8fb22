"""A worker in a process of its own.

It reads pickles from its standard input, first a `Job`, then tasks, and writes pickles, each after
its length, to what was its standard output; anything else that is printed goes to standard error.
It ends when its input does, however its parent came to its end.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import struct
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from webagent.errors import EnvironmentFailure, UsageError

from ._engine import Began, Opened
from ._worker import open_worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._job import Job

LENGTH = struct.Struct(">Q")
CLOSING_S = 8.0
"""How long it may take to close browser and stage."""


@dataclass(frozen=True, slots=True)
class Refused:
    """No task can be played, and why."""

    message: str
    usage: bool
    """Whether something was asked for that can't be."""

    @property
    def error(self) -> UsageError | EnvironmentFailure:
        """The error that says so."""
        return UsageError(self.message) if self.usage else EnvironmentFailure(self.message)


async def _serve(orders: asyncio.Queue[Any], tell: Callable[[object], None]) -> None:
    first = True
    try:
        job: Job | Exception = await orders.get()
        if isinstance(job, Exception):
            raise UsageError(
                f"What is to be played can't be handed to another process: {job}. Suite and "
                "players have to be of a module that can be imported."
            )
        async with open_worker(job) as worker:
            while (task := await orders.get()) is not None:
                if first:
                    tell(Opened(await worker.environment(task)))
                    first = False
                tell(Began(task, job.patience(worker.conditions(task).limits)))
                tell(await worker.play(task))
    except (UsageError, EnvironmentFailure) as error:
        tell(Refused(str(error), isinstance(error, UsageError)))


def _hear(source: BinaryIO, hear: Callable[[Any], None]) -> None:
    """Pass on what comes; at the end of it, see to it that the process ends."""
    with suppress(EOFError, OSError):
        while True:
            try:
                order = pickle.load(source)
            except (AttributeError, ImportError, TypeError) as error:
                order = error
            hear(order)
    with suppress(RuntimeError):
        hear(None)
    time.sleep(CLOSING_S)
    os._exit(1)


async def _main() -> None:
    running = asyncio.current_task()
    assert running is not None
    loop = asyncio.get_running_loop()
    # The terminal's Ctrl-C is the parent's business, which ends its workers in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(NotImplementedError):
        loop.add_signal_handler(signal.SIGTERM, running.cancel)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    orders: asyncio.Queue[Any] = asyncio.Queue()

    def heard(order: Any) -> None:
        if order is None:
            loop.call_soon_threadsafe(running.cancel)
        else:
            loop.call_soon_threadsafe(orders.put_nowait, order)

    def tell(told: object) -> None:
        content = pickle.dumps(told)
        out.write(LENGTH.pack(len(content)) + content)
        out.flush()

    threading.Thread(target=_hear, args=(sys.stdin.buffer, heard), daemon=True).start()
    with suppress(asyncio.CancelledError, BrokenPipeError):
        await _serve(orders, tell)


def main() -> None:
    """Be a worker until there is nothing more to read."""
    asyncio.run(_main())
