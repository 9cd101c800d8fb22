"""Dates picked in a calendar that opens, flights, and events of a day."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from ._play import CannotGoOn
from .reading import best_offer

if TYPE_CHECKING:
    from webagent_observation import Node

    from ._play import Play

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


async def choose_date(play: Play) -> None:
    """choose-date and its variants."""
    await _pick(play, play.one("textbox"))
    await play.submit()


async def _pick(play: Play, field: Node) -> None:
    """Page the calendar to the month of the goal, and click the day."""
    month, day, year = map(int, play.asked(r"(\d+)/(\d+)/(\d{4})"))
    await play.click(field)
    while True:
        shown = re.search(rf"({'|'.join(_MONTHS)}) (\d{{4}})", play.text)
        if shown is None:
            raise CannotGoOn("no calendar shows")
        at = int(shown[2]) * 12 + _MONTHS.index(shown[1])
        away = year * 12 + month - 1 - at
        if not away:
            break
        await play.click(play.one(name=re.compile("^prev" if away < 0 else "^next", re.IGNORECASE)))
    await play.click(play.one("link", str(day)))


async def book_flight(play: Play) -> None:
    """book-flight: two fields that suggest airports, a date, then the best of the offers."""
    start, end = play.asked(r"from: (.+?) to: (.+?) on \d")
    for name, text in (("From:", start), ("To:", end)):
        await play.type(play.one("textbox", name), text)
        await _take_suggestion(play, text)
    await _pick(play, play.one("textbox", "datepicker"))
    await play.submit()
    await best_offer(play)


async def _take_suggestion(play: Play, text: str) -> None:
    items = [item for item in play.all("listitem|option|menuitem") if text in item.name]
    if items:
        await play.click(items[-1])
    else:
        # The only suggestion is told with the list that holds it.
        await play.click(play.one("list|listbox|menu", nth=-1))


async def use_autocomplete(play: Play) -> None:
    """use-autocomplete: the suggestion that ends as asked."""
    (start,) = play.asked(r'starts with "([^"]+)"')
    end = re.search(r'ends with "([^"]+)"', play.goal)
    await play.type(play.one("textbox"), start)
    fits = [
        item
        for item in play.all("listitem|option|menuitem")
        if item.name.startswith(start) and item.name.endswith(end[1] if end else "")
    ]
    await play.click(fits[0] if fits else play.one("list|listbox|menu"))
    await play.submit()


_HALF_HOURS = {"8AM": range(16, 24), "12PM": range(24, 32), "4PM": range(32, 40)}


async def create_event(play: Play) -> None:
    """daily-calendar: half hours of the day that no other event covers."""
    length, unit, name, start = play.asked(
        r'a ([\d.]+) (hour|min)\w* event named "(\w+)", between (\w+) and'
    )
    halves = round(float(length) * 2) if unit == "hour" else int(length) // 30
    window = _HALF_HOURS[start]
    for first in window[: len(window) - halves + 1]:
        with suppress(CannotGoOn):
            await _mark(play, first, halves)
        # Where another event lies nothing is marked.
        if play.all("textbox"):
            break
    await play.type(play.one("textbox"), name)
    await play.click(play.one("button", "Create"))


async def _mark(play: Play, first: int, halves: int) -> None:
    """Mark half hours: the calendar marks what the mouse moves over once it was pressed."""
    await play.click(play.one(name=f"hh-{first}"))
    with suppress(CannotGoOn):
        # The mark comes under the mouse before it is pressed again, and covers the half hour.
        await play.click(play.one(name=f"hh-{first + halves - 1}"))
    if play.all(name="New event"):
        await play.click(play.one(name="New event"))
