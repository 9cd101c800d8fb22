"""Texts, numbers, dates and boxes set as the goal says."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from ._play import CannotGoOn

if TYPE_CHECKING:
    from webagent_observation import Node

    from ._play import Play


async def enter_text(play: Play) -> None:
    """enter-text, enter-text-dynamic."""
    (text,) = play.asked(r'enter "([^"]+)"')
    await play.type(play.one("textbox"), text)
    await play.submit()


async def enter_text_in_case(play: Play) -> None:
    """enter-text-2."""
    text, case = play.asked(r'type "([^"]+)" in all (upper|lower)')
    await play.type(play.one("textbox"), text.upper() if case == "upper" else text.lower())
    await play.submit()


async def enter_password(play: Play) -> None:
    """enter-password."""
    (text,) = play.asked(r'password "([^"]+)"')
    for nth in range(2):
        await play.type(play.one("textbox", nth=nth), text)
    await play.submit()


async def login(play: Play) -> None:
    """login-user, login-user-popup: a pop-up may come when a field gets the focus."""
    name, password = play.asked(r'"([^"]+)" and the password "([^"]+)"')
    for field, text in (("username", name), ("password", password)):
        await play.click(_field(play, field))
        if play.all("button", "Cancel"):
            await play.click(play.one("button", "Cancel"))
        await play.type(_field(play, field), text)
    await play.click(play.one("button", re.compile(r"^(login|ok)$", re.IGNORECASE)))


def _field(play: Play, name: str) -> Node:
    return play.one("textbox", re.compile(name, re.IGNORECASE))


async def enter_date(play: Play) -> None:
    """enter-date."""
    month, day, year = play.asked(r"(\d+)/(\d+)/(\d{4})")
    await play.set_date(play.one(tag="input"), f"{year}-{month}-{day}")
    await play.submit()


async def enter_time(play: Play) -> None:
    """enter-time."""
    (text,) = play.asked(r"enter (\d+:\d+\s[AP]M)")
    time = datetime.strptime(" ".join(text.split()), "%I:%M %p")
    await play.set_date(play.one(tag="input"), f"{time:%H:%M}")
    await play.submit()


async def check_named(play: Play) -> None:
    """click-checkboxes, -large, -transfer: the boxes named, or none."""
    (names,) = play.asked(r"select (.+) and click submit")
    for name in [] if names == "nothing" else names.split(", "):
        box = next((box for box in play.all("checkbox") if box.name == name), None)
        if box is None:
            raise CannotGoOn(f"there is no box “{name}”")
        await play.check(box)
    await play.submit()


async def check_similar(play: Play) -> None:
    """click-checkboxes-soft: the boxes whose words mean the same."""
    (names,) = play.asked(r"similar to (.+) and click submit")
    wanted = [_meaning(name) for name in names.split(", ")]
    for box in play.all("checkbox"):
        if any(box.name in meaning for meaning in wanted):
            await play.check(play.one("checkbox", box.name))
    await play.submit()


_MEANINGS = """
big large huge enormous gigantic/small tiny little mini petite/red scarlet crimson vermillion/
happy cheerful joyful gleeful delighted/sad unhappy sorrowful miserable tragic/
angry mad furious irritated/evil wicked immoral sinful corrupt depraved/
wrong incorrect mistaken erroneous/real genuine actual/strange odd peculiar unusual weird/
stop cease halt end finish/scared terrified panicked fearful frightened afraid/
quiet calm peaceful serene mild/old aged archaic/love like adore favor/
kill murder assassinate/keep retain preserve sustain maintain/hide conceal camouflage/
hate despise loathe detest dislike/funny humorous amusing comical laughable/
fat fleshy plump chubby/stupid dumb dull unwise/delicious savory delectable appetizing/
cut slice carve chop/brave courageous fearless/begin start initiate launch/
answer reply response/television televisions TV TVs/house home houses homes/
fire flame fires flames/pig pork swine/rabbit rabbits bunny bunnies/
car cars automobile automobiles vehicle vehicles/water
"""
"""Words that mean the same; what a model knows of English."""


def _meaning(word: str) -> set[str]:
    groups: list[set[str]] = [{*group.split()} for group in _MEANINGS.split("/")]
    return next((group for group in groups if word in group), {word})


async def choose_option(play: Play) -> None:
    """click-option."""
    (name,) = play.asked(r"select (.+) and click submit")
    radio = next((radio for radio in play.all("radio") if radio.name == name), None)
    if radio is None:
        raise CannotGoOn(f"there is no radio button “{name}”")
    await play.check(radio)
    await play.submit()


async def choose_from_list(play: Play) -> None:
    """choose-list."""
    (name,) = play.asked(r"select (.+) from the list")
    await play.select(play.one("combobox"), name)
    await play.submit()


async def draw_number(play: Play) -> None:
    """number-checkboxes: the digit in a grid of 4 × 7 boxes."""
    (digit,) = play.asked(r'number "(\d)"')
    boxes = [node.ref for node in play.all("checkbox")]
    for ref, wanted in zip(boxes, "".join(_DIGITS[int(digit)].split()), strict=True):
        if wanted == "1":
            await play.check(next(node for node in play.all("checkbox") if node.ref == ref))
    await play.submit()


_DIGITS = (
    "0110 1001 1001 1001 1001 1001 0110",
    "0010 0110 0010 0010 0010 0010 0010",
    "0110 1001 1001 0010 0100 1000 1111",
    "0110 1001 0001 0110 0001 1001 0110",
    "1000 1010 1010 1111 0010 0010 0010",
    "1111 1000 1000 1110 0001 1001 0110",
    "0110 1001 1000 1110 1001 1001 0110",
    "1111 1001 0001 0010 0010 0100 0100",
    "0110 1001 1001 0110 1001 1001 0110",
    "0110 1001 1001 0111 0001 1001 0110",
)
"""The digits as the task's example pictures show them, row by row."""


async def fill_radio_and_text(play: Play) -> None:
    """form-sequence-2."""
    radio, number, field = play.asked(
        r"check the (\d)\w\w radio button and enter the number \"([^\"]+)\" into the (\d)"
    )
    await play.check(play.one("radio", nth=int(radio) - 1))
    await play.type(play.one("textbox", nth=int(field) - 1), number)
    await play.submit()


async def choose_and_press(play: Play) -> None:
    """form-sequence-3: a list that a library draws over a native one, then a button."""
    option, button = play.asked(r'choose (.+) from the dropdown.*labeled "(\w+)"')
    await play.select(play.one("combobox"), option)
    await play.click(play.one("button", button))


async def search_movies(play: Play) -> None:
    """multi-layouts, multi-orderings: fields that only the text beside them names."""
    genre, director, year = play.asked(r"for (\w+) movies directed by (\w+) from year (\d+)")
    values = {"genre": genre, "director": director, "year": year, "released": year}
    for name, value in values.items():
        field = _after(play, name)
        if field is not None:
            await play.type(field, value)
    await play.submit()


def _after(play: Play, name: str) -> Node | None:
    """Return the first field that stands after a text."""
    seen = False
    for node in play.nodes:
        if node.role == "textbox" and (seen or name in node.name.casefold()):
            return node
        if name in node.name.casefold():
            seen = True
    return None


async def pick_named_colour(play: Play) -> None:
    """use-colorwheel: the field of the colour picker takes the number of a colour."""
    (name,) = play.asked(r"select (\w+) with the color")
    await play.type(play.one("textbox"), _COLOURS[name])
    await play.submit()


async def pick_shown_colour(play: Play) -> None:
    """use-colorwheel-2: the goal tells the colour as `rgb(…)`."""
    parts = play.asked(r"rgb\((\d+), (\d+), (\d+)\)")
    await play.type(play.one("textbox"), "".join(f"{int(part):02X}" for part in parts))
    await play.submit()


_COLOURS = {
    "black": "000000", "blue": "0000FF", "brown": "A52A2A", "cyan": "00FFFF", "gold": "FFD700",
    "gray": "808080", "green": "008000", "grey": "808080", "lime": "00FF00", "magenta": "FF00FF",
    "maroon": "800000", "navy": "000080", "olive": "808000", "orange": "FFA500", "pink": "FFC0CB",
    "purple": "800080", "red": "FF0000", "silver": "C0C0C0", "teal": "008080", "white": "FFFFFF",
    "yellow": "FFFF00", "aqua": "00FFFF", "violet": "EE82EE", "fuchsia": "FF00FF",
}  # fmt: skip
"""CSS Color 4, section 6.1; the basic ones."""
