"""Choosing among the entries of a list: by place, or by price, rating or date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._facts import measure
from ._moves import Move, Stuck, press
from ._words import likeness

if TYPE_CHECKING:
    from ._facts import Measure, Superlative
    from ._moves import Next, Trail
    from ._page import Entry, Page
    from ._target import Target

_LIKE = 0.7
_SOLD_OUT = ("sold out", "out of stock", "unavailable")


def click_entry(target: Target, page: Page, trail: Trail) -> Next:
    """Open the entry at a place of the list, over several pages if need be, or the one that has
    most or least of something.
    """
    if target.superlative:
        return click_extreme(target.superlative, named_entries(target, page), page)
    behind = page.next_page
    at = target.ordinal - trail.passed - 1 if target.ordinal > 0 else target.ordinal
    within = -len(page.entries) <= at < len(page.entries)
    if within and (at >= 0 or behind is None):
        chosen = page.entries[at].headline
        return press(chosen, f"{chosen} is the entry that {target} names")
    if behind is None or not page.entries:
        return Stuck(f"{target}: the page lists {trail.passed + len(page.entries)}", final=True)
    passed = trail.passed + len(page.entries)
    move = press(behind, f"{target} is not among the first {passed}; {behind} leads to the others")
    return Move(move.action, move.reason, move.told, finishes=False, passed=passed)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The entry that has most or least of something."""

    entry: Entry
    measure: Measure
    among: int
    """How many entries tell how much they have."""


def extreme(superlative: Superlative, entries: tuple[Entry, ...], page: Page) -> Extreme | Stuck:
    """Return the entry with the highest or lowest price, rating or date; the first one of equals.

    Where there are more pages, only some of the entries are known, so none is chosen.
    """
    if page.next_page is not None:
        return Stuck(f"the {superlative}: the list goes on on other pages", final=True)
    offered = [e for e in entries if not any(sign in e.text.casefold() for sign in _SOLD_OUT)]
    measures = [(measure(superlative.quantity, entry.text), entry) for entry in offered]
    known = [(found, entry) for found, entry in measures if found is not None]
    if not known:
        return Stuck(f"the {superlative}: the page lists nothing with a {superlative.quantity}")
    if superlative.place > len(known):
        return Stuck(f"the {superlative}: the page lists {len(known)}", final=True)
    sign = -1 if superlative.highest else 1
    known.sort(key=lambda pair: sign * pair[0].value)
    found, entry = known[superlative.place - 1]
    return Extreme(entry, found, len(known))


def click_extreme(superlative: Superlative, entries: tuple[Entry, ...], page: Page) -> Move | Stuck:
    """Open the entry that has most or least of something."""
    found = extreme(superlative, entries, page)
    if isinstance(found, Stuck):
        return found
    chosen, text = found.entry.headline, found.measure.text
    move = press(chosen, f"{chosen} has the {superlative} of {found.among}, {text}")
    told = f"chose “{chosen.node.name}” for the {superlative}, {text}"
    return Move(move.action, move.reason, told)


def named_entries(target: Target, page: Page) -> tuple[Entry, ...]:
    """Return the entries whose name or text holds the name of the target; all when it has none."""
    if not target.phrase:
        return page.entries
    for least, text_of in ((_LIKE, _headline_text), (_LIKE, _whole_text)):
        found = tuple(e for e in page.entries if likeness(target.phrase, text_of(e)) >= least)
        if found:
            return found
    return ()


def _headline_text(entry: Entry) -> str:
    return entry.headline.node.name


def _whole_text(entry: Entry) -> str:
    return entry.text
