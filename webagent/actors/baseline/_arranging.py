"""Reading the clauses that want a list in an order: “show the X, cheapest first”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._facts import Quantity
from ._intents import Sort
from ._target import read_target

if TYPE_CHECKING:
    from ._intents import Intent
    from ._phrase import Phrase
    from ._reading import Rule

_LOW = r"(?:cheapest|least expensive|low(?:est)?(?:[ -]priced?)?)"
_HIGH = r"(?:dearest|most expensive|priciest|high(?:est)?(?:[ -]priced?)?)"
_FIRST = (
    r"(?:ones? |items? |products? )?(?:comes? |at (?:the )?|being )?(?:first|top|beginning|start)"
)


def _orders(low: str, high: str, rising: str) -> str:
    return (
        rf"{low} (?:price )?{_FIRST}"
        rf"|(?:from )?(?:the )?{low}(?: price)? to (?:the )?{high}(?: price)?"
        rf"|(?:starting|beginning) (?:with|from) (?:the )?{low}(?: price| ones?)?"
        rf"|(?:in |by )?{rising}(?: order)?(?: of)?(?: price)?|price,? {low}"
    )


_BY_PRICE = re.compile(
    rf"(?P<up>{_orders(_LOW, _HIGH, 'ascending')})|(?P<down>{_orders(_HIGH, _LOW, 'descending')})"
    r"|(?P<price>by price)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"(?:,|\b(?:sorted|ordered|arranged|listed|sort|order|put|in|by|with|the|so that|so|and|are"
    r"|price|of|ones?)\b|\s)+$",
    re.IGNORECASE,
)
_ALL = re.compile(r"^(?:(?:all|the|of)\s+)+", re.IGNORECASE)


def _arranged(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    """Read what is wanted in which order; without one it is not about that."""
    text = match["what"]
    found = list(_BY_PRICE.finditer(text))
    if not found:
        return None
    told = next((one for one in found if not one["price"]), found[0])
    before = _ALL.sub("", _FILLER.sub("", text[: found[0].start()]))
    category = read_target(clause.part(before)) if before.strip() else None
    return (Sort(Quantity.PRICE, told["down"] is not None, category),)


ARRANGING: tuple[Rule, ...] = (
    (
        r"(?:sort|order|arrange|list|put|browse|see|view|display|open|show(?: me)?"
        r"|(?:bring|pull) up|(?:go|take me) to) (?P<what>.+)",
        _arranged,
    ),
)
