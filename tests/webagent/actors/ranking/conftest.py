"""The ranker on real pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest_asyncio
from webagent_actions import Situation
from webagent_observation import Registry, observe

from webagent.actors.ranking import BaselineRanker
from webagent.state import State

if TYPE_CHECKING:
    from playwright.async_api import Page

    from webagent.actors.ranking import Ranked
    from webagent.state import Step


class Rank(Protocol):
    """Rank what can be done for a task on a page of this HTML; refs count in reading order."""

    async def __call__(
        self, task: str, html: str, history: tuple[Step, ...] = ()
    ) -> tuple[Ranked, ...]: ...


class Show(Protocol):
    """Return the state of a task on a page of this HTML; refs count in reading order."""

    async def __call__(self, task: str, html: str, *history: Step) -> State: ...


@pytest_asyncio.fixture
async def show(page: Page) -> Show:
    async def show(task: str, html: str, *history: Step) -> State:
        await page.set_content(html)
        situation = Situation(await observe(page, Registry()))
        return State(task=task, start_url=page.url, situation=situation, history=history)

    return show


@pytest_asyncio.fixture
async def rank(show: Show) -> Rank:
    async def rank(task: str, html: str, history: tuple[Step, ...] = ()) -> tuple[Ranked, ...]:
        return BaselineRanker().options(await show(task, html, *history), 100)

    return rank
