"""Scoring what pages show: WebArena's `program_html`."""

from __future__ import annotations

import asyncio
import html
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent.errors import EnvironmentFailure, UsageError
from webagent.evaluation._score import Check, Score

from ._call import PREFIX, Place, parse_call
from ._helpers import result_of
from ._in_page import Found, evaluated, opened, prepared
from ._rubric import rubric_of
from ._text import includes, is_same, shown
from ._url import ALTERNATIVES

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from playwright.async_api import Page

    from webagent.evaluation.webarena._sites import Sites
    from webagent.evaluation.webarena._task import PageTarget

    from ._rubric import TaskLike

_ANSWERED_WITHIN = 60.0
_LAST = "last"
_SCRIPTS = ("document.", "[...document.")


async def score_page(
    task: TaskLike,
    page: Page,
    *,
    last_url: str | None = None,
    sites: Sites | None = None,
    settle_s: float | None = None,
) -> Score:
    """Score what pages show, as WebArena does.

    Each target is looked at in the last page, or at its own address in a new tab of the same
    browser context, which is closed afterwards. Its locator is JavaScript (what throws is found
    empty), one of five functions, or empty for the whole page; HTML entities are resolved. What was
    found equals `exact_match`, or has one of the alternatives of each `must_include` in it.

    WebArena sleeps 3 s after a page was loaded. This waits until the page has been still for half
    a second, and 3 s at most. Both see the same, unless a page changes by a timer of its own after
    such a silence; for those, `settle_s=3`.

    Args:
        task: what it is scored by.
        page: the page where the agent stopped.
        last_url: its address then, if it is another one now.
        sites: where the shop is, that some tasks ask; by default as the environment says.
        settle_s: how long to wait in a new tab, in seconds; `None`: until it is still.

    Returns:
        0 or 1 with a check for each thing that was compared.

    Raises:
        UsageError: the task is malformed, has no pages to look at, or calls something else than the
            five functions.
        EnvironmentFailure: the shop can't be asked, or a page does not answer within a minute.
        playwright.async_api.Error: a page can't be opened, is closed or has crashed.
    """
    targets = rubric_of(task).eval.program_html
    if targets is None:
        raise UsageError("The task has no pages to look at.")
    look = _Look(page, page.url if last_url is None else last_url, sites, settle_s)
    checks: list[Check] = []
    for target in targets:
        checks.extend(_compared(target, await look.at(target)))
    return Score.product(checks)


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks at the targets of a task."""

    page: Page
    last_url: str
    sites: Sites | None
    settle_s: float | None

    async def at(self, target: PageTarget) -> Found:
        """Return what a target's locator finds, with HTML entities resolved."""
        async with self._open(target.url) as page:
            try:
                async with asyncio.timeout(_ANSWERED_WITHIN):
                    found = await self._found(target, page)
            except TimeoutError as error:
                raise EnvironmentFailure(f"The page at {page.url} does not answer.") from error
        return Found(html.unescape(found.text), found.error)

    @asynccontextmanager
    async def _open(self, url: str) -> AsyncGenerator[Page]:
        if url.startswith(PREFIX.rstrip(":")):
            url = await self._called(url, Place.URL, self.page)
        if url == _LAST:
            yield self.page
            return
        async with opened(self.page, url, self.settle_s) as tab:
            yield tab

    async def _found(self, target: PageTarget, page: Page) -> Found:
        locator = target.locator
        if not locator.strip():
            return Found(await page.content())
        if locator.startswith(_SCRIPTS):
            await prepared(page, target.prep_actions)
            return await evaluated(page, f"() => {locator}")
        if locator.startswith(PREFIX):
            return Found(await self._called(locator, Place.LOCATOR, page))
        raise UsageError(
            f"The task is malformed: WebArena has no such locator as {shown(locator)}."
        )

    async def _called(self, text: str, place: Place, page: Page) -> str:
        return await result_of(parse_call(text, place, self.last_url), page, self.sites)


def _compared(target: PageTarget, found: Found) -> Iterator[Check]:
    required = target.required_contents
    where = f"{shown(target.locator.strip() or 'the page')} at {target.url}"
    seen = f"the locator failed: {found.error}" if found.error else f"it is {shown(found.text)}"
    if required.exact_match is not None:
        same = is_same(required.exact_match, found.text)
        yield Check(f"{where} equals {shown(required.exact_match)}", float(same), seen)
    elif required.must_include is not None:
        for wanted in required.must_include:
            there = any(includes(each, found.text) for each in wanted.split(ALTERNATIVES))
            reason = "it does" if there else seen
            yield Check(f"{where} includes {shown(wanted)}", float(there), reason)
    else:
        raise UsageError(
            "The task is malformed: required_contents needs exact_match or must_include."
        )
