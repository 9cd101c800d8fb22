"""Things dragged: into each other, in lists, on sliders; and parts that scroll."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webagent_actions import DropPlace

if TYPE_CHECKING:
    from ._play import Play


async def drag_box(play: Play) -> None:
    """drag-box."""
    await play.drag(play.one(name="s"), play.one(name="L"))
    await play.submit()


async def drag_item(play: Play) -> None:
    """drag-items, drag-items-grid: to a place told by its number or its side."""
    name, where = play.asked(r"drag ([\w-]+) (.+?)\.?$")
    items = [item.name for item in play.all("listitem")]
    start = items.index(name)
    end = _place(where, start, len(items))
    place = DropPlace.AFTER if end > start else DropPlace.BEFORE
    await play.drag(play.one("listitem", name), play.one("listitem", items[end]), place)
    # Said to be there already, as what stands above or below in a grid is taken for beside.
    if place is DropPlace.AFTER and end + 1 < len(items):
        await play.drag(
            play.one("listitem", name), play.one("listitem", items[end + 1]), DropPlace.BEFORE
        )


def _place(where: str, start: int, total: int) -> int:
    """Return the place meant, counted from 0."""
    across = 3 if total == 9 else 1
    steps = {"up by one": -across, "down by one": across, "left by one": -1, "right by one": 1}
    for words, step in steps.items():
        if words in where:
            return start + step
    if ordinal := re.search(r"(\d+)(?:st|nd|rd|th)", where):
        return int(ordinal[1]) - 1
    if across == 1:
        return 0 if "top" in where else total - 1
    row = 0 if "top" in where else 2 if "bottom" in where else 1
    column = 0 if "left" in where else 2 if "right" in where else 1
    return row * across + column


async def sort_numbers(play: Play) -> None:
    """drag-sort-numbers: each number before the first that is greater."""
    wanted = sorted((item.name for item in play.all("listitem")), key=int)
    for place, number in enumerate(wanted):
        there = play.one("listitem", nth=place)
        if there.name != number:
            await play.drag(play.one("listitem", number), there, DropPlace.BEFORE)
    await play.submit()


async def set_slider(play: Play) -> None:
    """use-slider."""
    (number,) = play.asked(r"select (-?\d+) with")
    await _slide(play, 0, int(number))
    await play.submit()


async def set_sliders(play: Play) -> None:
    """use-slider-2."""
    (numbers,) = play.asked(r"\[([-\d,]+)\]")
    for nth, number in enumerate(numbers.split(",")):
        await _slide(play, nth, int(number))
    await play.submit()


async def set_slider_and_box(play: Play) -> None:
    """form-sequence."""
    number, box = play.asked(r"select (-?\d+) with the slider, click the (\d)")
    await _slide(play, 0, int(number))
    await play.check(play.one("checkbox", f"checkbox-{box}"))
    await play.submit()


async def _slide(play: Play, nth: int, number: int) -> None:
    await play.set_range(play.one("slider", nth=nth), number)


async def set_spinner(play: Play) -> None:
    """use-spinner."""
    (number,) = play.asked(r"select (-?\d+) with")
    await play.set_range(play.one("spinbutton"), int(number))
    await play.submit()
