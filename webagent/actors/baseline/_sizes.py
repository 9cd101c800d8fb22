"""Sizes that a thing comes in: choosing among them, and what each costs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_actions import Check, Select

from ._facts import UNIT, Quantity, measure, symbol
from ._moves import Fulfilled, Move, Stuck
from ._wanted import EXTREMES
from ._words import likeness

if TYPE_CHECKING:
    from ._intents import ChooseSize
    from ._moves import Next, Trail
    from ._page import Page

_AMOUNT = re.compile(rf"(?<![\d.,])(\d{{1,6}}(?:[.,]\d{{1,3}})?)\s?({UNIT})\b", re.IGNORECASE)
_BASE = {
    "kg": 1000.0,
    "l": 1000.0,
    "m": 1000.0,
    "cl": 10.0,
    "cm": 10.0,
    "oz": 28.35,
    "lb": 453.6,
    "inch": 25.4,
}
"""Grams, millilitres or millimetres to the unit; 1 where it is one of these."""
_LIKE_ENOUGH = 0.7


@dataclass(frozen=True, slots=True)
class Size:
    """One of the sizes a page offers."""

    label: str
    amount: float | None
    """In a unit that all sizes of a thing have in common, where it is told."""
    price: str
    chosen: bool
    action: Select | Check


def sizes(page: Page) -> tuple[Size, ...]:
    """Return the sizes that a page offers for what it is about, in its order."""
    listed = [
        Size(o.label, _amount(o.label), _price(o.label), o.selected, Select(c.ref, o.label))
        for c in page.selects
        for o in c.node.options
        if not o.disabled and _AMOUNT.search(o.label)
    ]
    if listed:
        return tuple(listed)
    radios = [c for c in page.controls if c.node.role == "radio" and c.enabled]
    return tuple(
        Size(
            c.node.name, _amount(c.node.name), _price(c.node.name),
            c.node.states.get("checked") is True, Check(c.ref, True),
        )
        for c in radios
        if _AMOUNT.search(c.node.name)
    )  # fmt: skip


def size_named(name: str, page: Page) -> Size | None:
    """Return the size that a task names: by its label, or as the smallest or largest there is."""
    found = sizes(page)
    if name in EXTREMES:
        known = [size for size in found if size.amount is not None]
        pick = min if name == EXTREMES[0] else max
        return pick(known, key=lambda size: size.amount or 0.0, default=None)
    best = max(found, key=lambda size: likeness(name, size.label), default=None)
    return best if best is not None and likeness(name, best.label) >= _LIKE_ENOUGH else None


def choose_size(intent: ChooseSize, page: Page, trail: Trail) -> Next:
    """Choose the smallest or largest size; a thing that comes in one size has it already."""
    size = size_named(EXTREMES[intent.largest], page)
    told = f"chose “{size.label}”" if size else "it comes in one size"
    if size is None or size.chosen or trail.done:
        return Fulfilled(told)
    if trail.attempts:
        return Stuck(f"the size “{size.label}”, which could not be chosen", final=True)
    return Move(size.action, f"“{size.label}” is the {EXTREMES[intent.largest]} size.", told)


def _amount(label: str) -> float | None:
    match = _AMOUNT.search(label)
    if match is None:
        return None
    return float(match[1].replace(",", ".")) * _BASE.get(symbol(match[2]), 1.0)


def _price(label: str) -> str:
    found = measure(Quantity.PRICE, label)
    return found.text if found else ""
