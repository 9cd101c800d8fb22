"""Phrases that tell how something looks."""

from __future__ import annotations

import pytest
from webagent_observation import Node

from webagent.actors.baseline._looks import Look, read_look, traits
from webagent.actors.baseline._page import Control

READ = {
    "all small red circles": Look(frozenset({"small", "red", "circle"})),
    "every tiny grey square": Look(frozenset({"small", "gray", "square"})),
    "the aqua shapes": Look(frozenset({"cyan", "shape"})),
    "all the shades of blue": Look(frozenset({"blue"})),
    "items": Look(frozenset()),
    "the left box": Look(frozenset({"left"}), place=True),
    "both boxes": Look(frozenset(), place=True),
    "black container": Look(frozenset({"black"}), place=True),
    "large ws": Look(frozenset({"large"}), letter="w"),
    "red Q's": Look(frozenset({"red"}), letter="Q"),
    "7s": Look(frozenset(), letter="7"),
}


@pytest.mark.parametrize(("phrase", "look"), READ.items())
def test_a_phrase_that_tells_looks(phrase: str, look: Look) -> None:
    assert read_look(phrase) == look


@pytest.mark.parametrize("phrase", ["", "all of the", "red shoes", "teas", "unread messages"])
def test_a_phrase_that_tells_something_else(phrase: str) -> None:
    assert read_look(phrase) is None


def _figure(name: str, tag: str = "span", description: str = "", *, hinted: bool = True) -> Control:
    node = Node("clickable", name, ref=1, tag=tag, hinted=hinted, description=description)
    return Control(node, 1)


FITS = {
    "blue": ("navy blue", "light blue", "indigo"),
    "red": ("maroon", "dark red", "salmon"),
    "green": ("lime green", "olive green"),
}


@pytest.mark.parametrize(("colour", "shades"), FITS.items())
def test_a_shade_is_of_its_colour(colour: str, shades: tuple[str, ...]) -> None:
    look = read_look(f"shades of {colour}")
    assert look is not None
    assert all(look.fits(_figure(shade)) for shade in shades)
    others = [shade for other in FITS if other != colour for shade in FITS[other]]
    assert not any(look.fits(_figure(other)) for other in others)


def test_what_is_drawn_is_known_by_kind_and_letters_by_what_they_are() -> None:
    assert traits(_figure("small red square", "rect")) >= {"figure", "rectangle", "shape", "small"}
    assert traits(_figure("b", "text", "large", hinted=False)) == {"character", "large", "letter"}
    assert traits(_figure("7", "text", hinted=False)) == {"character", "digit", "number"}
    assert "letter" not in traits(_figure("Total", "text", hinted=False))
    # What has a name of its own is not told by it.
    assert traits(_figure("Red circle", "button", hinted=False)) == frozenset()
