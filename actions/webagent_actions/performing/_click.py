"""Clicks, and getting through to what is clicked.

The ladder: scrolled to where nothing lies over it; waited for while it moves, or is covered by what
goes by itself; clicked where it is free, or on the label that stands for it; else operated by the
keyboard, unless a person could not get there either. What can't be got at is told with what
covers it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from .._errors import ActionRefused
from ._failure import was_sent
from ._keyboard import press_by_keyboard
from ._performed import Performed
from ._reach import pressed, reaching
from ._stage import ACTION_TIMEOUT_MS
from ._unreachable import cover_of_frame, refusal

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, Position
    from webagent_observation import Node

    from ._reach import Reach
    from ._stage import Stage

PRESS_TIMEOUT_MS = 1_500
"""How long the browser has for a click where nothing is in the way, or in a frame for what is; and
for the answer of the server that it may lead to, which is waited for afterwards all the same."""
_ATTEMPTS = 3
_BY_KEYBOARD = frozenset({"covered", "empty", "outside"})


async def click(ref: int, node: Node, stage: Stage) -> Performed:
    """Click an element, by the ladder above.

    Raises:
        ActionRefused: it can't be got at; the hint says why.
        StaleRef: it is gone.
        playwright.async_api.Error: the browser did not do it.
    """
    element = await stage.registry.element(ref)
    if node.tag == "area":
        return await _click_in(await stage.registry.carrier(ref), ref, node, stage)
    if stage.registry.frame(ref).parent_frame is not None:
        return await _click_framed(element, ref, node, stage)
    for _ in range(_ATTEMPTS):
        async with reaching(element, guarded=True) as reach:
            if reach.state != "clear":
                return await _otherwise(reach, element, ref, node, stage)
            await _press_at(reach, force=True)
            # A press that nobody heard of may have come all the same: it is not made again.
            if await pressed(reach) != "missed":
                return Performed()
    if await press_by_keyboard(element, stage.page):
        return Performed()
    raise ActionRefused("not_applicable", "it keeps moving away from the mouse")


async def _click_framed(element: ElementHandle, ref: int, node: Node, stage: Stage) -> Performed:
    """Click in a frame, over which things may lie that only the documents around it know of."""
    async with reaching(element) as reach:
        if reach.state != "clear":
            return await _otherwise(reach, element, ref, node, stage)
        try:
            # Playwright takes what an element passes its clicks on to for a cover of it.
            forced = reach.by == "around"
            await _press_at(reach, force=forced)
        except PlaywrightError:
            cover = await cover_of_frame(stage.registry.frame(ref), stage.registry)
            if cover is None:
                raise
            told, walled = cover
            if walled or not await press_by_keyboard(element, stage.page):
                raise ActionRefused(
                    "not_applicable", f"it is covered by {told}; deal with that first"
                ) from None
    return Performed()


async def _press_at(reach: Reach, *, force: bool) -> None:
    try:
        await reach.target.click(position=reach.position, force=force, timeout=PRESS_TIMEOUT_MS)
    except PlaywrightError as failure:
        # What came of it shows: a server that does not answer, a script that does not end.
        if not was_sent(failure):
            raise


async def _otherwise(
    reach: Reach, element: ElementHandle, ref: int, node: Node, stage: Stage
) -> Performed:
    """Operate what the mouse does not get to in another way."""
    if reach.state == "empty":
        carrier = await stage.registry.carrier(ref)
        if carrier is not None:
            return await _click_in(carrier, ref, node, stage)
    by_keyboard = reach.state in _BY_KEYBOARD and not reach.walled
    if by_keyboard and await press_by_keyboard(element, stage.page):
        return Performed()
    raise await refusal(reach, ref, element, stage.registry.frame(ref), stage.registry)


async def _click_in(carrier: ElementHandle | None, ref: int, node: Node, stage: Stage) -> Performed:
    """Click an element that has no box of its own where it is on what has one."""
    if carrier is None:
        raise ActionRefused("not_applicable", "it can't be seen, so it can't be operated")
    spot = await stage.registry.aim(ref)
    position: Position = {"x": spot.x, "y": spot.y}
    # Scrolls to it: where it lies only shows then.
    await carrier.hover(position=position, timeout=ACTION_TIMEOUT_MS, force=True)
    spot = await stage.registry.aim(ref)
    if spot.cover:
        raise ActionRefused(
            "not_applicable", f"it is covered by {spot.cover}; deal with that first"
        )
    # What is hit is the area, which Playwright takes for a cover of its image.
    forced = node.tag == "area"
    position = {"x": spot.x, "y": spot.y}
    await carrier.click(position=position, timeout=ACTION_TIMEOUT_MS, force=forced)
    return Performed()
