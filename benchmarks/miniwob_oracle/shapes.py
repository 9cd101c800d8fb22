"""Shapes dragged by a distance or into boxes, and strokes to where the picture shows a dot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._eye import look_at, middle
from .looking import COLOURS

if TYPE_CHECKING:
    from ._play import Play

_WAY = 20
_STROKE = 48
_BOX = re.compile("black rectangle")
_DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
_TAGS = frozenset({"circle", "rect", "polygon"})
_NAMES = {"circles": "circle", "rectangles": "square", "triangles": "triangle", "aqua": "cyan"}


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
    word = _NAMES.get(wanted, wanted)
    boxes = [node for node in play.all() if _BOX.search(node.name)]
    shapes = [node for node in play.all() if node.tag in _TAGS and node not in boxes]
    for node in shapes:
        box = 0 if word in node.name.split() else 1
        if box < len(boxes):
            await play.drag(node, boxes[box])
    await play.submit()
