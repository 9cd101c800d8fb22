"""The baseline on real pages, and what it makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
import pytest_asyncio
from webagent_actions import Situation
from webagent_observation import Registry, observe

from webagent.actors.baseline import BaselineActor
from webagent.demo import DemoShop, serve_shop
from webagent.state import State

if TYPE_CHECKING:
    from collections.abc import Generator

    from playwright.async_api import Page as BrowserPage

    from tests.webagent.conftest import Play, Serve
    from webagent import RunResult
    from webagent.state import Proposal, Step


class Ask(Protocol):
    """Ask the baseline for its next step on a page of this HTML; name the element it is for.

    Refs count from 1 in reading order.
    """

    async def __call__(
        self, task: str, html: str, history: tuple[Step, ...] = ()
    ) -> tuple[Proposal, str]: ...


class Do(Protocol):
    """Let the baseline do a task at an address, or on a page of this HTML."""

    async def __call__(self, task: str, site: str, **settings: Any) -> RunResult: ...


@pytest_asyncio.fixture
async def ask(page: BrowserPage) -> Ask:
    async def ask(task: str, html: str, history: tuple[Step, ...] = ()) -> tuple[Proposal, str]:
        await page.set_content(html)
        registry = Registry()
        situation = Situation(await observe(page, registry))
        state = State(task=task, start_url=page.url, situation=situation, history=history)
        (proposal,) = await BaselineActor().propose(state)
        ref: int | None = getattr(proposal.actions[-1], "ref", None)
        element = None if ref is None else await registry.element(ref)
        return proposal, "" if element is None else await element.get_attribute("id") or ""

    return ask


@pytest.fixture
def do(play: Play, serve: Serve) -> Do:
    async def do(task: str, site: str, **settings: Any) -> RunResult:
        url = site if site.startswith("http://") else serve(f"<!doctype html><html>{site}")
        return await play(url, actor=BaselineActor(), task=task, **settings)

    return do


@pytest.fixture(scope="session")
def running_shop() -> Generator[DemoShop]:
    with serve_shop() as shop:
        yield shop


@pytest.fixture
def shop(running_shop: DemoShop) -> DemoShop:
    running_shop.reset()
    return running_shop
