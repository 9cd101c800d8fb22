"""Asking a page: what a locator finds, and a tab to look at another address in."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_observation import settle

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

    from playwright.async_api import Page, Request

SETTLED_WITHIN = 3.0
"""What WebArena waits after a page was loaded, in seconds."""
_QUIET_MS = 500


@dataclass(frozen=True, slots=True)
class Found:
    """What JavaScript gave, as text; empty where it threw, and then why."""

    text: str
    error: str = ""


async def evaluated(page: Page, script: str, argument: object = None) -> Found:
    """Return what JavaScript gives in a page, as text, the way Python writes it.

    So `null` is `None` and a list has brackets, as in WebArena. What it throws is no error.

    Raises:
        playwright.async_api.Error: the page is closed, and can't be asked any more.
    """
    try:
        return Found(str(await page.evaluate(script, argument)))
    except PlaywrightError as error:
        if page.is_closed():
            raise
        return Found("", error.message.partition("\n")[0])


async def prepared(page: Page, scripts: Iterable[str]) -> None:
    """Run JavaScript in a page, up to the first that throws, which is no error.

    Raises:
        playwright.async_api.Error: the page is closed.
    """
    for script in scripts:
        if (await evaluated(page, f"() => {script}")).error:
            return


@asynccontextmanager
async def opened(beside: Page, url: str, settle_s: float | None) -> AsyncGenerator[Page]:
    """Open an address in a new tab beside a page, which closes with the block.

    Args:
        beside: a page of the browser context, whose logins count.
        url: what to open.
        settle_s: how long to wait once it is loaded, in seconds; `None`: until no request has been
            open and nothing has changed for half a second, at most `SETTLED_WITHIN`.

    Raises:
        playwright.async_api.Error: it can't be opened.
    """
    tab = await beside.context.new_page()
    try:
        open_requests: set[Request] = set()
        tab.on("request", open_requests.add)
        tab.on("requestfinished", open_requests.discard)
        tab.on("requestfailed", open_requests.discard)
        await tab.goto(url)
        if settle_s is not None:
            await asyncio.sleep(settle_s)
        else:
            with suppress(TimeoutError):
                async with asyncio.timeout(SETTLED_WITHIN):
                    await settle(tab, lambda: len(open_requests), quiet_ms=_QUIET_MS)
        yield tab
    finally:
        with suppress(PlaywrightError):
            await tab.close()
