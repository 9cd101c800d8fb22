"""What is done about the tabs of the browser."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from webagent_actions import CloseTab, Situation, SwitchTab, Tab
from webagent_observation import Registry, observe

from webagent.actors.baseline import BaselineActor
from webagent.state import State

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_actions import Action

CART, NEWS, ACCOUNT = (
    Tab(number, f"https://shop.example/{path}", False)
    for number, path in enumerate(("cart", "2", "my-account"), 1)
)


async def _first(page: Page, task: str, front: Tab) -> Action:
    await page.set_content("<h1>Your cart</h1><form aria-label='Gift finder'><input></form>")
    tabs = tuple(replace(tab, active=tab == front) for tab in (CART, NEWS, ACCOUNT))
    situation = Situation(await observe(page, Registry()), tabs=tabs)
    state = State(task=task, start_url=page.url, situation=situation)
    return (await BaselineActor().propose(state))[0].actions[-1]


@pytest.mark.parametrize(
    ("task", "front", "action"),
    [
        ("go to the tab with the account", CART, SwitchTab(3)),
        ("go to the tab with the news", CART, SwitchTab(2)),
        ("close all tabs but that of my account", CART, CloseTab()),
        ("close all other tabs except for the account", ACCOUNT, SwitchTab(1)),
    ],
)
async def test_a_tab_is_told_by_its_address_or_looked_for(
    page: Page, task: str, front: Tab, action: Action
) -> None:
    assert await _first(page, task, front) == action


@pytest.mark.parametrize(
    ("task", "answer"),
    [
        ("go to the tab with the gift finder", "done"),
        ("close all tabs but that with the weather", "unable"),
    ],
)
async def test_nothing_is_closed_where_it_is_not_clear_what_stays(
    page: Page, task: str, answer: str
) -> None:
    assert str(await _first(page, task, CART)).startswith(f"stop [{answer}")
