"""The whole way from a page to its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_observation import observe

from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry


async def test_identical_buttons_each_have_a_ref(page: Page, registry: Registry) -> None:
    with serve_site("<button>Add</button>" * 5) as url:
        await page.goto(url)
        observation = await observe(page, registry)
    assert observation.text.splitlines() == [f'button [{n}] "Add"' for n in range(1, 6)]
