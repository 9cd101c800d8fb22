"""Playing the solutions: one browser, a page an episode."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from webagent.browser import BrowserOptions, open_session
from webagent.evaluation.miniwob import VIEWPORT, begin_episode, rewards_of
from webagent.permissions import Gate, NeverApprove, SitePolicies
from webagent.secrets import Secrets

from ._play import CannotGoOn, Ended, Play

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playwright.async_api import Page

    from webagent.browser import Session

    from ._play import Solution
    from ._tasks import Task

EPISODE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one episode."""

    task: str
    seed: int
    goal: str = ""
    reward: float = 0.0
    """Raw, as the page gave it; 0 when it gave none."""
    actions: tuple[str, ...] = ()
    unoffered: tuple[str, ...] = ()
    """Verbs used that an agent would not have been offered there."""
    attempts: int = 1
    seconds: float = 0.0
    problem: str = ""
    """Why the solution did not come to an end."""

    @property
    def solved(self) -> bool:
        """Whether the page rewarded what an agent could have done."""
        return self.reward > 0 and not self.unoffered

    @property
    def verbs(self) -> list[str]:
        """The verbs used, each once, in the order of their first use."""
        return list(dict.fromkeys(action.split(" ", 1)[0] for action in self.actions))


async def play_all(
    episodes: Iterable[tuple[str, Task, int]], url: str, on_played: Callable[[Played], None]
) -> None:
    """Play the episodes (name, task, seed) one after the other, in one browser."""
    gate = Gate(SitePolicies(), NeverApprove())
    async with open_session(BrowserOptions(viewport=VIEWPORT), gate.reading, Secrets()) as session:
        for name, task, seed in episodes:
            played = begun = Played(name, seed)
            for attempt in range(task.attempts):
                if task.solution is None:
                    break
                address = f"{url}/miniwob/{name}.html"
                played = await _played(begun, task.solution, address, session, attempt)
                if played.solved:
                    break
            on_played(played)


async def _played(
    one: Played, solution: Solution, address: str, session: Session, attempt: int
) -> Played:
    """Play one episode once; whatever breaks in it is its result."""
    started = monotonic()
    reward, problem = 0.0, ""
    play: Play | None = None
    try:
        await session.start(address)
        page = session.page
        try:
            await page.wait_for_load_state("load")
            goal = await begin_episode(page, one.seed)
            seen = await session.look()
            play = Play(goal, seen, session, attempt, lambda: _ended(page))
            with suppress(Ended):
                async with asyncio.timeout(EPISODE_SECONDS):
                    await solution(play)
                problem = "the page gave no reward"
            reward = (await rewards_of(page)).raw
        finally:
            await page.close()
    except CannotGoOn as error:
        problem = str(error)
    except Exception as error:
        # Whatever broke, in the page or in the solution, is one episode's result.
        problem = f"{type(error).__name__}: {error}".splitlines()[0]
    if reward < 0:
        problem = f"the reward was {reward:g}"
    return replace(
        one,
        goal=play.goal if play else "",
        reward=reward,
        actions=tuple(map(str, play.taken)) if play else (),
        unoffered=tuple(sorted(play.unoffered)) if play else (),
        attempts=attempt + 1,
        seconds=monotonic() - started,
        problem=problem,
    )


async def _ended(page: Page) -> bool:
    return (await rewards_of(page)).done
