"""A worker's process, seen from outside."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from ._child import CLOSING_S, LENGTH, Refused
from ._engine import OPENING_S, Began, Opened, Told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .._attempt import Attempt
    from .._task import Task
    from ._job import Job

_TAIL = 300
_DYING_S = 2.0
"""How long a process may take to end that has closed its output."""


class WorkerLost(Exception):
    """The process died, or did not return in time and has to be killed."""


class WorkerProcess:
    """A worker in a process of its own, in a process group of its own."""

    def __init__(self, process: asyncio.subprocess.Process, job: Job, log: Path) -> None:
        self._process = process
        self._beyond = job.beyond
        self._log = log
        self.opened = False
        """Whether it has got as far as to play anything."""

    @classmethod
    async def start(cls, job: Job, log: Path) -> Self:
        """Start one; what it prints goes to the end of the log."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as errors:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                # Not as `__main__`, whose classes the parent would not know again.
                "from webagent.evaluation.running._child import main; main()",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                # What suite and players are made of has to be found there too.
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,
            )
        worker = cls(process, job, log)
        await worker._send(job)
        return worker

    async def play(self, task: Task, tell: Callable[[Told], None]) -> Attempt:
        """Have it play a task; it is told of what comes before the attempt.

        Raises:
            WorkerLost: it died, or did not return in time.
            webagent.errors.UsageError: it can play no task.
            webagent.errors.EnvironmentFailure: likewise.
        """
        await self._send(task)
        patience = OPENING_S
        while True:
            told = await self._hear(patience + self._beyond)
            match told:
                case Opened():
                    self.opened = True
                    tell(told)
                case Began():
                    patience = told.patience
                    tell(told)
                case Refused():
                    raise told.error
                case _:
                    return told

    async def end(self) -> None:
        """Let it close its browser and end, or else kill it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(CLOSING_S + 1):
                await self._process.wait()
        except TimeoutError:
            pass
        finally:
            await self.kill()

    async def kill(self) -> None:
        """Kill it with all that it has started."""
        if sys.platform == "win32":
            with suppress(ProcessLookupError):
                self._process.kill()
        else:
            # The driver of the browser is in its group; the browser ends with its driver.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()

    async def _send(self, order: object) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(pickle.dumps(order))
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise WorkerLost(await self._epitaph()) from error

    async def _hear(self, patience: float) -> Any:
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(patience):
                head = await self._process.stdout.readexactly(LENGTH.size)
                return pickle.loads(await self._process.stdout.readexactly(LENGTH.unpack(head)[0]))
        except TimeoutError as error:
            raise WorkerLost(f"it did not return within {patience:.0f} s and was killed") from error
        except asyncio.IncompleteReadError as error:
            raise WorkerLost(await self._epitaph()) from error

    async def _epitaph(self) -> str:
        with suppress(TimeoutError):
            async with asyncio.timeout(_DYING_S):
                await self._process.wait()
        await self.kill()
        code = self._process.returncode or 0
        with suppress(OSError):
            lines = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            if lines and code > 0:
                return f"its worker died: {lines[-1][:_TAIL]}"
        return f"its worker died with the code {code}"
