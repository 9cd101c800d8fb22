"""Looking at a page that does not stand still."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from webagent_observation import PageUnreadable, Reading, capture, observe

from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page
    from webagent_observation import Document, Registry

RESTLESS = "<p>Going</p><script>setTimeout(() => location.reload(), 0)</script>"


async def test_a_page_that_navigates_once_is_looked_at_again(
    own_page: Page, registry: Registry
) -> None:
    looks = 0

    async def navigating(_document: Document, /) -> Reading:
        nonlocal looks
        looks += 1
        if looks == 1:
            await own_page.goto(f"{url}/next")
        return Reading()

    with serve_site({"/": "<p>First</p>", "/next": "<p>Next</p>"}) as url:
        await own_page.goto(url)
        observation = await observe(own_page, registry, navigating)
    assert observation.text == "Next"
    assert observation.url == f"{url}/next"


async def test_a_page_that_always_navigates(own_page: Page, registry: Registry) -> None:
    async def navigating(_document: Document, /) -> Reading:
        await own_page.reload()
        return Reading()

    with serve_site("<p>x</p>") as url:
        await own_page.goto(url)
        with pytest.raises(PageUnreadable, match="could not be read in 5 looks"):
            await observe(own_page, registry, navigating)


@pytest.mark.slow
async def test_a_page_that_reloads_for_ever_takes_bounded_time(
    own_page: Page, registry: Registry
) -> None:
    with serve_site(RESTLESS) as url:
        await own_page.goto(url, wait_until="commit")
        start = monotonic()
        for _ in range(3):
            try:
                assert (await observe(own_page, registry)).text in {"Going", ""}
            except PageUnreadable:
                continue
    assert monotonic() - start < 60


async def test_a_page_that_does_not_answer(
    own_page: Page, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webagent_observation._snapshot.MAIN_FRAME_TIMEOUT_S", 0.5)
    with serve_site("<p>Busy</p>") as url:
        await own_page.goto(url)
        busy = asyncio.ensure_future(own_page.evaluate("() => { for (;;); }"))
        with pytest.raises(PageUnreadable, match="did not answer within"):
            await observe(own_page, registry)
        busy.cancel()


async def test_a_closed_page(browser: Browser, registry: Registry) -> None:
    page = await browser.new_page()
    await page.close()
    with pytest.raises(PageUnreadable, match="was closed"):
        await observe(page, registry)


async def test_the_policy_is_asked_of_every_document(page: Page, registry: Registry) -> None:
    asked: list[str] = []

    async def policy(document: Document, /) -> Reading:
        asked.append(document.head.url)
        return Reading()

    with serve_site({"/": "<iframe src=/in></iframe>", "/in": "<p>In</p>"}) as url:
        await page.goto(url)
        snapshot = await capture(page, registry, policy)
    assert asked == [f"{url}/", f"{url}/in"]
    assert [inner.url for inner in snapshot.inner.values()] == [f"{url}/in"]
    assert not snapshot.failed


async def test_a_page_with_a_json_of_its_own(page: Page, registry: Registry) -> None:
    # As Prototype.js before 1.7 has it.
    html = (
        "<script>Array.prototype.toJSON = function () { return '[' + this.join() + ']' }</script>"
        "<select aria-label=S><option>a<option>b</select>"
    )
    with serve_site(html) as url:
        await page.goto(url)
        observation = await observe(page, registry)
    assert observation.text == 'combobox [1] "S" = "a" options: [2] "a"* | [3] "b"'
    assert (await registry.inspect(1))["name"] == "S"
