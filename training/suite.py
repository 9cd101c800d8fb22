"""The made pages as a suite, so that they are played as every other one."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from webagent.browser import BrowserOptions
from webagent.evaluation import Check, Conditions, Score, Start, Task
from webagent.limits import Limits
from webagent.local_server import serve_app

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from starlette.requests import Request

    from training.sample import Sample
    from webagent.browser import Session
    from webagent.evaluation import End

STEPS = 30


def draw(task: Task) -> Sample:
    """Return the sample of a task: the same whenever it is drawn."""
    from training.pages import FAMILIES

    return FAMILIES[task.family](Random(task.id))


@dataclass(frozen=True, slots=True)
class MadePages:
    """So many samples of each family."""

    families: tuple[str, ...]
    seeds: tuple[int, ...]
    name: str = "made-pages"

    @property
    def tasks(self) -> Sequence[Task]:
        """All of them, seed by seed."""
        return tuple(
            Task(f"{family}/{seed}", family, seed)
            for seed in self.seeds
            for family in self.families
        )

    @asynccontextmanager
    async def stage(self) -> AsyncGenerator[MadeStage]:
        """Serve whatever sample is being played."""
        from starlette.applications import Starlette
        from starlette.responses import HTMLResponse
        from starlette.routing import Route

        shown: dict[str, str] = {}

        async def page(request: Request) -> HTMLResponse:
            html = shown.get(request.url.path)
            return HTMLResponse(html or "<h1>Not found</h1>", 200 if html else 404)

        site = Starlette(routes=[Route("/{path:path}", page, methods=["GET", "POST"])])
        with serve_app(site) as url:
            yield MadeStage(url, shown)


class MadeStage:
    """One sample at a time, served on this machine."""

    def __init__(self, url: str, shown: dict[str, str]) -> None:
        self._url = url
        self._shown = shown

    def conditions(self, task: Task) -> Conditions:
        """Return a browser that the samples share."""
        limits = Limits(steps=STEPS, seconds=120.0)
        return Conditions(browser=BrowserOptions(), limits=limits, shared=True)

    async def reset(self, task: Task, session: Session) -> Start:
        """Show the first page of a sample."""
        sample = draw(task)
        self._shown.clear()
        self._shown.update(sample.pages)
        await session.open(f"{self._url}/")
        return Start(sample.task, f"{self._url}/")

    async def score(self, task: Task, end: End) -> Score:
        """Return 1 where nothing of it failed."""
        failed = [step.outcome for step in end.result.steps if step.failed]
        value = float(not failed and bool(end.result.steps))
        return Score(value, (Check("every step was done", value, "; ".join(failed)),))
