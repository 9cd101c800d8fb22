"""Carrying an action out in the browser, on the very element that was shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from playwright.async_api import Error as PlaywrightError
from webagent_observation import StaleRef

from ._action import (
    Action,
    Check,
    Click,
    Dialog,
    Expand,
    Find,
    GoBack,
    Goto,
    Press,
    Select,
    SwitchTab,
    Type,
)
from ._effects import presses_enter
from ._errors import ActionRefused
from ._outcome import Outcome
from ._read import read
from ._situation import CHECKABLE
from ._validate import find_option

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from playwright.async_api import ElementHandle, Page, Position
    from webagent_observation import Node, Registry

    from ._situation import Situation

ACTION_TIMEOUT_MS = 4_000
SUGGESTION_QUIET_MS = 400
"""Suggestions mostly wait for a pause in typing; jQuery UI's default is 300 ms."""
_KEYED_LIMIT = 200
_FORMS = {
    "color": (r"#[0-9a-fA-F]{6}", "#ff8800"),
    "date": (r"\d{4,}-\d\d-\d\d", "2026-01-31"),
    "datetime-local": (r"\d{4,}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?", "2026-01-31T13:30"),
    "month": (r"\d{4,}-\d\d", "2026-01"),
    "time": (r"\d\d:\d\d(:\d\d(\.\d+)?)?", "13:30"),
    "week": (r"\d{4,}-W\d\d", "2026-W05"),
}
"""What the browser takes into fields with a widget of their own, as a pattern and an example."""


class Stage(Protocol):
    """What an action needs of the browser session."""

    @property
    def page(self) -> Page:
        """The page of the active tab."""
        ...

    @property
    def registry(self) -> Registry:
        """Where refs lead."""
        ...

    async def until_dialog(self, operation: Awaitable[None]) -> None:
        """Run an operation to its end, or until a dialog holds it up; then it ends later."""
        ...

    async def answer_dialog(self, *, accept: bool, text: str | None) -> None:
        """Answer the open dialog."""
        ...

    async def goto(self, url: str) -> None:
        """Open an address in the active tab."""
        ...

    async def go_back(self) -> None:
        """Go back one page in the active tab."""
        ...

    async def switch_tab(self, number: int) -> None:
        """Make another tab the active one."""
        ...

    async def look(self, *, quiet_ms: int | None = None) -> Situation:
        """Wait until the page has settled, and observe it."""
        ...


async def perform(action: Action, before: Situation, stage: Stage) -> Outcome:
    """Carry out a validated and permitted action, wait for its consequences, and say what changed.

    What only reads is answered from what was seen; the page is not touched, nor looked at again.

    Raises:
        webagent_observation.PageUnreadable: the page can't be looked at afterwards.
    """
    if isinstance(action, (Find, Expand)):
        return read(action, before)
    error: str | None = None
    page = stage.page
    try:
        await stage.until_dialog(_carry_out(action, before, stage))
    except (ActionRefused, StaleRef) as refusal:
        error = f"{refusal}"
    except PlaywrightError as failure:
        # A page that the action itself closed is a consequence, and told as one.
        error = None if page.is_closed() else explain_failure(failure)
    typed = isinstance(action, Type) and before.observation.refs[action.ref].suggests
    after = await stage.look(quiet_ms=SUGGESTION_QUIET_MS if typed else None)
    return Outcome.of(action, error, before, after)


async def _carry_out(action: Action, before: Situation, stage: Stage) -> None:
    refs = before.observation.refs
    match action:
        case Click(ref):
            await _click(ref, refs[ref], stage)
        case Type(ref):
            await _type(action, refs[ref], stage)
        case Select(ref, option):
            chosen = find_option(refs[ref], option)
            element = await stage.registry.element(ref)
            # The list may have been filled anew since it was shown.
            now = [option["label"] for option in (await stage.registry.inspect(ref))["options"]]
            if chosen.label not in now:
                raise StaleRef(f"the option “{chosen.label}” is gone from [{ref}]")
            await element.select_option(index=now.index(chosen.label), timeout=ACTION_TIMEOUT_MS)
        case Check(ref, on):
            await _check(ref, refs[ref], stage, on=on)
        case Press(key):
            await stage.page.keyboard.press(key)
        case GoBack():
            await stage.go_back()
        case Goto(url):
            await stage.goto(url)
        case SwitchTab(number):
            await stage.switch_tab(number)
        case Dialog(accept, text):
            await stage.answer_dialog(accept=accept, text=text)
        case _:
            raise TypeError(f"{action.verb} is not performed in the browser")


async def _type(action: Type, node: Node, stage: Stage) -> None:
    element = await stage.registry.element(action.ref)
    pattern, example = _FORMS.get(node.type, ("", ""))
    if pattern and action.text and not re.fullmatch(pattern, action.text):
        # The browser would empty the field without a word.
        raise ActionRefused("not_applicable", f"the field takes only values such as {example}")
    # Typed by key, a line break would send the form and a tab would leave the field.
    keyed = len(action.text) <= _KEYED_LIMIT and action.text.isprintable()
    if pattern or not keyed:
        await element.fill(action.text, timeout=ACTION_TIMEOUT_MS)
    else:
        # Keys rather than a set value: masks and suggestions listen for them.
        await element.fill("", timeout=ACTION_TIMEOUT_MS)
        await element.type(action.text, timeout=ACTION_TIMEOUT_MS)
    if presses_enter(action, node):
        await element.press("Enter", timeout=ACTION_TIMEOUT_MS)


async def _click(ref: int, node: Node, stage: Stage) -> None:
    element = await stage.registry.element(ref)
    carrier = await stage.registry.carrier(ref)
    if carrier is not None:
        await _click_in(carrier, ref, node, stage)
        return
    if node.tag == "input" and node.role in CHECKABLE:
        await element.scroll_into_view_if_needed(timeout=ACTION_TIMEOUT_MS)
        element = (await element.evaluate_handle(_LABEL_OVER)).as_element() or element
    await element.click(timeout=ACTION_TIMEOUT_MS)


async def _click_in(carrier: ElementHandle, ref: int, node: Node, stage: Stage) -> None:
    """Click an element that has no box of its own where it is on what has one."""
    spot = await stage.registry.aim(ref)
    position: Position = {"x": spot.x, "y": spot.y}
    # Only scrolls to it.
    await carrier.click(position=position, timeout=ACTION_TIMEOUT_MS, force=True, trial=True)
    spot = await stage.registry.aim(ref)
    if spot.cover:
        raise ActionRefused(
            "not_applicable", f"it is covered by {spot.cover}; deal with that first"
        )
    # What is hit is the area, which Playwright takes for a cover of its image.
    forced = node.tag == "area"
    position = {"x": spot.x, "y": spot.y}
    await carrier.click(position=position, timeout=ACTION_TIMEOUT_MS, force=forced)


# Styled boxes are drawn by their label, over an input that the mouse can't reach.
_LABEL_OVER = """(box) => {
  const { left, top, width, height } = box.getBoundingClientRect();
  const hit = box.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
  return hit === box ? null : ([...box.labels].find((label) => label.checkVisibility()) ?? null);
}"""


async def _check(ref: int, node: Node, stage: Stage, *, on: bool) -> None:
    states = (await stage.registry.inspect(ref)).get("states", {})
    now = states.get("checked", False)
    if now is not on:
        await _click(ref, node, stage)
    if now == "mixed":
        # Where a click takes it from there is for the page to say.
        await _check(ref, node, stage, on=on)


def explain_failure(failure: PlaywrightError) -> str:
    """Say in one sentence, for a model and for people, why the browser did not do it."""
    text = failure.message
    covered = re.search(r"<([\w:-]+)((?:\s[^\s=>]+=\"[^\"]*\")*).* intercepts pointer events", text)
    if covered:
        # Only what names it: its other attributes may say what must not be read.
        names = re.findall(r'\s(?:id|class|role)="[^"]{1,60}', covered[2])
        shown = "".join(f'{name}"' for name in names)
        return f"it is covered by <{covered[1]}{shown}>; deal with that first"
    for sign, meaning in _FAILURES:
        if sign in text:
            return meaning
    code = re.search(r"net::(\w+)", text)
    return f"the browser refused: {code[1] if code else text.splitlines()[0][:200]}"


_FAILURES = (
    ("Download is starting", "that address is a download, not a page"),
    ("ERR_ABORTED", "the address led to no page: a download, or the navigation was broken off"),
    ("ERR_TOO_MANY_REDIRECTS", "the address redirects without end"),
    ("ERR_CERT", "the site's certificate is not valid, so it was not opened"),
    ("ERR_NAME_NOT_RESOLVED", "there is no site of that name"),
    ("ERR_CONNECTION", "the site does not answer (connection failed)"),
    ("ERR_ADDRESS_UNREACHABLE", "the site can't be reached"),
    ("ERR_INTERNET_DISCONNECTED", "there is no network"),
    ("ERR_EMPTY_RESPONSE", "the site answered with nothing"),
    ("Target page, context or browser has been closed", "the page was closed"),
    ("Target crashed", "the page crashed"),
    ("element is not visible", "it can't be seen, so it can't be operated"),
    ("element is outside of the viewport", "it lies outside of what the window can show"),
    ("element is not stable", "it keeps moving"),
    ("Element is not attached", "it was removed from the page meanwhile"),
    ("Malformed value", "the field does not take a value of that form"),
    ("Timeout", "it did not get ready within the time limit"),
)
