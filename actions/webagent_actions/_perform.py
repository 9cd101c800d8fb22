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
    GoBack,
    Goto,
    Press,
    Select,
    SwitchTab,
    Type,
)
from ._effects import presses_enter
from ._outcome import Outcome
from ._validate import find_option

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from playwright.async_api import Page
    from webagent_observation import Node, Registry

    from ._situation import Situation

ACTION_TIMEOUT_MS = 4_000
SUGGESTION_QUIET_MS = 400
"""Suggestions mostly wait for a pause in typing; jQuery UI's default is 300 ms."""
_KEYED_LIMIT = 200
_FILLED_TYPES = frozenset({"color", "date", "datetime-local", "month", "range", "time", "week"})


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

    Raises:
        webagent_observation.PageUnreadable: the page can't be looked at afterwards.
    """
    error: str | None = None
    try:
        await stage.until_dialog(_carry_out(action, before, stage))
    except StaleRef as stale:
        error = f"{stale}"
    except PlaywrightError as failure:
        error = explain_failure(failure)
    typed = isinstance(action, Type) and before.observation.refs[action.ref].suggests
    after = await stage.look(quiet_ms=SUGGESTION_QUIET_MS if typed else None)
    return Outcome.of(action, error, before, after)


async def _carry_out(action: Action, before: Situation, stage: Stage) -> None:
    refs = before.observation.refs
    match action:
        case Click(ref):
            element = await stage.registry.element(ref)
            await element.click(timeout=ACTION_TIMEOUT_MS)
        case Type(ref):
            await _type(action, refs[ref], stage)
        case Select(ref, option):
            chosen = find_option(refs[ref], option)
            element = await stage.registry.element(ref)
            index = refs[ref].options.index(chosen)
            await element.select_option(index=index, timeout=ACTION_TIMEOUT_MS)
        case Check(ref, on):
            await _check(refs[ref], stage, on=on)
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
    if node.type in _FILLED_TYPES or len(action.text) > _KEYED_LIMIT:
        await element.fill(action.text, timeout=ACTION_TIMEOUT_MS)
    else:
        # Keys rather than a set value: masks and suggestions listen for them.
        await element.fill("", timeout=ACTION_TIMEOUT_MS)
        await element.type(action.text, timeout=ACTION_TIMEOUT_MS)
    if presses_enter(action, node):
        await element.press("Enter", timeout=ACTION_TIMEOUT_MS)


async def _check(node: Node, stage: Stage, *, on: bool) -> None:
    assert node.ref is not None
    now = await stage.registry.inspect(node.ref)
    if now.get("states", {}).get("checked", False) is not on:
        element = await stage.registry.element(node.ref)
        await element.click(timeout=ACTION_TIMEOUT_MS)


def explain_failure(failure: PlaywrightError) -> str:
    """Say in one sentence, for a model and for people, why the browser did not do it."""
    text = failure.message
    covered = re.search(r"(<[^>]{1,120}>).{0,200}? intercepts pointer events", text, re.DOTALL)
    if covered:
        return f"it is covered by {covered[1]}; deal with that first"
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
