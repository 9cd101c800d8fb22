"""Text into fields, read back from them."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from webagent_observation import StaleRef

from .._errors import ActionRefused
from ..consequences import presses_enter
from ._click import PRESS_TIMEOUT_MS, click
from ._page import page_function
from ._performed import Performed
from ._reach import reaching
from ._reading_back import Held, refused_part
from ._stage import ACTION_TIMEOUT_MS
from ._unreachable import refusal

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, JSHandle, Keyboard
    from webagent_observation import Node

    from .._situation import Situation
    from ..verbs import Type
    from ._stage import Stage

_KEYED_LIMIT = 200
_SLOWLY_MS = 20
_PATIENCE_MS = 800
_SLOW_LIMIT = 60
_FORMS = {
    "color": (r"#[0-9a-fA-F]{6}", "#ff8800"),
    "date": (r"\d{4,}-\d\d-\d\d", "2026-01-31"),
    "datetime-local": (r"\d{4,}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?", "2026-01-31T13:30"),
    "month": (r"\d{4,}-\d\d", "2026-01"),
    "time": (r"\d\d:\d\d(:\d\d(\.\d+)?)?", "13:30"),
    "week": (r"\d{4,}-W\d\d", "2026-W05"),
}
"""What the browser takes into fields with a widget of their own, as a pattern and an example."""
_WRITE_ANYWAY = frozenset({"clear", "covered", "empty", "hidden", "outside"})
"""Where a person gets with the Tab key; if nothing keeps them from it altogether."""


async def type_text(action: Type, node: Node, stage: Stage) -> Performed:
    """Replace what is in a field by a text, with Enter after it where that is meant.

    Raises:
        ActionRefused: the field does not take it, or nobody could get at it.
        StaleRef: it is gone.
        playwright.async_api.Error: the browser did not do it.
    """
    element = await stage.registry.element(action.ref)
    pattern, example = _FORMS.get(node.type, ("", ""))
    if pattern and action.text and not re.fullmatch(pattern, action.text):
        # The browser would empty the field without a word.
        raise ActionRefused("not_applicable", f"the field takes only values such as {example}")
    async with reaching(element, patience_ms=_PATIENCE_MS) as reach:
        if reach.state not in _WRITE_ANYWAY or reach.walled:
            raise await refusal(
                reach, action.ref, element, stage.registry.frame(action.ref), stage.registry
            )
    if pattern:
        await element.fill(action.text, timeout=ACTION_TIMEOUT_MS)
    else:
        await _write(action, element, node, stage)

    async def said() -> tuple[str, ...]:
        return refused_part(await _held(element), action.text, hidden=node.type == "password")

    if presses_enter(action, node):
        read = await said()
        # The page answered just now; what is late is the server that Enter may have led to.
        with suppress(PlaywrightTimeoutError):
            await element.press("Enter", timeout=PRESS_TIMEOUT_MS)
        return Performed(read)

    async def settled(_after: Situation) -> Performed:
        return Performed(await said())

    return Performed(settled=settled)


async def _write(action: Type, element: ElementHandle, node: Node, stage: Stage) -> None:
    kind, writing = await _begin(action, element, node, stage)
    text, keyboard = action.text, stage.page.keyboard
    if kind == "editor":
        # Editors that show a part of their text only know themselves what all of it is.
        await keyboard.press("ControlOrMeta+a")
    if not text or kind == "editor":
        await keyboard.press("Backspace")
    await _enter(text, keyboard)
    held = await _held(element)
    if held.is_written(text):
        return
    if kind == "keys":
        raise ActionRefused("not_applicable", "nothing can be typed there")
    # A text that was taken and is gone may have been put elsewhere, as into a list of tags.
    lost = not held.text and await writing.evaluate("writing => writing.taken()")
    if kind == "native" and held.focused and not lost:
        await _write_again(text, element, keyboard)


async def _begin(
    action: Type, element: ElementHandle, node: Node, stage: Stage
) -> tuple[str, JSHandle]:
    """Put the focus into the field with all that is in it selected; return what kind it is."""
    begin = page_function("fields", "beginWriting")
    writing = await element.evaluate_handle(begin)
    told: dict[str, Any] = await writing.evaluate("writing => writing.told")
    if not told["refused"] and (told["kind"] == "keys" or not told["focused"]):
        # What only looks like a field may become one when it is clicked.
        await click(action.ref, node, stage)
        writing = await element.evaluate_handle(begin)
        told = await writing.evaluate("writing => writing.told")
    match told["refused"]:
        case "gone":
            raise StaleRef(f"[{action.ref}] is gone: it was removed from the page")
        case "disabled":
            raise ActionRefused("disabled", "the field is disabled")
        case "readonly":
            raise ActionRefused("disabled", "the field is read-only")
        case _:
            return told["kind"], writing


async def _enter(text: str, keyboard: Keyboard, *, delay_ms: float = 0) -> None:
    # Keys rather than a set value, since masks and suggestions listen for them; but typed by key, a
    # line break would send the form and a tab would leave the field.
    if len(text) <= _KEYED_LIMIT and text.isprintable():
        await keyboard.type(text, delay=delay_ms)
    elif text:
        await keyboard.insert_text(text)


async def _write_again(text: str, element: ElementHandle, keyboard: Keyboard) -> None:
    """Write a text that a field did not take: from nothing and slowly, then all at once."""
    await element.fill("", timeout=ACTION_TIMEOUT_MS)
    if len(text) <= _SLOW_LIMIT:
        await _enter(text, keyboard, delay_ms=_SLOWLY_MS)
        if (await _held(element)).is_written(text):
            return
    await element.fill(text, timeout=ACTION_TIMEOUT_MS)


async def _held(element: ElementHandle) -> Held:
    return Held(**await element.evaluate(page_function("fields", "readField")))
