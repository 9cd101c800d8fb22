"""Setting a slider or spin button of a page's own making, by keys and else by the mouse.

After the slider and spinbutton patterns of the WAI-ARIA Authoring Practices: arrows move by a step,
Page Up and Page Down by more, Home and End go to the ends.
"""

from __future__ import annotations

import math
from time import monotonic
from typing import TYPE_CHECKING

from .._errors import ActionRefused
from ._handle import ARROWS
from ._page import page_function
from ._stage import ACTION_TIMEOUT_MS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._handle import Handle
    from ._slider import Slider
    from ._stage import Stage

_SECONDS = 4.0
_BATCH = 40
_DRAGS = 8
_STILL_MS = 1_500
_CLOSE = 1e-9
_PAGES = ("PageUp", "PageDown")


async def slide(
    handle: Handle, slider: Slider, number: float, stage: Stage, *, typed: bool
) -> None:
    """Move a handle until it says the number, or the one of its steps that is nearest.

    `typed` says that it is a field, which may take digits where it takes no arrows.

    Raises:
        ActionRefused: it moves neither by keys nor by the mouse.
    """
    if slider.value is not None and abs(slider.value - number) <= _CLOSE:
        return
    await handle.element.scroll_into_view_if_needed(timeout=ACTION_TIMEOUT_MS)
    if await _by_keys(handle, slider, number):
        return
    if typed and await _by_typing(handle, slider, number):
        return
    if await _by_mouse(handle, slider, number, stage):
        return
    raise ActionRefused("not_applicable", "it moves neither by keys nor by the mouse")


async def _by_keys(handle: Handle, slider: Slider, number: float) -> bool:
    """Press what moves it, by as much as each key was seen to; say whether any did."""
    await handle.element.focus()
    end = monotonic() + _SECONDS
    if number in (slider.low, slider.high):
        key = "Home" if number == slider.low else "End"
        if slider.value is not None and await handle.moved_by(key) + slider.value == number:
            return True
    effects: dict[str, float] = {}
    for pair in ARROWS:
        effects = effects or await _measured(pair, handle)
    if effects:
        effects |= await _measured(_PAGES, handle)
    while effects and monotonic() < end:
        off = number - await handle.value()
        if abs(off) <= _CLOSE:
            break
        toward = {key: by for key, by in effects.items() if by * off > 0}
        key = max(
            (key for key, by in toward.items() if abs(by) <= abs(off) + _CLOSE),
            key=lambda key: abs(toward[key]),
            default=None,
        )
        if key is None:
            await _step_nearer(handle, off, toward)
            break
        count = min(round(off / toward[key] - 0.5 + _CLOSE), _BATCH)
        moved = await handle.moved_by(key, max(count, 1))
        if not moved:
            break
        effects[key] = moved / max(count, 1)
    return bool(effects)


async def _measured(pair: tuple[str, str], handle: Handle) -> dict[str, float]:
    """Return by how much two opposite keys move it; nothing if they don't."""
    there, back = pair
    # At its end only one of them moves it.
    by = await handle.moved_by(there) or -await handle.moved_by(back)
    return {there: by, back: -by} if by else {}


async def _step_nearer(handle: Handle, off: float, toward: Mapping[str, float]) -> None:
    """Of the two steps around a number that is none, take the nearer."""
    key = min(toward, key=lambda key: abs(toward[key]), default=None)
    if key is not None and abs(toward[key]) < 2 * abs(off):
        await handle.moved_by(key)


async def _by_typing(handle: Handle, slider: Slider, number: float) -> bool:
    """Type the number, as wide as its highest one, as parts of a date take it."""
    if not float(number).is_integer() or number < 0:
        return False
    width = len(f"{slider.high:.0f}") if math.isfinite(slider.high) else 1
    await handle.element.focus()
    await handle.keyboard.type(f"{number:0{width}.0f}")
    return abs(await handle.value() - number) <= _CLOSE


async def _by_mouse(handle: Handle, slider: Slider, number: float, stage: Stage) -> bool:
    """Drag it along its track to where the number should be, nearer with every look."""
    element = handle.element
    # Keys that it does not take scroll the page.
    await element.hover(timeout=_STILL_MS)
    track = await element.evaluate(page_function("sliders", "trackOf"))
    box = await element.bounding_box()
    span = slider.high - slider.low
    if track is None or box is None or slider.value is None or not math.isfinite(span) or not span:
        return False
    mouse = stage.page.mouse
    across, down = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    start = track["left"] + box["x"], track["top"] + box["y"]
    share = (number - slider.low) / span
    moved = False
    await mouse.move(across, down)
    await mouse.down()
    try:
        for _ in range(_DRAGS):
            along = min(max(share, 0.0), 1.0)
            if track["upright"]:
                down = start[1] + track["length"] * (1 - along)
            else:
                along = 1 - along if track["reversed"] else along
                across = start[0] + track["length"] * along
            await mouse.move(across, down, steps=5)
            value = await handle.value()
            moved = moved or value != slider.value
            off = (number - value) / span
            if not moved or abs(off) * track["length"] < 1 or math.isnan(off):
                break
            share += off
    finally:
        await mouse.up()
    return moved
