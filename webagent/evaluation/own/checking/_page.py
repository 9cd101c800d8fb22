"""Checking what is on a page."""

from __future__ import annotations

import asyncio
import re
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from playwright.async_api import Error as PlaywrightError
from webagent_actions import explain_failure
from webagent_observation import PageUnreadable

from webagent.errors import EnvironmentFailure

from ._found import Found, quoted
from ._words import stands_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import BrowserContext, FrameLocator, Locator, Page

    from webagent.browser import Session

    from .._checks import PageCheck

_OPENING_MS = 15_000
_ANSWER_S = 20.0
_PATIENCE_S = 3.0
_PAUSE_S = 0.1
_READ = """elements => elements.map((element) => ({
  shown: element.checkVisibility({ visibilityProperty: true }),
  text: element.innerText ?? element.textContent ?? "",
  values: "value" in element
    ? [String(element.value), ...Array.from(element.selectedOptions ?? [], (o) => o.label)]
    : [element.getAttribute("aria-valuetext") ?? element.getAttribute("aria-valuenow") ?? ""],
  checked: element.checked ?? element.getAttribute("aria-checked") === "true",
}))"""


async def check_final_page(expected: PageCheck, page: Page, session: Session) -> Found:
    """Return whether the page where the agent stopped is as expected.

    Raises:
        EnvironmentFailure: the page does not answer.
        playwright.async_api.Error: the page can't be asked.
    """
    try:
        found = await session.unless_dialog(_look(expected, page))
    except PageUnreadable as error:
        raise EnvironmentFailure(f"{page.url} can't be checked: {error}.") from error
    if found is None:
        return Found(False, _told(expected), "a dialog is open, which holds the page up")
    return found


async def check_page_at(expected: PageCheck, url: str, context: BrowserContext) -> Found:
    """Return whether the page at an address, opened in a tab of its own, is as expected.

    Raises:
        EnvironmentFailure: it can't be opened, or does not answer.
        playwright.async_api.Error: the page can't be asked.
    """
    page = await context.new_page()
    try:
        try:
            await page.goto(url, timeout=_OPENING_MS)
        except PlaywrightError as error:
            said = explain_failure(error)
            raise EnvironmentFailure(f"{url} could not be opened to check it: {said}.") from error
        try:
            async with asyncio.timeout(_ANSWER_S):
                return await _awaited(expected, page)
        except TimeoutError as error:
            raise EnvironmentFailure(f"{url} does not answer, so it can't be checked.") from error
    finally:
        await page.close()


async def _awaited(expected: PageCheck, page: Page) -> Found:
    began = monotonic()
    found = await _look(expected, page)
    # What a page's own scripts bring comes after it was loaded.
    while not found.passed and monotonic() - began < _PATIENCE_S:
        await asyncio.sleep(_PAUSE_S)
        found = await _look(expected, page)
    return found


async def _look(expected: PageCheck, page: Page) -> Found:
    elements: list[dict[str, Any]] = await _located(expected, page).evaluate_all(_READ)
    shown = [each for each in elements if each["shown"]]
    fitting = [each for each in shown if _fits(expected, each)]
    count = expected.count
    passed = bool(fitting) if count is None else count.holds(len(fitting))
    there = f"{len(fitting)} on {page.url}"
    if not fitting and shown:
        there += f", where it is {quoted(_seen(expected, shown[0]))}"
    return Found(passed, _told(expected), there)


def _located(expected: PageCheck, page: Page) -> Locator:
    place: Page | FrameLocator = page
    if expected.frame is not None:
        place = page.frame_locator(expected.frame)
    if expected.role is None:
        return place.locator(expected.selector or "body")
    if expected.name is None:
        return place.get_by_role(cast("Any", expected.role))
    words = r"\s+".join(map(re.escape, expected.name.split()))
    whole = re.compile(rf"^\s*{words}\s*$", re.IGNORECASE)
    return place.get_by_role(cast("Any", expected.role), name=whole)


def _fits(expected: PageCheck, element: Mapping[str, Any]) -> bool:
    return (
        (expected.text is None or stands_in(expected.text, element["text"]))
        and (expected.value is None or expected.value in element["values"])
        and (expected.checked is None or element["checked"] is expected.checked)
    )


def _seen(expected: PageCheck, element: Mapping[str, Any]) -> str:
    if expected.value is not None:
        return element["values"][0]
    if expected.checked is not None:
        return "checked" if element["checked"] else "not checked"
    return element["text"]


def _told(expected: PageCheck) -> str:
    what = expected.role or expected.selector or "the page"
    if expected.name is not None:
        what += f" {quoted(expected.name)}"
    if expected.text is not None:
        what += f" says {quoted(expected.text)}"
    if expected.value is not None:
        what += f" has the value {quoted(expected.value)}"
    if expected.checked is not None:
        what += " is checked" if expected.checked else " is not checked"
    where = "" if expected.at is None else f" at {expected.at}"
    how_often = "" if expected.count is None else f", so often: {expected.count}"
    return f"{what}{where}{how_often}"
