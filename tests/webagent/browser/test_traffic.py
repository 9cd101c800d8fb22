"""Which requests are worth waiting for."""

from __future__ import annotations

from asyncio import Event
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.responses import Response

from tests.support.site import serve_site
from webagent.browser._listeners import Listeners
from webagent.browser._traffic import Traffic

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    import pytest
    from playwright.async_api import Browser, Page
    from starlette.requests import Request

LIMITS = "webagent.browser._traffic"


async def hang(_request: Request) -> Response:
    """An answer that comes only once the page has stopped waiting for it."""
    await Event().wait()
    return Response()


@asynccontextmanager
async def site_in(browser: Browser) -> AsyncGenerator[tuple[Page, Traffic]]:
    """Open a page of a site of which one address never answers, and count its requests."""
    with serve_site({"/": "<p>x</p>", "/quick": "y", "/hang": hang}) as url:
        context = await browser.new_context()
        traffic = Traffic(Listeners(context))
        page = await context.new_page()
        await page.goto(url)
        yield page, traffic
        await context.close()


async def ask(page: Page, address: str) -> None:
    """Make the page fetch an address, and go on once the request is under way."""
    async with page.expect_request(f"**{address}"):
        await page.evaluate(
            """address => {
              window.asking = new AbortController();
              fetch(address, { signal: asking.signal }).catch(() => {});
            }""",
            address,
        )


async def give_up(page: Page) -> None:
    """Make the page stop waiting for the answer."""
    async with page.expect_event("requestfailed"):
        await page.evaluate("asking.abort()")


async def test_counts_what_is_fetched(browser: Browser) -> None:
    async with site_in(browser) as (page, traffic):
        assert traffic.in_flight(page) == 0
        await ask(page, "/hang")
        assert traffic.in_flight(page) == 1
        await give_up(page)
        assert traffic.in_flight(page) == 0
        async with page.expect_event("requestfinished"):
            await ask(page, "/quick")
        assert traffic.in_flight(page) == 0


async def test_counts_the_page_that_is_navigated_to(browser: Browser) -> None:
    async with site_in(browser) as (page, traffic):
        async with page.expect_request("**/hang"):
            await page.evaluate("() => { location = '/hang' }")
        assert traffic.in_flight(page) == 1


async def test_nobody_waits_for_an_old_request(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with site_in(browser) as (page, traffic):
        await ask(page, "/hang")
        monkeypatch.setattr(f"{LIMITS}.PATIENCE_S", 0.0)
        assert traffic.in_flight(page) == 0


async def test_nobody_waits_for_a_channel_that_is_opened_again(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{LIMITS}.CHANNEL_S", 0.0)
    async with site_in(browser) as (page, traffic):
        await ask(page, "/hang?since=1")
        assert traffic.in_flight(page) == 1
        await give_up(page)
        await ask(page, "/hang?since=2")
        assert traffic.in_flight(page) == 0
