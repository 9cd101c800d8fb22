"""Waiting for what an action set off: as long as it takes, and no longer than the caps."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from webagent_observation import settle

from tests.support.site import serve_site

if TYPE_CHECKING:
    import pytest
    from playwright.async_api import Page

CHAIN = """
<p id=p>0</p>
<script>
let n = 0;
const step = () => { p.textContent = ++n; if (n < 5) setTimeout(step, 50); };
const later = () => setTimeout(step, 50);
</script>
"""
ANIMATION = "<p id=p>0</p><script>setInterval(() => { p.textContent = Math.random() }, 5)</script>"


async def test_waits_for_a_document_that_builds_up(page: Page) -> None:
    with serve_site(CHAIN) as url:
        await page.goto(url)
        await page.evaluate("later()")
        await settle(page, quiet_ms=300)
        assert await page.locator("p").text_content() == "5"


async def test_attributes_count_as_change(page: Page) -> None:
    with serve_site(CHAIN.replace("p.textContent = ++n", "p.title = ++n")) as url:
        await page.goto(url)
        await page.evaluate("later()")
        await settle(page, quiet_ms=300)
        assert await page.locator("p").get_attribute("title") == "5"


async def test_does_not_wait_for_a_quiet_page(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webagent_observation._settle.DOM_CAP_S", 20.0)
    with serve_site("<p>Still</p>") as url:
        await page.goto(url)
        start = monotonic()
        await settle(page, quiet_ms=1)
        assert monotonic() - start < 5


async def test_an_endless_animation_is_capped(page: Page) -> None:
    with serve_site(ANIMATION) as url:
        await page.goto(url)
        start = monotonic()
        await settle(page)
        assert 0.9 < monotonic() - start < 4


async def test_waits_while_requests_are_open(page: Page) -> None:
    answers = iter([2, 1, 0])
    asked: list[int] = []

    def in_flight() -> int:
        asked.append(next(answers))
        return asked[-1]

    with serve_site("<p>x</p>") as url:
        await page.goto(url)
        await settle(page, in_flight, quiet_ms=1)
    assert asked == [2, 1, 0]


async def test_a_request_that_never_ends_is_capped(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webagent_observation._settle.NETWORK_CAP_S", 0.3)
    with serve_site("<p>x</p>") as url:
        await page.goto(url)
        start = monotonic()
        await settle(page, lambda: 1, quiet_ms=1)
        assert 0.3 < monotonic() - start < 3


async def test_goes_on_with_the_page_it_navigates_to(page: Page) -> None:
    site = {"/": "<script>const go = () => setTimeout(() => { location = '/b' }, 50)</script>"}
    site["/b"] = "<p>Arrived</p>"
    with serve_site(site) as url:
        await page.goto(url)
        await page.evaluate("go()")
        await settle(page, quiet_ms=600)
        assert page.url == f"{url}/b"
        assert await page.locator("p").text_content() == "Arrived"


async def test_says_nothing_of_a_closed_page(own_page: Page) -> None:
    await own_page.close()
    await settle(own_page)
