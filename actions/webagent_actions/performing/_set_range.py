"""Sliders and fields with arrows, set to a number."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .._errors import ActionRefused
from ._handle import Handle
from ._page import page_function
from ._performed import Performed
from ._slide import slide
from ._slider import Slider
from ._stage import ACTION_TIMEOUT_MS

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle
    from webagent_observation import Node

    from ..verbs import SetRange
    from ._stage import Stage

_CLOSE = 1e-9


async def set_range(action: SetRange, node: Node, stage: Stage) -> Performed:
    """Set a slider or number field, and say what it holds where that is another number.

    Raises:
        ActionRefused: the number is out of its range, it is none of these, or it does not move.
        StaleRef: it is gone.
    """
    element = await stage.registry.element(action.ref)
    slider = await Slider.of(element)
    handle = Handle(element, stage.page.keyboard)
    known = slider.value is not None or (node.role == "slider" and await handle.find_shown())
    if not known and slider.kind == "":
        raise ActionRefused(
            "not_applicable", f"[{action.ref}] is a {node.role} that says no number it is set to"
        )
    if not slider.low <= action.number <= slider.high:
        raise ActionRefused("not_applicable", f"it takes numbers {slider.range}")
    match slider.kind:
        case "range":
            await element.fill(written(slider.nearest(action.number)), timeout=ACTION_TIMEOUT_MS)
        case "number" | "text":
            await _write(element, written(action.number))
        case _:
            typed = node.role == "spinbutton"
            await slide(handle, slider, action.number, stage, typed=typed)
    return await _read_back(handle, action.number)


def written(number: float) -> str:
    """Return a number as fields take it: without a point where it is whole."""
    return str(int(number)) if float(number).is_integer() else repr(float(number))


async def _write(element: ElementHandle, text: str) -> None:
    await element.fill(text, timeout=ACTION_TIMEOUT_MS)
    # Many such fields take the number over, and correct it, only when they are left.
    await element.evaluate("(field) => field.blur()")


async def _read_back(handle: Handle, number: float) -> Performed:
    value = await handle.value()
    said: list[str] = []
    if math.isnan(value) or abs(value - number) > _CLOSE:
        shown = "nothing" if math.isnan(value) else written(value)
        takes = (await Slider.of(handle.element)).range
        steps = f"; it takes numbers {takes}" if takes else ""
        said.append(f"it is now set to {shown} instead of {written(number)}{steps}")
    problem: str = await handle.element.evaluate(page_function("sliders", "problemOf"))
    if problem:
        said.append(f"the field says: {problem}")
    return Performed(tuple(said))
