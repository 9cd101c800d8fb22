"""Amounts that texts tell: money, lengths of time, times of day, dates, plain numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from ._task import dates_in
from ._words import concepts, stem, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ._sight import Element, Sight
    from ._task import TaskReading

_NUMBER = re.compile(r"(?<![\w.])[-−]?\d[\d,]*(?:\.\d+)?|(?<![\w.])[-−]?\.\d+")
_MONEY = re.compile(r"[$£€¥]\s?(\d[\d,]*(?:\.\d+)?)|(\d[\d,]*(?:\.\d+)?)\s?(?:[$£€¥]|EUR|USD|GBP)")
_DURATION = re.compile(
    r"\b(\d+)\s*h(?:ours?|rs?)?\b\.?(?:\s*(\d+)\s*m(?:in(?:ute)?s?)?\b)?|\b(\d+)\s*m(?:in(?:ute)?s?)?\b"
)
_CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})\s*([AaPp]\.?[Mm])?|\b(\d{1,2})\s*([AaPp]\.?[Mm])\b")
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_KEYED = 24
"""How many characters may lie between a word and its number."""
_MEASURED = 1_000
"""How many characters of a text are looked at, so that no page can make it long."""


def plain_number(text: str) -> float | None:
    """Return the number that a text is, all of it; `None` for any other text."""
    stripped = text.strip()
    return float(stripped) if _PLAIN.fullmatch(stripped) else None


def number_in(text: str) -> float | None:
    """Return the first number of a text."""
    found = _NUMBER.search(text)
    return _float(found[0]) if found else None


def money_in(text: str) -> float | None:
    """Return the first amount of money in a text, whatever the currency."""
    found = _MONEY.search(text)
    return _float(found[1] or found[2]) if found else None


def minutes_in(text: str) -> float | None:
    """Return the first length of time in a text."""
    found = _DURATION.search(text)
    return 60.0 * float(found[1] or 0) + float(found[2] or found[3] or 0) if found else None


def clock_in(text: str) -> float | None:
    """Return the first time of day in a text, in minutes since midnight."""
    found = _CLOCK.search(text)
    if found is None:
        return None
    hour, minute = int(found[1] or found[4]), int(found[2] or 0)
    half = (found[3] or found[5] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return 60.0 * hour + minute


def date_in(text: str) -> float | None:
    """Return the first date of a text, in days."""
    found = dates_in(text)
    return float(found[0].toordinal()) if found else None


MEASURES: Mapping[str, Callable[[str], float | None]] = {
    "number": number_in,
    "money": money_in,
    "minutes": minutes_in,
    "clock": clock_in,
    "date": date_in,
}


@lru_cache(maxsize=5_000)
def _measured(text: str) -> tuple[tuple[str, float], ...]:
    found = ((name, measure(text[:_MEASURED])) for name, measure in MEASURES.items())
    return tuple((name, value) for name, value in found if value is not None)


def winners(
    task: TaskReading, sight: Sight, acted: Mapping[int, int]
) -> dict[int, dict[str, float]]:
    """Return for each ref where it has the least or most of its group, as the task asks for.

    1 is said of those that have it, -1 of those of whom another has. A group is a list, or all
    that has the same role; `own` goes by what an element itself is called, `keyed` by the number
    after a word that the task has too, and the others by the first of their kind in its entry.
    `left` says the same of those that were not acted on yet, where some were.
    """
    if not (task.least or task.most):
        return {}
    groups: dict[tuple[str, int], list[Element]] = defaultdict(list)
    for element in sight.elements:
        if element.list_id >= 0:
            groups[("", element.list_id)].append(element)
        groups[(element.node.role, -1)].append(element)
    found: dict[int, dict[str, float]] = defaultdict(dict)
    words = frozenset(task.stems[p] for p in task.telling)
    wanted = min if task.least_first else max
    for (role, _), elements in groups.items():
        told: dict[str, dict[int, float]] = defaultdict(dict)
        for element in elements:
            own = number_in(element.name)
            if own is not None:
                told["own"][element.ref] = own
            around = (
                f"{element.before} {element.name}" if role or not element.entry else element.entry
            )
            keyed = _keyed(around, words, task.concepts)
            if keyed is not None:
                told["keyed"][element.ref] = keyed
            for name, value in _measured(around):
                told[name][element.ref] = value
        for name, values in told.items():
            if len(set(values.values())) < 2:
                continue
            left = {ref: value for ref, value in values.items() if not acted[ref]}
            compared = [(name, values)]
            if left and len(left) < len(values):
                compared.append(("left", left))
            for key, among in compared:
                best = wanted(among.values())
                for ref, value in among.items():
                    before = found[ref].get(key, -1.0)
                    found[ref][key] = max(before, 1.0 if value == best else -1.0)
    return found


def _keyed(text: str, words: frozenset[str], meant: frozenset[int]) -> float | None:
    for match in _NUMBER.finditer(text):
        key = (
            text[max(0, match.start() - _KEYED) : match.start()].rsplit(",", maxsplit=1)[-1].split()
        )
        last = [word.strip(":.()=") for word in key[-2:]]
        if any(word and (stem(word) in words or concepts(stems(word)) & meant) for word in last):
            return _float(match[0])
    return None


def _float(text: str) -> float | None:
    try:
        return float(text.replace("−", "-").replace(",", ""))
    except ValueError:
        return None
