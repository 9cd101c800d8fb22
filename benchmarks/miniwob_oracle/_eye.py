"""What only the picture of a page shows: colours and shapes, read off its pixels.

The page text names no colours. A model that is given the screenshot sees them; the scripted
solutions see them here, by an element's picture, never by a place on the page.
"""

from __future__ import annotations

import colorsys
import zlib
from dataclasses import dataclass
from struct import unpack
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from webagent_observation import Node

    from ._play import Play

Colour: TypeAlias = "tuple[int, int, int]"

WHITE: Colour = (255, 255, 255)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of RGB pixels."""

    rows: tuple[tuple[Colour, ...], ...]

    @property
    def width(self) -> int:
        """In pixels."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def height(self) -> int:
        """In pixels."""
        return len(self.rows)

    @property
    def centre(self) -> Colour:
        """The pixel in the middle."""
        return self.rows[self.height // 2][self.width // 2]

    @property
    def strongest(self) -> Colour:
        """The pixel that differs most from white: of thin letters, their colour."""
        pixels = {pixel for row in self.rows for pixel in row}
        return max(pixels, key=lambda pixel: _distance(pixel, WHITE))

    def places(self, *colours: Colour) -> list[tuple[int, int]]:
        """Return where pixels of these colours are, as (x, y)."""
        wanted = set(colours)
        return [
            (x, y)
            for y, row in enumerate(self.rows)
            for x, pixel in enumerate(row)
            if pixel in wanted
        ]

    def find(self, part: Picture) -> list[tuple[int, int]]:
        """Return where exactly this other picture is in it: the upper left corners, as (x, y)."""
        return [
            (x, y)
            for y in range(self.height - part.height + 1)
            for x in range(self.width - part.width + 1)
            if all(self.rows[y + n][x : x + part.width] == row for n, row in enumerate(part.rows))
        ]


SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))
CORNERS = ((1, 1), (1, -1), (-1, 1), (-1, -1))


def areas(
    places: Iterable[tuple[int, int]], steps: Iterable[tuple[int, int]] = SIDES + CORNERS
) -> list[list[tuple[int, int]]]:
    """Return the connected areas, the largest first; the steps tell what is next to what."""
    left, steps = set(places), tuple(steps)
    found: list[list[tuple[int, int]]] = []
    while left:
        area = [left.pop()]
        for x, y in area:
            for near in ((x + right, y + down) for right, down in steps):
                if near in left:
                    left.remove(near)
                    area.append(near)
        found.append(area)
    return sorted(found, key=len, reverse=True)


def middle(places: Iterable[tuple[int, int]]) -> tuple[float, float]:
    """Return the middle of the smallest box around some pixels."""
    xs, ys = zip(*places, strict=True)
    return (min(xs) + max(xs) + 1) / 2, (min(ys) + max(ys) + 1) / 2


async def look_at(play: Play, node: Node) -> Picture:
    """Return the picture of one element."""
    assert node.ref is not None
    element = await play.session.registry.element(node.ref)
    return decode(await element.screenshot(animations="disabled"))


async def look_at_page(play: Play) -> Picture:
    """Return the picture of what the window shows."""
    return decode(await play.session.page.screenshot(animations="disabled"))


def hue(colour: Colour) -> float:
    """Return the hue in degrees, 0 for red, 120 for green, 240 for blue."""
    red, green, blue = (part / 255 for part in colour)
    return colorsys.rgb_to_hls(red, green, blue)[0] * 360


def nearest(colour: Colour, names: Mapping[str, Colour]) -> str:
    """Return the name of the colour that is most like it."""
    return min(names, key=lambda name: _distance(names[name], colour))


def _distance(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def decode(png: bytes) -> Picture:
    """Decode a PNG of 8 bits a channel without interlacing (W3C PNG, 3rd edition, sections 7–9).

    Raises:
        ValueError: it is of another kind.
    """
    if not png.startswith(_SIGNATURE):
        raise ValueError("this is no PNG")
    chunks = list(_chunks(png))
    width, height, depth, kind, _, _, interlaced = unpack(">IIBBBBB", chunks[0][1])
    if depth != 8 or kind not in {2, 6} or interlaced:
        raise ValueError("only RGB and RGBA with 8 bits a channel are read")
    channels = 3 if kind == 2 else 4
    data = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    rows: list[tuple[Colour, ...]] = []
    above = bytearray(width * channels)
    for y in range(height):
        start = y * (width * channels + 1)
        line = bytearray(data[start + 1 : start + 1 + width * channels])
        _unfilter(data[start], line, above, channels)
        rows.append(
            tuple((line[i], line[i + 1], line[i + 2]) for i in range(0, len(line), channels))
        )
        above = line
    return Picture(tuple(rows))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        length, name = unpack(">I4s", png[at : at + 8])
        yield name, png[at + 8 : at + 8 + length]
        at += length + 12


def _unfilter(kind: int, line: bytearray, above: bytearray, step: int) -> None:
    for i in range(len(line)):
        left = line[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        match kind:
            case 1:
                base = left
            case 2:
                base = above[i]
            case 3:
                base = (left + above[i]) // 2
            case 4:
                base = _paeth(left, above[i], corner)
            case _:
                base = 0
        line[i] = (line[i] + base) & 0xFF


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))
