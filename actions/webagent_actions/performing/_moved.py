"""How far something was moved, which two looks at a page don't show."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from ._page import page_function
from ._performed import Performed

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle
    from webagent_observation import Node


class Spot(TypedDict):
    """The top left corner of an element in its document, in CSS px."""

    x: float
    y: float


async def spot_of(element: ElementHandle) -> Spot:
    """Return where an element is, wherever its page is scrolled to."""
    return await element.evaluate(page_function("dragging", "spotOf"))


async def moved(node: Node, element: ElementHandle, start: Spot) -> Performed:
    """Say how far it is from where it was; nothing of what is not drawn any more."""
    if not await element.is_visible():
        return Performed()
    now = await spot_of(element)
    ways = [
        _way(now["x"] - start["x"], "left", "right"),
        _way(now["y"] - start["y"], "up", "down"),
    ]
    told = " and ".join(way for way in ways if way)
    return Performed(did=(f"{_called(node)} moved {told}",) if told else ())


def _way(distance: float, back: str, forth: str) -> str:
    pixels = round(abs(distance))
    return f"{pixels} px {back if distance < 0 else forth}" if pixels else ""


def _called(node: Node) -> str:
    return f"“{node.name}”" if node.name else f"[{node.ref}]"
