"""Product pictures: SVG drawn from a product's shape, colours and name, the same every time."""

from __future__ import annotations

import colorsys
import random
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

    from ._catalogue import Product

_WHITE = "#ffffff"
_BLACK = "#1c1a16"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of a drawing: where its stalk ends, where it points (degrees) and its size."""

    x: float
    y: float
    turn: float
    size: float


def draw_picture(templates: Environment, product: Product) -> str:
    """The product as an SVG document of 400 by 400 units."""
    colour, accent = product.picture.colour, product.picture.accent
    # Seeded by the slug, so that a product looks the same in every run and on every machine.
    dice = random.Random(product.slug)
    label = product.name.split(" (")[0]
    lines = textwrap.wrap(label, 10, break_long_words=False)
    return templates.get_template(f"pictures/{product.picture.shape}.svg").render(
        title=product.name,
        lines=lines,
        text_size=min(19, 106 / (0.62 * max(len(line) for line in lines))),
        colour=colour,
        accent=accent,
        light=_mix(colour, _WHITE, 0.28),
        dark=_mix(colour, _BLACK, 0.34),
        deep=_mix(colour, _BLACK, 0.62),
        backdrop=_mix(_soften(colour), _WHITE, 0.80),
        floor=_mix(_soften(colour), _WHITE, 0.66),
        ink=_mix(colour, _BLACK, 0.66),
        sprig=_sprig(dice),
        crumbs=_crumbs(dice),
    )


def _sprig(dice: random.Random) -> list[Leaf]:
    pairs = dice.choice((2, 3))
    size = 58 / (14 * pairs + 32)  # more leaves are smaller leaves: every sprig is 58 units tall
    leaves = [Leaf(0, -14 * pairs * size, dice.uniform(-8, 8), size)]
    for index in range(pairs):
        spread = dice.uniform(42, 62)
        y = (-14 * index - 4) * size
        leaves += [Leaf(0, y, -spread, 0.85 * size), Leaf(0, y - 5 * size, spread, 0.85 * size)]
    return leaves


def _crumbs(dice: random.Random) -> list[Leaf]:
    return [
        Leaf(dice.uniform(134, 266), dice.uniform(206, 314), dice.uniform(0, 360), 0.42)
        for _ in range(90)
    ]


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in (red, green, blue))


def _mix(colour: str, other: str, share: float) -> str:
    """`share` of `other` in `colour`, in sRGB."""
    mixed = (a + (b - a) * share for a, b in zip(_rgb(colour), _rgb(other), strict=True))
    return _hex(*mixed)


def _soften(colour: str) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    return _hex(*colorsys.hls_to_rgb(hue, lightness, saturation * 0.7))
