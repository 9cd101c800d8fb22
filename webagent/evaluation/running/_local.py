"""The engine of one machine: some processes, a task at a time each."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from webagent.errors import EnvironmentFailure, WebAgentError

from .._attempt import Attempt
from .._record import RUNS
from ._process import WorkerLost, WorkerProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .._task import Task
    from ._engine import Told
    from ._job import Job


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Processes on this machine, so that one that hangs or dies costs a task and no more."""

    workers: int = 1
    name: str = "local"

    async def play(self, job: Job, tasks: Sequence[Task], tell: Callable[[Told], None]) -> None:
        """Play the tasks; see `Engine.play`."""
        waiting = deque(tasks)
        refused: Sequence[BaseException] = ()
        try:
            async with asyncio.TaskGroup() as group:
                for number in range(min(self.workers, len(tasks))):
                    group.create_task(_work(job, waiting, tell, number))
        except* WebAgentError as errors:
            refused = errors.exceptions
        if refused:
            # That one worker can play nothing holds for all of them.
            raise refused[0]


async def _work(job: Job, waiting: deque[Task], tell: Callable[[Told], None], number: int) -> None:
    log = job.folder / "log" / f"worker-{number + 1}.txt"
    worker: WorkerProcess | None = None
    try:
        while waiting:
            task = waiting.popleft()
            began = monotonic()
            try:
                if worker is None:
                    worker = await WorkerProcess.start(job, log)
                attempt = await worker.play(task, tell)
            except WorkerLost as lost:
                if worker is None or not worker.opened:
                    raise EnvironmentFailure(f"No worker can be started: {lost}.") from lost
                await worker.kill()
                worker = None
                seconds = round(monotonic() - began, 3)
                folder = f"{RUNS}/{task.id}"
                attempt = Attempt(task, error=str(lost), seconds=seconds, folder=folder)
            tell(attempt)
    finally:
        if worker is not None:
            await worker.end()
        with suppress(OSError):
            # Mostly nothing was printed; the last of them takes the folder away too.
            if not log.stat().st_size:
                log.unlink()
                log.parent.rmdir()
