"""Dragging one element to another, by the mouse and else by the keys that sortable lists know."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from .._errors import ActionRefused
from ..verbs import DropPlace
from ._moved import spot_of
from ._page import page_function
from ._performed import Performed
from ._placed import Placing

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, FloatRect
    from webagent_observation import Node

    from ..verbs import Drag
    from ._stage import Stage

_STEPS = 12
_APPROACHES = 3
_NEAR = 1.0
_HEARS_S = 0.3
_SORTS_S = 0.6
_SHARES = {DropPlace.INTO: 0.5, DropPlace.BEFORE: 0.2, DropPlace.AFTER: 0.8}
"""How far into what it is dragged to it is dropped, in the direction of the list."""


@dataclass(frozen=True, slots=True)
class _Lay:
    """How two elements lie in a list."""

    across: bool
    away: int | None
    """By how many places the other comes later; `None` where they are in no list together."""


async def drag(action: Drag, node: Node, other: Node, stage: Stage) -> Performed:
    """Drag an element to another, drop it there, and say when it is not where it was to be.

    Raises:
        ActionRefused: both can't be seen at once.
        StaleRef: one of them is gone.
    """
    source = await stage.registry.element(action.ref)
    target = await stage.registry.element(action.to)
    if not await source.evaluate(page_function("dragging", "showBoth"), target):
        raise ActionRefused(
            "not_applicable",
            f"[{action.ref}] and [{action.to}] are too far apart to be seen at once",
        )
    lay = _Lay(**await source.evaluate(page_function("dragging", "layOf"), target))
    placing = Placing(action, node, other, source, target, across=lay.across)
    if await placing.holds():
        return Performed((f"“{node.name}” is there already",))
    start = await spot_of(source)
    await _by_mouse(placing, source, target, lay, stage)
    if (
        action.place is not DropPlace.INTO
        and await source.evaluate(page_function("dragging", "movesByKeys"))
        and not await placing.holds()
    ):
        await _by_keys(action.place, source, lay, stage)
    return Performed(settled=placing.told(start))


async def _by_mouse(
    placing: Placing, source: ElementHandle, target: ElementHandle, lay: _Lay, stage: Stage
) -> None:
    mouse, place = stage.page.mouse, placing.place
    box, grip = await _box(source), await source.evaluate(page_function("dragging", "gripOf"))
    x, y = box["x"] + grip["x"], box["y"] + grip["y"]
    await mouse.move(x, y)
    await mouse.down()
    try:
        # Most widgets take the first few px for a click that trembles.
        await mouse.move(x + 3, y + 3)
        await mouse.move(x + 6, y + 6)
        at = (x, y)
        for _ in range(_APPROACHES):
            goal = _goal(place, await target.bounding_box(), lay.across)
            if goal is None or abs(goal[0] - at[0]) + abs(goal[1] - at[1]) < _NEAR:
                break
            await mouse.move(*_beside(goal, place, lay.across), steps=_STEPS)
            await mouse.move(*goal, steps=3)
            # Lists make room while something is dragged over them, which moves the goal.
            at = goal
            # Going on would take it past again.
            if await placing.is_sorted():
                break
        if place is not DropPlace.INTO and await _reacts(source, box):
            await _until_sorted(placing, target, lay, stage)
    finally:
        await mouse.up()


async def _reacts(source: ElementHandle, box: FloatRect) -> bool:
    """Whether a list sorts while something is dragged over it; it may hear of that late."""
    end = monotonic() + _HEARS_S
    while await source.bounding_box() == box:
        if monotonic() > end:
            return False
        await source.evaluate(page_function("tree", "drawnAnew"))
    return True


async def _until_sorted(placing: Placing, target: ElementHandle, lay: _Lay, stage: Stage) -> None:
    """Move to and fro where it is to go: lists that move their items smoothly don't sort then."""
    end = monotonic() + _SORTS_S
    aside = False
    while not await placing.is_sorted() and monotonic() < end:
        goal = _goal(placing.place, await target.bounding_box(), lay.across)
        if goal is None:
            return
        # Looked at after each movement: one too many takes it out of its place again.
        aside = not aside
        spot = _beside(goal, placing.place, lay.across) if aside else goal
        await stage.page.mouse.move(*spot)
        # Lists that move their items smoothly hear nothing until they have.
        await target.evaluate(page_function("tree", "drawnAnew"))


def _goal(place: DropPlace, box: FloatRect | None, across: bool) -> tuple[float, float] | None:
    if box is None:
        return None
    share = _SHARES[place]
    along = (share, 0.5) if across else (0.5, share)
    return box["x"] + box["width"] * along[0], box["y"] + box["height"] * along[1]


def _beside(goal: tuple[float, float], place: DropPlace, across: bool) -> tuple[float, float]:
    """Return a point to come from: widgets go by the direction of the last movement."""
    back = {DropPlace.BEFORE: 4, DropPlace.AFTER: -4, DropPlace.INTO: -2}[place]
    return (goal[0] + back, goal[1]) if across else (goal[0], goal[1] + back)


async def _by_keys(place: DropPlace, source: ElementHandle, lay: _Lay, stage: Stage) -> None:
    """Lift it, move it by as many places as it is away, and drop it."""
    if lay.away is None:
        return
    places = lay.away - (1 if place is DropPlace.BEFORE and lay.away > 0 else 0)
    places += 1 if place is DropPlace.AFTER and lay.away < 0 else 0
    forwards, backwards = ("ArrowRight", "ArrowLeft") if lay.across else ("ArrowDown", "ArrowUp")
    await source.focus()
    keys = stage.page.keyboard
    await keys.press("Space")
    for _ in range(abs(places)):
        await keys.press(forwards if places > 0 else backwards)
    await keys.press("Space")


async def _box(element: ElementHandle) -> FloatRect:
    box = await element.bounding_box()
    if box is None:
        raise ActionRefused("not_applicable", "it can't be seen, so it can't be dragged")
    return box
