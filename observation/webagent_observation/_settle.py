"""Waiting until a page has done what an action set off, without sleeping for a fixed time."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import cache
from importlib.resources import files
from time import monotonic
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Page

QUIET_MS = 100
TICKER_MS = 500
DOM_CAP_S = 1.0
NETWORK_CAP_S = 4.0
CAP_S = 6.0
_MAX_MOVES = 10
_POLL_S = 0.02


@cache
def _quiet_script() -> str:
    folder = files("webagent_observation") / "page"
    return folder.joinpath("quiet.js").read_text(encoding="utf-8")


async def settle(
    page: Page, in_flight: Callable[[], int] = lambda: 0, *, quiet_ms: int = QUIET_MS
) -> bool:
    """Wait until the document is parsed, and then quiet for a while with no request open.

    Quiet are the DOM, with its open shadow roots and frames of the same origin, and transitions
    that move or reveal something. What keeps changing in one place counts for half a second, all
    changes of a DOM for 1 s at a time, requests for 4 s, and 6 s is the end of everything: polling,
    animated and hanging pages cost a bounded time. Never raises for what a page does.

    Args:
        page: the page that was acted on.
        in_flight: how many requests that can change the page are open now.
        quiet_ms: how long the DOM has to stand still, in milliseconds.

    Returns:
        Whether the page came to an end of it; `False` where it may not even answer.
    """
    with suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(CAP_S):
            await _settled(page, in_flight, quiet_ms)
            return True
    return False


async def _settled(page: Page, in_flight: Callable[[], int], quiet_ms: int) -> None:
    await page.wait_for_load_state("domcontentloaded")
    end = monotonic() + NETWORK_CAP_S
    moves = 0
    while True:
        # What an answer changes comes after it, so the quiet counts from the last answer on.
        while in_flight() and monotonic() < end:  # noqa: ASYNC110 - a count has no event
            await asyncio.sleep(_POLL_S)
        try:
            await page.evaluate(_quiet_script(), [quiet_ms, TICKER_MS, DOM_CAP_S * 1000])
        except PlaywrightError:
            # It navigated: the new document gets its own time to load, and to become quiet.
            moves += 1
            if moves > _MAX_MOVES:
                return
            await page.wait_for_load_state("domcontentloaded")
        else:
            if not in_flight() or monotonic() > end:
                return
