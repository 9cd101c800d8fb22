"""Clicks, and getting through to what is clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._errors import ActionRefused
from .._situation import CHECKABLE
from ._stage import ACTION_TIMEOUT_MS

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, Position
    from webagent_observation import Node

    from ._stage import Stage


async def click(ref: int, node: Node, stage: Stage) -> None:
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
