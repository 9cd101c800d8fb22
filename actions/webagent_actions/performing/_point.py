"""What is done to a place of an element, or by a distance: pictures, drawings, handles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._errors import ActionRefused
from ._moved import moved, spot_of
from ._page import page_function
from ._performed import Performed

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, FloatRect
    from webagent_observation import Node

    from .._situation import Situation
    from ..verbs import ClickAt, DragBy
    from ._stage import Stage

_STEPS = 12


async def click_at(action: ClickAt, stage: Stage) -> Performed:
    """Click inside an element, at a share of its width and height.

    Raises:
        ActionRefused: that place can't be seen, or something else lies over it.
        StaleRef: the element is gone.
    """
    element = await stage.registry.element(action.ref)
    shares = [action.across / 100, action.down / 100]
    cover: str = await element.evaluate(page_function("pointing", "coverAt"), shares)
    if cover:
        raise ActionRefused(
            "not_applicable", f"that place of it is covered by {cover}; deal with that first"
        )
    box = await _box(element)
    x, y = box["x"] + box["width"] * shares[0], box["y"] + box["height"] * shares[1]
    await stage.page.mouse.click(x, y)
    return Performed()


async def drag_by(action: DragBy, node: Node, stage: Stage) -> Performed:
    """Take hold of an element, move it by a distance in CSS px, and let go.

    Raises:
        ActionRefused: the element can't be seen.
        StaleRef: it is gone.
    """
    element = await stage.registry.element(action.ref)
    await element.scroll_into_view_if_needed()
    start = await spot_of(element)
    box, grip = await _box(element), await element.evaluate(page_function("dragging", "gripOf"))
    mouse = stage.page.mouse
    x, y = box["x"] + grip["x"], box["y"] + grip["y"]
    await mouse.move(x, y)
    await mouse.down()
    try:
        await mouse.move(x + action.right, y + action.down, steps=_STEPS)
    finally:
        await mouse.up()

    async def settled(_after: Situation) -> Performed:
        return await moved(node, element, start)

    return Performed(settled=settled)


async def _box(element: ElementHandle) -> FloatRect:
    box = await element.bounding_box()
    if box is None:
        raise ActionRefused("not_applicable", "it can't be seen, so it can't be pointed at")
    return box
