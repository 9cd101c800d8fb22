"""Places within one drawing, which are found in its picture and pointed at."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from ._eye import CORNERS, SIDES, areas, look_at, look_at_page, middle
from ._play import CannotGoOn
from .looking import COLOURS, outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._eye import Picture
    from ._play import Play

Point: TypeAlias = "tuple[float, float]"

_MARGIN = 5
_TURN = math.pi / 2
_GREY = 160
"""A thin line between two rows of pixels is drawn in grey."""


async def find_midpoint(play: Play) -> None:
    """find-midpoint."""
    picture = await _drawing(play)
    (x0, y0), (x1, y1) = _dots(picture, 2)
    await _point(play, picture, ((x0 + x1) / 2, (y0 + y1) / 2))


async def find_centre(play: Play) -> None:
    """circle-center."""
    picture = await _drawing(play)
    await _point(play, picture, middle(outline(picture, _GREY)))


async def make_right_angle(play: Play) -> None:
    """right-angle: on that side of the blue end of the line where there is more room."""
    picture = await _drawing(play)
    vertex = middle(picture.places(COLOURS["blue"]))
    (end,) = _dots(picture, 1)
    along = _angle(vertex, end)
    rays = [_ray(picture, vertex, along + turn) for turn in (_TURN, -_TURN)]
    await _point(play, picture, max(rays, key=len)[-1])


async def bisect_angle(play: Play) -> None:
    """bisect-angle: as far from the blue corner as there is room, half-way between the lines."""
    picture = await _drawing(play)
    vertex = middle(picture.places(COLOURS["blue"]))
    one, other = (_angle(vertex, end) for end in _dots(picture, 2))
    half = math.atan2(math.sin(one) + math.sin(other), math.cos(one) + math.cos(other))
    await _point(play, picture, _ray(picture, vertex, half)[-1])


async def _drawing(play: Play) -> Picture:
    return await look_at(play, play.one(tag="svg"))


async def _point(play: Play, picture: Picture, at: Point) -> None:
    across, down = at[0] / picture.width * 100, at[1] / picture.height * 100
    await play.click_at(play.one(tag="svg"), round(across, 2), round(down, 2))
    await play.submit()


def _dots(picture: Picture, count: int) -> list[Point]:
    """Return the middles of the black dots, which are thicker than the lines to them."""
    black = set(picture.places(COLOURS["black"]))
    inner = [
        (x, y)
        for x, y in black
        if all((x + right, y + down) in black for right, down in SIDES + CORNERS)
    ]
    return [middle(area) for area in areas(inner)[:count]]


def _angle(start: Point, end: Point) -> float:
    return math.atan2(end[1] - start[1], end[0] - start[0])


def _ray(picture: Picture, start: Point, angle: float) -> list[Point]:
    """Return the points from a start in a direction, until near the edge of the picture."""
    points = [start]
    while True:
        x, y = points[-1][0] + math.cos(angle), points[-1][1] + math.sin(angle)
        if not (_MARGIN < x < picture.width - _MARGIN and _MARGIN < y < picture.height - _MARGIN):
            return points
        points.append((x, y))


_HEAT = re.compile(r"ICE COLD|COLD|WARM|HOT")
_REACHES = {"HOT": 5, "WARM": 10, "COLD": 40}
"""How near the mouse is when a word shows, in px."""
_LOOKS = 30


async def find_heat(play: Play) -> None:
    """hot-cold: the mouse is led in from outside, which tells how near it is and clicks nothing."""
    area = areas((await look_at_page(play)).places(COLOURS["black"]))[0]
    xs, ys = zip(*area, strict=True)
    spots = [
        (x, y)
        for x in range(min(xs) + 2, max(xs) - 1, 2)
        for y in range(min(ys) + 2, max(ys) - 1, 2)
    ]
    await play.drag_by(play.one(nth=1), 0, (min(ys) - max(ys)) / 2)
    x, y = await _outside(play)
    at: Point = (x, y + (min(ys) - max(ys)) / 2)
    for _ in range(_LOOKS):
        heat = _HEAT.search(play.text)
        if heat is None:
            raise CannotGoOn("the page does not tell how hot it is")
        if heat[0] == "HOT":
            width, height = max(xs) - min(xs) + 1, max(ys) - min(ys) + 1
            across, down = (at[0] - min(xs)) / width, (at[1] - min(ys)) / height
            await play.click_at(play.one(), round(across * 100, 2), round(down * 100, 2))
        spots = [spot for spot in spots if _heat(at, spot) == heat[0]]
        at = _telling(spots)
        await play.drag_by(play.one(nth=1), at[0] - x, at[1] - y)


async def _outside(play: Play) -> Point:
    """Return the middle of what the word shows in, by which the mouse is led."""
    word = await look_at(play, play.one(nth=1))
    ((left, top),) = (await look_at_page(play)).find(word)
    return left + word.width / 2, top + word.height / 2


def _heat(at: Point, spot: Point) -> str:
    away = math.dist(at, spot)
    return next((word for word, reach in _REACHES.items() if away < reach), "ICE COLD")


def _telling(spots: Sequence[Point]) -> Point:
    """Return the spot whose word leaves the fewest others to be expected."""

    def left(at: Point) -> int:
        return _squares(Counter(_heat(at, spot) for spot in spots).values())

    return min(spots[:: len(spots) // 60 + 1], key=left)


def _squares(numbers: Iterable[int]) -> int:
    return sum(number * number for number in numbers)
