"""A worker: one stage, one browser, task after task."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from time import monotonic
from traceback import format_exception
from typing import TYPE_CHECKING, Any

from webagent.errors import BrowserMissing, RecordUnwritable
from webagent.result import Status
from webagent.secrets import Secrets

from .._attempt import Attempt
from .._record import RUNS
from .._suite import End
from ._carrying_out import carry_out
from ._places import Places

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

    from webagent.result import RunResult

    from .._score import Score
    from .._suite import Stage, Start
    from .._task import Conditions, Task
    from ._job import Job
    from ._places import OpenLedger

ERROR = "error.txt"
STATE = "state"
"""The folder with what sites answered, and how often was acted on them."""


@asynccontextmanager
async def open_worker(job: Job, open_ledger: OpenLedger | None = None) -> AsyncGenerator[Worker]:
    """Open the stage of a suite, and yield a worker that plays on it.

    How often sites were acted on is counted in the folder of the job, or in a ledger that is made
    for each run by the name of its agent.

    Raises:
        webagent.errors.UsageError: something that the suite needs is missing.
        webagent.errors.EnvironmentFailure: likewise.
    """
    places = Places(job.folder / STATE, open_ledger)
    try:
        async with job.suite.stage() as stage:
            yield Worker(job, stage, places)
    finally:
        await places.close()


class Worker:
    """Plays tasks one after the other. Whatever breaks in one is its result."""

    def __init__(self, job: Job, stage: Stage, places: Places) -> None:
        self._job = job
        self._stage = stage
        self._places = places

    def conditions(self, task: Task) -> Conditions:
        """Return what a task is carried out with."""
        told = self._stage.conditions(task)
        browser = replace(told.browser, headless=self._job.headless)
        return replace(told, browser=browser, limits=self._job.limits(told.limits))

    async def environment(self, task: Task) -> dict[str, Any]:
        """Return what is played with, as far as a task of the suite shows it.

        Raises:
            BrowserMissing: no browser was found.
            BrowserLost: it could not be started.
        """
        conditions = self.conditions(task)
        options, obeyed = conditions.browser, conditions.permissions
        browser = await self._places.browser(options)
        width, height = options.viewport
        page = await browser.new_page()
        ratio = await page.evaluate("devicePixelRatio")
        await page.close()
        return {
            "browser": f"Chromium {browser.version}",
            "viewport": f"{width}x{height}",
            "device_pixel_ratio": ratio,
            "robots": obeyed.robots.value,
            "policies": [policy.source.value for policy in obeyed.policies],
        }

    async def play(self, task: Task) -> Attempt:
        """Play one task, and return what came of it.

        Raises:
            BrowserMissing: no task can be played.
            RecordUnwritable: no task can be recorded.
        """
        attempt = _Attempting(task, f"{RUNS}/{task.id}")
        try:
            conditions = self.conditions(task)
            attempt.clean = Secrets(conditions.secrets).redact
            async with asyncio.timeout(self._job.patience(conditions.limits)):
                await self._play(task, conditions, attempt)
        except (BrowserMissing, RecordUnwritable):
            raise
        except Exception as error:
            # Whatever broke, in site, browser or agent, is told as what it is and costs no other.
            await self._places.close()
            await asyncio.to_thread(_keep, error, self._job.folder / attempt.folder, attempt.clean)
            if attempt.score is None:
                return attempt.told(_said(error, self._job, attempt))
        return attempt.told()

    async def _play(self, task: Task, conditions: Conditions, attempt: _Attempting) -> None:
        folder = self._job.folder / attempt.folder
        if folder.exists():
            # Of an attempt that was cut off, or that broke and is made again.
            await asyncio.to_thread(shutil.rmtree, folder)
        async with self._places.at(conditions, folder) as place:
            attempt.began = monotonic()
            attempt.start = await self._stage.reset(task, place.session)
            attempt.reset_seconds = monotonic() - attempt.began
            attempt.result = result = await carry_out(
                task,
                attempt.start,
                self._job.players.make(task),
                stage=self._stage,
                conditions=conditions,
                place=place,
                folder=folder,
                pictures=self._job.pictures,
            )
            if result.status is Status.ERROR:
                raise _RunBroke(result.reason)
            attempt.score = await self._stage.score(task, End(place.session, result, folder))
            attempt.seconds = monotonic() - attempt.began


class _RunBroke(Exception):
    """The run ended because browser, model or network failed."""


@dataclass(slots=True)
class _Attempting:
    """What is known of an attempt while it is made."""

    task: Task
    folder: str
    began: float | None = None
    start: Start | None = None
    reset_seconds: float = 0.0
    result: RunResult | None = None
    seconds: float | None = None
    score: Score | None = None
    clean: Callable[[str], str] = str
    """Takes secrets out of a text."""

    def told(self, error: str = "") -> Attempt:
        """Return the attempt as it is recorded."""
        since = 0.0 if self.began is None else monotonic() - self.began
        attempt = Attempt(
            self.task,
            self.score,
            self.clean(error),
            goal="" if self.start is None else self.clean(self.start.goal),
            seconds=round(since if self.seconds is None else self.seconds, 3),
            reset_seconds=round(self.reset_seconds, 3),
            folder=self.folder,
        )
        if self.result is None:
            return attempt
        return replace(
            attempt,
            status=self.result.status.value,
            answer=self.result.answer,
            reason=self.result.reason,
            steps=len(self.result.steps),
            usage=self.result.usage,
            denials=len(self.result.denials),
        )


def _keep(error: Exception, folder: Path, clean: Callable[[str], str]) -> None:
    """Write where something broke beside the record of the run, for who has to mend it."""
    text = clean("".join(format_exception(error)))
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ERROR).write_text(text, encoding="utf-8", errors="replace")


def _said(error: Exception, job: Job, attempt: _Attempting) -> str:
    if isinstance(error, _RunBroke):
        return str(error)
    if isinstance(error, TimeoutError):
        where = "its reset" if attempt.start is None else "its run or its score"
        return f"it hung in {where}, and was given up {job.grace:g} s after the limit of its run"
    told = str(error).strip().splitlines()
    return f"{type(error).__name__}: {told[0]}" if told else type(error).__name__
