"""Carrying out what wants a list in an order, by the control that the page has for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webagent_actions import Select

from ._finding import open_list
from ._moves import Fulfilled, Move, Stuck, press
from ._words import contains, stems

if TYPE_CHECKING:
    from webagent_observation import Option

    from ._intents import Sort
    from ._moves import Next, Trail
    from ._page import Control, Page

_PRICE = "price"
_LOW = re.compile(
    r"\b(?:low(?:est)?|cheap(?:est)?|ascending|asc|a (?:to|-|–) z|oldest)\b|↑", re.IGNORECASE
)
_HIGH = re.compile(
    r"\b(?:high(?:est)?|dear(?:est)?|expensive|descending|desc|z (?:to|-|–) a|newest)\b|↓",
    re.IGNORECASE,
)
_ABOUT_PRICE = re.compile(r"price|cheap|expensive|dear|cost|[$€£]", re.IGNORECASE)


def sort(intent: Sort, page: Page, trail: Trail) -> Next:
    """Open the list if it is another page's, choose its order, and send it where that is needed."""
    told = f"sorted by {intent.by}"
    if intent.category is not None and not trail.of(Select):
        way = open_list(intent.category, page, trail)
        if way is not None:
            return way
    found = _option(intent, page)
    if found is None and intent.by != _PRICE:
        button = next((c for c in page.pressables if _is_meant(intent, c.node.name)), None)
        if button is not None:
            return press(button, f"{button} sorts the list")
    if found is None:
        return Stuck(f"a list that can be sorted by {intent.by}")
    control, option = found
    chosen = Select(control.ref, option.label)
    if not option.selected and chosen not in trail.of(Select):
        return Move(chosen, f"{control} has the order “{option.label}”.", told, finishes=False)
    button = next(iter(page.senders(control)), None)
    if trail.of(Select) and button is not None and not _was_pressed(button, trail):
        return Move(
            press(button, f"{button} applies the order").action, f"{button} applies it.", told
        )
    return Fulfilled(told)


def _option(intent: Sort, page: Page) -> tuple[Control, Option] | None:
    for control in page.selects:
        for option in control.node.options:
            if _is_meant(intent, option.label):
                return control, option
    return None


def _is_meant(intent: Sort, label: str) -> bool:
    """Whether a label tells what to sort by, and in this direction."""
    low, high = _LOW.search(label), _HIGH.search(label)
    about = _ABOUT_PRICE.search(label) if intent.by == _PRICE else _names(intent.by, label)
    if not about or not (low or high):
        return False
    falls = low is None or (high is not None and high.start() < low.start())
    return falls is intent.highest


def _names(by: str, label: str) -> bool:
    return contains(stems(label), stems(by))


def _was_pressed(button: Control, trail: Trail) -> bool:
    last = trail.done[-1].action if trail.done else None
    return getattr(last, "ref", None) == button.ref and not isinstance(last, Select)
