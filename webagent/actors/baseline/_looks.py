"""How something looks, as phrases and pages tell it: “all small red circles”, “the left box”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._words import stems, words

if TYPE_CHECKING:
    from ._page import Control, Page

_DRAWN = frozenset(
    {"circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "text"}
)
"""Tags of SVG that are parts of a drawing."""
_SHADES = {
    "red": ("maroon", "pink", "salmon"),
    "green": ("dark green", "light green", "lime green", "olive green"),
    "blue": ("indigo", "lavender", "light blue", "navy blue"),
    "gray": ("dark gray", "light gray"),
    "yellow": ("gold", "light yellow"),
    "purple": ("indigo", "lavender", "magenta", "violet"),
    "brown": ("tan",),
}
_COLOURS = frozenset(
    {
        "beige", "black", "blue", "brown", "cyan", "gold", "gray", "green", "indigo", "lavender",
        "magenta", "maroon", "orange", "pink", "purple", "red", "salmon", "tan", "teal",
        "turquoise", "violet", "white", "yellow",
    }
)  # fmt: skip
_KINDS = frozenset(
    {
        "character", "circle", "digit", "ellipse", "figure", "heptagon", "hexagon", "letter",
        "line", "number", "octagon", "pentagon", "rectangle", "shape", "square", "triangle",
    }
)  # fmt: skip
_ANYTHING = frozenset({"element", "item", "object", "one", "thing", "swatch", "tile", "coloured"})
_PLACES = frozenset({"area", "box", "container", "frame", "zone"})
_ALIKE = {
    "aqua": "cyan", "big": "large", "bigger": "large", "bottom": "lower", "colored": "coloured",
    "fuchsia": "magenta", "grey": "gray", "huge": "large", "larger": "large", "little": "small",
    "smaller": "small", "tiny": "small", "top": "upper",
}  # fmt: skip
"""Other words for those above, and for what observations say."""
_QUALITIES = _COLOURS | {"dark", "large", "left", "light", "lower", "right", "small", "upper"}
_SKIPPED = frozenset({"a", "all", "an", "any", "both", "each", "every", "of", "other", "the"})
_LETTER = re.compile(r"([^\W_])(?:['’]?s)?")


@dataclass(frozen=True, slots=True)
class Look:
    """What a phrase says of the looks of something, and nothing but that."""

    words: frozenset[str]
    letter: str = ""
    """The very letter or digit."""
    place: bool = False
    """Something is to be put there."""

    def fits(self, control: Control) -> bool:
        """Whether a control looks so."""
        if self.letter and control.node.name != self.letter:
            return False
        return self.words <= traits(control)


def read_look(text: str) -> Look | None:
    """Return what a phrase says of looks; `None` if it says anything else, or nothing."""
    found: set[str] = set()
    letter, place, said = "", False, False
    for token in text.split():
        word = _plain(token)
        if word in _PLACES:
            place = True
        elif word in _COLOURS | _KINDS | _QUALITIES:
            found.add(word)
        elif word == "shade":
            continue
        elif word not in _ANYTHING | _SKIPPED:
            match = _LETTER.fullmatch(token)
            if match is None:
                return None
            letter = match[1]
        said = said or word not in _SKIPPED
    return Look(frozenset(found), letter, place) if said else None


def traits(control: Control) -> frozenset[str]:
    """Return what can be said of the looks of a control; empty of one that has none."""
    node = control.node
    if node.tag == "text":
        kind = {"digit", "number"} if node.name.isdigit() else {"letter"}
        single = {"character", *kind} if len(node.name) == 1 else set[str]()
        return frozenset({*words(node.description), *single})
    if not node.hinted:
        return frozenset()
    name = " ".join(words(node.name))
    found = set(words(name))
    found |= {base for base, shades in _SHADES.items() if any(shade in name for shade in shades)}
    if node.tag in _DRAWN:
        found |= {"figure", "shape"}
    if "square" in found:
        found.add("rectangle")
    return frozenset(found)


def looking(page: Page) -> tuple[Control, ...]:
    """Return what nothing but its looks names, and letters in drawings."""
    return tuple(c for c in page.controls if traits(c) & (_COLOURS | _KINDS))


def drawn(page: Page) -> tuple[Control, ...]:
    """Return the figures and letters of the drawings on a page."""
    return tuple(c for c in looking(page) if c.node.tag in _DRAWN)


def tells_sizes(page: Page) -> bool:
    """Whether some of what is drawn is small and some large."""
    return any(traits(control) & {"large", "small"} for control in drawn(page))


def _plain(token: str) -> str:
    """Return a word in the singular, as those above have it."""
    word = "".join(stems(token))
    return _ALIKE.get(word, word)
