"""Whether what is told of a page is right and all there, by the judges beside this module."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_observation import PageUnreadable, Registry

from benchmarks.observation._browsing import opened
from benchmarks.observation.agreement import agreement
from benchmarks.observation.recall import recall
from benchmarks.observation.results import Quality

if TYPE_CHECKING:
    from playwright.async_api import Browser

_SECONDS = 120
_TOLD = 20


async def quality_of(
    browser: Browser, url: str, missing_words: frozenset[str], failures: dict[str, str]
) -> Quality:
    """Judge a page; what can't be judged has a reason among the failures.

    Args:
        browser: where the page is opened, once for each judge.
        url: of the page.
        missing_words: words that are on the page and not in our text.
        failures: takes the reasons.
    """
    agreed = recalled = None
    try:
        async with asyncio.timeout(_SECONDS), opened(browser, url) as page:
            agreed = await agreement(page, Registry())
    except (PageUnreadable, PlaywrightError, TimeoutError) as error:
        failures["agreement"] = f"agreement could not be judged: {_reason(error)}"
    try:
        async with asyncio.timeout(_SECONDS), opened(browser, url) as page:
            recalled = await recall(page, Registry())
    except (PageUnreadable, PlaywrightError, TimeoutError) as error:
        failures["recall"] = f"recall could not be judged: {_reason(error)}"
    return Quality(
        agreement=None if agreed is None else agreed.share,
        recall=None if recalled is None else recalled.share,
        disagreements={} if agreed is None else dict(agreed.kinds().most_common(_TOLD)),
        without_ref=() if recalled is None else tuple(
            f"{one.kind}: {one.markup}" for one in recalled.missing[:_TOLD]
        ),
        missing_words=tuple(sorted(missing_words)[:_TOLD]),
    )  # fmt: skip


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"it took longer than {_SECONDS} s"
    return str(error).partition("\n")[0]
