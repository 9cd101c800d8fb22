"""MiniWoB++ as a suite, played as BrowserGym plays it."""

from __future__ import annotations

from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from webagent.browser import BrowserOptions
from webagent.limits import Limits
from webagent.local_server import serve_app

from .._score import Check, Score
from .._suite import Start
from .._task import Conditions, Task
from ._episode import begin_episode, rewards_of
from ._floor import random_floor
from ._pages import find_pages, page_names, registered
from ._seeds import BROWSERGYM_REPEATS, drawn_seeds, page_seed

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable, Sequence
    from pathlib import Path

    from playwright.async_api import Frame, Page

    from webagent.browser import Session

    from .._suite import End
    from .._suites import Floor

STEPS = 10
VIEWPORT = (332, 214)
SECONDS = 600.0
"""For an episode; the page itself ends it after 1,000 s."""


@dataclass(frozen=True, slots=True)
class MiniwobSuite:
    """The pages of a folder, each with some seeds: see `MiniwobSuite.of`."""

    pages: Path
    tasks: tuple[Task, ...]
    name: str = "miniwob"

    @classmethod
    def of(
        cls,
        pages: Path | None = None,
        *,
        seeds: int = BROWSERGYM_REPEATS,
        seed_list: Sequence[int] = (),
    ) -> MiniwobSuite:
        """Return the 125 tasks of BrowserGym's list, or whatever lies in a folder of `pages`.

        Each is there with the first `seeds` that BrowserGym draws for it, or else with those of
        `seed_list`: a seed shows what `browsergym/miniwob.…` shows when it is reset with it. A task
        is called by its page and its seed, and by a number where BrowserGym drew a seed again.

        Raises:
            UsageError: the pages are missing; the message says what to install.
        """
        folder = find_pages(pages)
        known = registered()
        names = list(known) if pages is None else page_names(folder)
        repeats = max(seeds, BROWSERGYM_REPEATS)
        drawn = drawn_seeds(known, repeats)
        drawn |= drawn_seeds((name for name in names if name not in known), repeats)
        tasks = (
            Task(task, name, seed, known[name].tags if name in known else ())
            for name in names
            for task, seed in _named(name, seed_list or drawn[name][:seeds])
        )
        return cls(folder, tuple(tasks))

    def floor(self, tasks: Iterable[Task]) -> Floor | None:
        """Return what choosing at random scores on tasks, where that was measured for all."""
        return random_floor(tasks)

    @asynccontextmanager
    async def stage(self) -> AsyncGenerator[MiniwobStage]:
        """Serve the pages."""
        from starlette.applications import Starlette
        from starlette.routing import Mount
        from starlette.staticfiles import StaticFiles

        site = Starlette(routes=[Mount("/", StaticFiles(directory=self.pages))])
        with serve_app(site) as url:
            yield MiniwobStage(url)


def _named(page: str, seeds: Iterable[int]) -> Iterable[tuple[str, int]]:
    times: Counter[int] = Counter()
    for seed in seeds:
        times[seed] += 1
        again = "" if times[seed] == 1 else f".{times[seed]}"
        yield f"{page}/{seed}{again}", seed


class MiniwobStage:
    """The pages, served on this machine."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._page: Page | None = None
        self._left = ""
        """Where the page went that the episode began on; empty while it is there."""

    def conditions(self, task: Task) -> Conditions:
        """Return what BrowserGym plays with: a small viewport, and ten steps."""
        return Conditions(
            browser=BrowserOptions(viewport=VIEWPORT),
            limits=Limits(steps=STEPS, seconds=SECONDS),
            shared=True,
        )

    async def reset(self, task: Task, session: Session) -> Start:
        """Open the page and begin the episode of the task's seed."""
        address = f"{self._url}/miniwob/{task.family}.html"
        await session.open(address)
        page = session.page
        await page.wait_for_load_state("load")
        goal = await begin_episode(page, page_seed(task.seed or 0))
        self._page, self._left = page, ""

        def on_navigated(frame: Frame) -> None:
            if frame is page.main_frame and frame.url != address:
                self._left = frame.url

        page.on("framenavigated", on_navigated)
        return Start(goal, address, ready=True)

    async def over(self, task: Task, session: Session) -> str:
        """Say that the page ended the episode, or that the agent is somewhere else."""
        gone = self._gone(session)
        if gone:
            return gone
        try:
            rewards = await rewards_of(session.page)
        except PlaywrightError:
            return ""
        return "the page ended the episode" if rewards.done else ""

    def _gone(self, session: Session) -> str:
        if self._left:
            return f"the page was left for {self._left}"
        return "" if session.page is self._page else "the page was left for another"

    async def score(self, task: Task, end: End) -> Score:
        """Return 1 for a raw reward above 0, as BrowserGym does; `raw_is_1` is Farama's rule."""
        gone = self._gone(end.session)
        if gone:
            measures = {"raw_reward": 0.0, "raw_is_1": 0.0, "timed_reward": 0.0}
            return Score(0.0, (Check("raw reward > 0", 0.0, gone),), measures)
        rewards = await rewards_of(end.session.page)
        said = f"it is {rewards.raw:g}" if rewards.done else "the episode was not ended"
        score = float(rewards.raw > 0)
        return Score(
            score,
            (Check("raw reward > 0", score, said),),
            {
                "raw_reward": rewards.raw,
                "raw_is_1": float(rewards.raw == 1),
                "timed_reward": rewards.timed,
            },
        )
