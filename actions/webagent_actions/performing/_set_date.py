"""Dates and times: the browser's own fields, fields of text in their own form, calendars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from .._errors import ActionRefused
from ..controls import DATE_FORMS
from ..validating import is_date
from ._calendar import Calendar
from ._date_forms import find_form
from ._moment import Moment
from ._page import page_function
from ._performed import Performed
from ._segments import set_segments
from ._stage import ACTION_TIMEOUT_MS

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle
    from webagent_observation import Node

    from ..verbs import SetDate
    from ._moment import DateForm
    from ._stage import Stage

_ALL = "ControlOrMeta+a"


@dataclass(frozen=True, slots=True)
class _Hints:
    """What is said of a field for dates."""

    type: str
    """Of a native field; empty for all else."""
    texts: list[str]
    language: str
    isField: bool  # noqa: N815 - as the page script names it
    writable: bool
    segments: int
    """How many fields for single parts it is made of."""
    shown: str


async def set_date(action: SetDate, node: Node, stage: Stage) -> Performed:
    """Set a field to a date or time written as in ISO 8601, and read back what it holds.

    A field of text is written into in the form that is said of it; where none is, or where it can't
    be written into, the day is chosen in the calendar that the field opens.

    Raises:
        ActionRefused: the value is of another kind than the field, with the form it takes; or
            neither writing nor a calendar set it.
        StaleRef: the field is gone.
    """
    element = await stage.registry.element(action.ref)
    hints = _Hints(**await element.evaluate(page_function("dates", "hintsOf")))
    if hints.type:
        return await _set_native(action, hints.type, element)
    moment = Moment.of(action.value)
    if moment is None:
        raise ActionRefused("not_applicable", "only a field for weeks takes a week")
    if hints.segments:
        return await set_segments(element, moment)
    form = find_form(hints.texts, hints.language)
    if hints.writable and form is not None:
        text = form.write(moment)
        if text is None:
            raise ActionRefused("not_applicable", f"the field wants “{form.example}”")
        return await _write(element, text, form, stage)
    if moment.day is not None and moment.hour is None:
        calendar = Calendar(action.ref, node, element, stage)
        if await calendar.open():
            return await _pick(calendar, moment, element, hints, stage)
    if not hints.writable:
        raise ActionRefused("not_applicable", "it can't be written into and opened no calendar")
    return await _write(element, action.value, None, stage)


async def _set_native(action: SetDate, kind: str, element: ElementHandle) -> Performed:
    if not is_date(action.value, kind):
        raise ActionRefused(
            "not_applicable", f"the field takes only values such as {DATE_FORMS[kind]}"
        )
    await element.fill(action.value, timeout=ACTION_TIMEOUT_MS)
    held = await element.evaluate(page_function("dates", "heldBy"))
    said: list[str] = []
    if not held["value"].startswith(action.value) and not action.value.startswith(held["value"]):
        said.append(_instead(held["value"], action.value))
    if held["problem"]:
        said.append(f"the field says: {held['problem']}")
    return Performed(tuple(said))


async def _write(
    element: ElementHandle, text: str, form: DateForm | None, stage: Stage
) -> Performed:
    """Type a date and leave the field, which is when most take it over and close their calendar.

    Raises:
        ActionRefused: the field holds another date then.
    """
    field = (await element.evaluate_handle(page_function("dates", "fieldOf"))).as_element()
    field = field or element
    wanted = form.read(text) if form else Moment.of(text)
    held = await _typed(field, text, stage)
    if not _is(held, wanted, form):
        # A mask puts in what stands between the digits by itself.
        held = await _typed(field, re.sub(r"\D", "", text), stage)
    told = await field.evaluate(page_function("dates", "heldBy"))
    if not _is(held, wanted, form):
        shape = f"; it wants “{form.example}”" if form else "; it does not say which form it wants"
        raise ActionRefused("not_applicable", _instead(held, text) + shape)
    said = [f"the field says: {told['problem']}"] if told["problem"] else []
    if form is None:
        said.append(f"the field says nothing of its form; it was written as {text}")
    return Performed(tuple(said))


async def _typed(field: ElementHandle, text: str, stage: Stage) -> str:
    keyboard = stage.page.keyboard
    await field.focus()
    await keyboard.press(_ALL)
    await keyboard.press("Backspace")
    await keyboard.type(text)
    # Unlike Escape, which some take for "as it was", leaving keeps what was typed.
    await field.press("Tab", timeout=ACTION_TIMEOUT_MS)
    return await field.input_value(timeout=ACTION_TIMEOUT_MS)


def _is(held: str, wanted: Moment | None, form: DateForm | None) -> bool:
    read = form.read(held) if form else Moment.of(held)
    return read is not None and wanted is not None and read.agrees(wanted)


async def _pick(
    calendar: Calendar, moment: Moment, element: ElementHandle, hints: _Hints, stage: Stage
) -> Performed:
    try:
        cell = await calendar.pick(moment)
    except ActionRefused:
        if not await element.evaluate(page_function("calendar", "monthsWithin")):
            await stage.page.keyboard.press("Escape")
        raise
    try:
        now = _Hints(**await element.evaluate(page_function("dates", "hintsOf")))
        picked = await cell.evaluate(page_function("calendar", "isPicked"))
    except PlaywrightError:
        # The choice led to another page.
        return Performed()
    if now.isField and not _mentions(now.shown, moment):
        if now.shown == hints.shown and not picked:
            raise ActionRefused("not_applicable", f"the day was clicked; {_still(now.shown)}")
        if now.shown != hints.shown:
            return Performed((_instead(now.shown, f"{moment.year}-{moment.month}-{moment.day}"),))
    if now.isField or picked or now.shown != hints.shown:
        return Performed()
    return Performed(("the day was clicked; the calendar does not show whether it took it",))


def _mentions(text: str, moment: Moment) -> bool:
    """Whether a date in any form may be this one: its day and year are there."""
    numbers = {int(number) for number in re.findall(r"\d+", text)}
    year = moment.year or 0
    return moment.day in numbers and bool(numbers & {year, year % 100})


def _instead(held: str, wanted: str) -> str:
    shown = f"“{held[:80]}”" if held else "nothing"
    return f"the field now holds {shown} instead of “{wanted}”"


def _still(shown: str) -> str:
    return f"the field still holds “{shown[:80]}”" if shown else "the field is still empty"
