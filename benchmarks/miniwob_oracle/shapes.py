"""Shapes and strokes dragged by a distance, to where the picture shows that they belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._eye import areas, look_at, look_at_page, middle, nearest
from ._play import CannotGoOn
from .looking import COLOURS, PAINTS

if TYPE_CHECKING:
    from webagent_observation import Node

    from ._eye import Picture
    from ._play import Play

_WAY = 20
_STROKE = 48
_BOX = 40
_NEAR = 4
_DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
_TAGS = {"circles": "circle", "rectangles": "rect", "triangles": "polygon"}


async def drag_shape(play: Play) -> None:
    """drag-circle, drag-single-shape: any distance will do."""
    (name,) = play.asked(r"drag the \w+ (left|right|up|down)")
    right, down = _DIRECTIONS[name]
    await play.drag_by(play.one(name=re.compile("black-")), right * _WAY, down * _WAY)
    await play.submit()


async def draw_line(play: Play) -> None:
    """draw-line: a stroke begins in the middle of the drawing; it goes to the side of the dot."""
    (line,) = play.asked(r"draw a (vertical|horizontal) line")
    drawing = play.one(tag="svg")
    picture = await look_at(play, drawing)
    x, y = middle(picture.places(COLOURS["purple"]))
    if line == "vertical":
        await play.drag_by(drawing, 0, _STROKE if y > picture.height / 2 else -_STROKE)
    else:
        await play.drag_by(drawing, _STROKE if x > picture.width / 2 else -_STROKE, 0)
    await play.submit()


async def drag_shapes(play: Play) -> None:
    """drag-shapes, drag-shapes-2: those asked for into the first box, the others into a second."""
    (wanted,) = play.asked(r"drag all (\w+)")
    boxes = _boxes(await look_at_page(play))
    filled = [0 for _ in boxes]
    for ref in [node.ref for node in play.all() if node.tag in _TAGS.values()]:
        node = next(node for node in play.all() if node.ref == ref)
        box = 0 if await _is(play, node, wanted) else 1
        if box < len(boxes):
            (left, top), taken = boxes[box], filled[box]
            await _move(play, node, (left + 12 + 20 * (taken % 3), top + 13 + 20 * (taken // 3)))
            filled[box] += 1
    await play.submit()


def _boxes(picture: Picture) -> list[tuple[int, int]]:
    """Return the upper left corners of the large black outlines, from left to right."""
    corners: list[tuple[int, int]] = []
    for area in areas(picture.places(COLOURS["black"])):
        xs, ys = zip(*area, strict=True)
        if max(xs) - min(xs) > _BOX:
            corners.append((min(xs), min(ys)))
    return sorted(corners)


async def _is(play: Play, node: Node, wanted: str) -> bool:
    if wanted in _TAGS:
        return node.tag == _TAGS[wanted]
    return nearest((await look_at(play, node)).centre, PAINTS) == wanted


async def _move(play: Play, node: Node, to: tuple[float, float]) -> None:
    """Drag one of several shapes, some of which may look alike: then it is seen by what moved."""
    before = await _middles(play, node)
    x, y = before[0]
    await play.drag_by(node, to[0] - x, to[1] - y)
    moved = [place for place in await _middles(play, node) if place not in before]
    if not moved:
        raise CannotGoOn("the shape did not move")
    x, y = moved[0]
    if abs(to[0] - x) > _NEAR or abs(to[1] - y) > _NEAR:
        await play.drag_by(node, to[0] - x, to[1] - y)


async def _middles(play: Play, node: Node) -> list[tuple[float, float]]:
    """Return where in the window there is something that looks exactly like this."""
    part = await look_at(play, node)
    found = (await look_at_page(play)).find(part)
    return [(x + part.width / 2, y + part.height / 2) for x, y in found]
