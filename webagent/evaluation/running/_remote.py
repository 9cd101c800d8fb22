"""What runs on the nodes of a cluster: a worker, and what counts for all of them."""

from __future__ import annotations

import asyncio
import io
import shutil
import tempfile
import threading
import zipfile
from contextlib import AsyncExitStack
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from webagent_manifests import SqliteLedger

from webagent.errors import EnvironmentFailure, UsageError

from .._record import RUNS
from ._child import Refused
from ._worker import open_worker

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable
    from datetime import datetime

    from webagent_manifests import Claim, Mark, Use

    from .._attempt import Attempt
    from .._task import Task
    from ._job import Job
    from ._worker import Worker


class Counter:
    """Counts what was done to sites, for the workers of all nodes."""

    def __init__(self, folder: str) -> None:
        self._path = Path(folder) / "limits.sqlite"

    def ask(self, agent: str, session: str, method: str, *what: Any, **more: Any) -> Any:
        """Return what the ledger of an agent's session answers."""
        ledger = SqliteLedger(self._path, agent=agent, session=session)
        return getattr(ledger, method)(*what, **more)


class RemoteLedger:
    """The ledger of one run, kept by a `Counter`."""

    def __init__(self, counter: Any, agent: str) -> None:
        self._counter = counter
        self._agent = agent
        self._session = uuid4().hex

    def times(self, key: str, *, since: datetime | None = None) -> tuple[datetime, ...]:
        """Return the dispatch times later than `since`, oldest first."""
        return self._ask("times", key, since=since)

    def last(self, key: str, *, session: bool = False) -> Mark | None:
        """Return the latest mark, in this session or ever."""
        return self._ask("last", key, session=session)

    def in_flight(self, key: str) -> int:
        """Return how many claimed actions have not settled yet."""
        return self._ask("in_flight", key)

    def claim(self, uses: Iterable[Use], *, when: datetime) -> Claim | None:
        """Count an action, unless a limit is used up."""
        return self._ask("claim", tuple(uses), when=when)

    def release(self, claim: Claim) -> None:
        """Give the slots of a settled action back."""
        self._ask("release", claim)

    def _ask(self, method: str, *what: Any, **more: Any) -> Any:
        asked = self._counter.ask.remote(self._agent, self._session, method, *what, **more)
        return import_module("ray").get(asked)


class RemoteWorker:
    """A worker as an actor: it plays in a folder of its node, and hands over what it recorded.

    Its event loop has a thread of its own: what is asked of the counter is waited for there.
    """

    def __init__(self, job: Job, counter: Any) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="webagent-"))
        self._job = replace(job, folder=self._folder)
        self._counter = counter
        self._opened = AsyncExitStack()
        self._worker: Worker | None = None
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def open(self, task: Task) -> dict[str, Any] | Refused:
        """Open stage and browser; return what is played with."""
        try:
            return self._wait(self._open(task))
        except (UsageError, EnvironmentFailure) as error:
            return _refused(error)

    def patience(self, task: Task) -> float:
        """Return after how many seconds a task is given up as hanging."""
        return self._job.patience(self._ready.conditions(task).limits)

    def play(self, task: Task) -> tuple[Attempt | Refused, bytes]:
        """Play a task; return what came of it, and the record of its run."""
        try:
            attempt = self._wait(self._ready.play(task))
        except (UsageError, EnvironmentFailure) as error:
            return _refused(error), b""
        return attempt, pack(self._folder / RUNS / task.id)

    def close(self) -> None:
        """Close browser and stage."""
        try:
            self._wait(self._opened.aclose())
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _ready(self) -> Worker:
        assert self._worker is not None
        return self._worker

    async def _open(self, task: Task) -> dict[str, Any]:
        opening = open_worker(self._job, lambda agent: RemoteLedger(self._counter, agent))
        self._worker = await self._opened.enter_async_context(opening)
        return await self._worker.environment(task)

    def _wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


def _refused(error: UsageError | EnvironmentFailure) -> Refused:
    return Refused(str(error), isinstance(error, UsageError))


def pack(folder: Path) -> bytes:
    """Return the files of a folder as a zip archive, and remove them; nothing if there are none."""
    content = io.BytesIO()
    if not folder.is_dir():
        return b""
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
    shutil.rmtree(folder, ignore_errors=True)
    return content.getvalue()


def unpack(content: bytes, folder: Path) -> None:
    """Put such files into a folder, in the place of what is there."""
    if not content:
        return
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
