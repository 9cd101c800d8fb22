"""Choices of native lists are chosen in their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Action, Check, Click, Press, Select, Type, resolve
from webagent_observation import Registry, observe

from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import Page

LISTS = (
    "<label>Size<select><option>S<option>M</select></label>"
    "<div role=listbox aria-label=Colour><div role=option>Red</div></div>"
)


async def test_a_click_on_a_choice(page: Page) -> None:
    with serve_site(LISTS) as url:
        await page.goto(url)
        observation = await observe(page, Registry())
    refs = {node.name: ref for ref, node in observation.refs.items()}
    assert resolve(Click(refs["M"]), observation) == Select(refs["Size"], "M")
    # What the page draws itself can be clicked.
    assert resolve(Click(refs["Red"]), observation) == Click(refs["Red"])


@pytest.mark.parametrize("action", [Press("Enter"), Click(1), Check(99), Type(1, "x")])
async def test_all_else_stays_as_it_is(page: Page, action: Action) -> None:
    with serve_site("<button>Go</button>") as url:
        await page.goto(url)
        observation = await observe(page, Registry())
    assert resolve(action, observation) == action
