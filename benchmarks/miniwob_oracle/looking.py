"""Tasks about colours and shapes, which only the picture shows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ._eye import SIDES, WHITE, Colour, Picture, areas, hue, look_at, look_at_page, nearest
from ._play import CannotGoOn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_observation import Node

    from ._play import Play

COLOURS: dict[str, Colour] = {
    "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "olive": (128, 128, 0),
    "lime": (0, 255, 0), "black": (0, 0, 0), "white": WHITE, "grey": (128, 128, 128),
    "purple": (128, 0, 128), "orange": (255, 165, 0), "yellow": (255, 255, 0),
    "cyan": (0, 255, 255), "aqua": (0, 255, 255), "pink": (255, 192, 203),
    "magenta": (255, 0, 255),
}  # fmt: skip
"""CSS Color 4, section 6.1."""
PAINTS = {
    name: COLOURS[name] for name in ("red", "green", "blue", "aqua", "black", "magenta", "yellow")
}
"""What shapes are painted with."""
_HUES = {"red": 0, "green": 120, "blue": 240}
SHAPES = {"circle": "circle", "rect": "rectangle", "polygon": "triangle"}
_LARGE = 15


async def click_colour(play: Play) -> None:
    """click-color."""
    (name,) = play.asked(r"click on the (\w+) colored box")
    for box in play.all():
        if (await look_at(play, box)).centre == COLOURS[name]:
            await play.click(box)


async def click_shades(play: Play) -> None:
    """click-shades: all squares whose hue is nearest to that of the colour."""
    (name,) = play.asked(r"shades of (\w+)")
    shades = [
        node.ref
        for node in play.all("clickable")
        if _near(hue((await look_at(play, node)).centre)) == name
    ]
    for ref in shades:
        await play.click(next(node for node in play.all() if node.ref == ref))
    await play.submit()


def _near(degrees: float) -> str:
    return min(
        _HUES, key=lambda name: min((degrees - _HUES[name]) % 360, (_HUES[name] - degrees) % 360)
    )


async def identify_shape(play: Play) -> None:
    """identify-shape: what it is shows without a look."""
    shape = next(node for node in play.all() if node.tag in {*SHAPES, "text", "tspan"})
    if shape.tag in SHAPES:
        answer = SHAPES[shape.tag]
    else:
        answer = "Number" if shape.name.isdigit() else "Letter"
    await play.click(play.one("button", answer))


async def click_shape(play: Play) -> None:
    """click-shape."""
    (words,) = play.asked(r"click on an? (.+)")
    await play.click((await _fitting(play, words))[0])


async def count_shapes(play: Play) -> None:
    """count-shape."""
    (words,) = play.asked(r"how many (.+)s are there")
    await play.click(play.one("button", str(len(await _fitting(play, words)))))


async def _fitting(play: Play, words: str) -> list[Node]:
    """Return the shapes, letters and digits that are of the size, colour and kind asked for."""
    *looks, kind = words.split()
    fits: list[Node] = []
    for node in play.all():
        if node.tag not in {*SHAPES, "text"} or not _is_kind(node, kind):
            continue
        picture = await look_at(play, node)
        size = "large" if max(picture.height, picture.width) > _LARGE else "small"
        colour = nearest(picture.strongest, PAINTS)
        if all(word in {size, colour} for word in looks):
            fits.append(node)
    return fits


def _is_kind(node: Node, kind: str) -> bool:
    shape = SHAPES.get(node.tag, "")
    if kind == "item":
        return True
    if kind in {"shape", "letter", "digit"}:
        found = "shape" if shape else "digit" if node.name.isdigit() else "letter"
        return kind == found
    return kind in {shape, node.name}


async def add_blocks(play: Play) -> None:
    """visual-addition."""
    blocks = areas((await look_at_page(play)).places((127, 176, 255)), SIDES)
    await play.type(play.one("textbox"), str(len(blocks)))
    await play.submit()


async def count_sides(play: Play) -> None:
    """count-sides: a polygon has as many corners as its outline has peaks from its middle."""
    sides = _sides(outline(await look_at_page(play)))
    await play.click(play.one("button", str(sides)))


def outline(picture: Picture, below: int = 64) -> list[tuple[int, int]]:
    """Return the largest connected drawing whose pixels are darker than a level of grey."""
    dark = {colour for row in picture.rows for colour in row if max(colour) < below}
    return areas(picture.places(*dark))[0]


def _sides(points: Iterable[tuple[int, int]]) -> int:
    """Return the number of corners, 3 to 7: the strongest wave in the distance from the middle."""
    xs, ys = zip(*points, strict=True)
    # A polygon's outline has its middle where its pixels have theirs.
    x0, y0 = sum(xs) / len(xs), sum(ys) / len(ys)
    polar = [
        (math.atan2(y - y0, x - x0), math.hypot(x - x0, y - y0))
        for x, y in zip(xs, ys, strict=True)
    ]
    mean = sum(radius for _, radius in polar) / len(polar)

    def strength(waves: int) -> float:
        return math.hypot(
            sum((radius - mean) * math.cos(waves * angle) for angle, radius in polar),
            sum((radius - mean) * math.sin(waves * angle) for angle, radius in polar),
        )

    return max(range(3, 8), key=strength)


_LINES = ((0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6))


async def tic_tac_toe(play: Play) -> None:
    """tic-tac-toe: win, else block, else the middle and the corners, each time another first."""
    opening = (4, 0, 2, 6, 8, 1, 3, 5, 7)
    order = opening[play.attempt :] + opening[: play.attempt]
    mine: set[int] = set()
    while True:
        pictures = [await look_at(play, play.one(name=f"ttt-{cell}")) for cell in range(9)]
        marks = [
            len({pixel for row in picture.rows[2:-2] for pixel in row[2:-2]})
            for picture in pictures
        ]
        free = {cell for cell in range(9) if marks[cell] == 1}
        theirs = set(range(9)) - free - mine
        if not free:
            raise CannotGoOn("the board is full")
        move = _winning(mine, free) or _winning(theirs, free) or [c for c in order if c in free][:1]
        mine.add(move[0])
        await play.click(play.one(name=f"ttt-{move[0]}"))


def _winning(held: set[int], free: set[int]) -> list[int]:
    """Return the free cells that complete a line."""
    return [
        cell
        for line in _LINES
        for cell in line
        if cell in free and len(held.intersection(line)) == 2
    ]
