"""Waiting until a page has done what an action set off, without sleeping for a fixed time."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Page

QUIET_MS = 100
DOM_CAP_S = 1.0
NETWORK_CAP_S = 4.0
LOAD_CAP_S = 5.0

_DOM_QUIET = """([quiet, cap]) => new Promise((resolve) => {
  const observer = new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(done, quiet);
  });
  const done = () => { observer.disconnect(); clearTimeout(last); clearTimeout(timer); resolve(); };
  const last = setTimeout(done, cap);
  let timer = setTimeout(done, quiet);
  observer.observe(document,
    { subtree: true, childList: true, attributes: true, characterData: true });
})"""


async def settle(
    page: Page, in_flight: Callable[[], int] = lambda: 0, *, quiet_ms: int = QUIET_MS
) -> None:
    """Wait until the document is parsed, its DOM has been quiet for a while and no request is open.

    Every wait is capped (document 5 s, DOM 1 s at a time, all of it 4 s after that), so that
    polling, animated or hanging pages cost a bounded time. Never raises for what a page does.

    Args:
        page: the page that was acted on.
        in_flight: how many requests that can change the page are open now.
        quiet_ms: how long the DOM has to stand still, in milliseconds.
    """
    try:
        await page.wait_for_load_state("domcontentloaded", timeout=LOAD_CAP_S * 1000)
    except PlaywrightError:
        return
    end = monotonic() + NETWORK_CAP_S
    while True:
        stayed = await _dom_quiet(page, quiet_ms)
        if (stayed and not in_flight()) or monotonic() > end:
            return


async def _dom_quiet(page: Page, quiet_ms: int) -> bool:
    """Wait for a quiet DOM; say whether the document stayed the same meanwhile."""
    try:
        async with asyncio.timeout(DOM_CAP_S + 1):
            await page.evaluate(_DOM_QUIET, [quiet_ms, int(DOM_CAP_S * 1000)])
    except TimeoutError:
        return True
    except PlaywrightError:
        # It navigated: the new document gets its own time to load, and to become quiet.
        try:
            await page.wait_for_load_state("domcontentloaded", timeout=LOAD_CAP_S * 1000)
        except PlaywrightError:
            return True
        return False
    return True
