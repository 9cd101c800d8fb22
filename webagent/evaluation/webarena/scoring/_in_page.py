"""Asking a page: what a locator finds, and a tab to look at another address in."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

    from playwright.async_api import Page, Request

SETTLED_WITHIN = 3.0
"""What WebArena waits after a page was loaded, in seconds."""
_CRASHED = ": Target crashed"
_STILL_MS = 500
_POLL_S = 0.02
# Every change counts, unlike where an agent waits: what ticks is looked at when WebArena would.
_STILL = """(ms) => new Promise((resolve) => {
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { observer.disconnect(); resolve(); }, ms);
  };
  const observer = new MutationObserver(wait);
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  observer.observe(document, everything);
  wait();
})"""


@dataclass(frozen=True, slots=True)
class Found:
    """What JavaScript gave, as text; empty where it threw, and then why."""

    text: str
    error: str = ""


async def evaluated(page: Page, script: str, argument: object = None) -> Found:
    """Return what JavaScript gives in a page, as text, the way Python writes it.

    So `null` is `None` and a list has brackets, as in WebArena. What it throws is no error.

    Raises:
        playwright.async_api.Error: the page is closed or has crashed. WebArena finds that empty,
            but it is no failure of the agent's.
    """
    try:
        return Found(str(await page.evaluate(script, argument)))
    except PlaywrightError as error:
        if page.is_closed() or error.message.strip().endswith(_CRASHED):
            raise
        return Found("", error.message.partition("\n")[0])


async def prepared(page: Page, scripts: Iterable[str]) -> None:
    """Run JavaScript in a page, up to the first that throws, which is no error.

    Raises:
        playwright.async_api.Error: as `evaluated`.
    """
    for script in scripts:
        if (await evaluated(page, f"() => {script}")).error:
            return


class _Requests:
    """The requests of a page."""

    def __init__(self, page: Page) -> None:
        self._open: set[Request] = set()
        self.total = 0
        page.on("request", self._begin)
        page.on("requestfinished", self._end)
        page.on("requestfailed", self._end)

    def __bool__(self) -> bool:
        """Whether one has no answer yet."""
        return bool(self._open)

    def _begin(self, request: Request) -> None:
        self._open.add(request)
        self.total += 1

    def _end(self, request: Request) -> None:
        self._open.discard(request)


async def _still(page: Page, requests: _Requests) -> None:
    """Wait until nothing was asked for and nothing has changed for a while."""
    while True:
        while requests:  # noqa: ASYNC110 - a count has no event
            await asyncio.sleep(_POLL_S)
        before = requests.total
        try:
            await page.evaluate(_STILL, _STILL_MS)
        except PlaywrightError:
            # It navigated, or was closed, which whoever looks at it next will be told.
            if page.is_closed():
                return
            await asyncio.sleep(_POLL_S)
        else:
            if requests.total == before:
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
        requests = _Requests(tab)
        await tab.goto(url)
        if settle_s is not None:
            await asyncio.sleep(settle_s)
        else:
            with suppress(TimeoutError):
                async with asyncio.timeout(SETTLED_WITHIN):
                    await _still(tab, requests)
        yield tab
    finally:
        with suppress(PlaywrightError):
            await tab.close()
