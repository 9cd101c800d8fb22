"""Reading the clauses that want a list in an order: “show the X, cheapest first”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._intents import Sort
from ._target import read_target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._intents import Intent
    from ._phrase import Phrase
    from ._reading import Rule

_LOW = (
    r"(?:cheap(?:est)?|bargains?|least (?:expensive|costly)|most (?:affordable|economical)"
    r"|low(?:est)?(?:[ -]priced?)?|best)"
)
_HIGH = (
    r"(?:dearest|most expensive|expensive|priciest|pricey|least affordable"
    r"|high(?:est)?(?:[ -]priced?)?)"
)
_FIRST = (
    r"(?:(?:ones?|items?|products?|prices?|end) )*(?:comes? |is |are |being )?(?:at (?:the )?)?"
    r"(?:first|top|beginning|start|leading|leads?|up front|head\b)"
)


def _orders(low: str, high: str, rising: str) -> str:
    return (
        rf"\b{low} {_FIRST}"
        rf"|(?:from )?(?:the )?\b{low}(?: price)? to (?:the )?{high}(?: price)?\b"
        rf"|(?:starting|beginning) (?:with|from|at) (?:the )?{low}(?: price| ones?)?"
        rf"|(?:in |by )?\b{rising}(?: order)?(?: of)?(?: prices?)?\b|price,? {low}"
    )


_RISING = r"(?:ascending|rising|increasing|climbing)"
_FALLING = r"(?:descending|falling|decreasing)"
_BY_PRICE = re.compile(
    rf"(?P<up>{_orders(_LOW, _HIGH, _RISING)})|(?P<down>{_orders(_HIGH, _LOW, _FALLING)})"
    r"|(?P<price>\bby price\b)",
    re.IGNORECASE,
)
_BY_OTHER = re.compile(
    r"\bby (?:the |their )?(?:rating|name|date|size|popularity|age)", re.IGNORECASE
)
_LITTLE, _MUCH = r"(?:low|small|few)(?:est)?", r"(?:high|large|big|many|most)(?:est)?"
_UP = (
    rf"(?:going )?up|{_RISING}|{_LITTLE}(?: to {_MUCH}| first)|a (?:to|-) z|oldest first"
    "|alphabetically"
)
_DOWN = rf"(?:going )?down|{_FALLING}|{_MUCH}(?: to {_LITTLE}| first)|z (?:to|-) a|newest first"
_BY_KEY = re.compile(
    r".+?(?: in order of| by)(?: the| their)? (?P<key>(?!price|cost)[a-z][a-z ]{1,24}?),? "
    rf"(?:(?:from|in|order|sorted) )?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: order)?",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"(?:,|\b(?:sorted|ordered|arranged|listed|sort|order|put|in|by|with|the|so that|so|and|are"
    r"|price|of|ones?)\b|\s)+$",
    re.IGNORECASE,
)
_ALL = re.compile(r"^(?:(?:all|the|of)\s+)+", re.IGNORECASE)


def order_of(text: str) -> bool | None:
    """Return whether a text wants the highest price first; `None` where it wants no order."""
    return _falls(_told(text))


def _told(text: str) -> list[re.Match[str]]:
    return [] if _BY_OTHER.search(text) else list(_BY_PRICE.finditer(text))


def _falls(told: Iterable[re.Match[str]]) -> bool | None:
    return next((one["down"] is not None for one in told if not one["price"]), None)


def _arranged(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    """Read what is wanted in which order; “by price” alone is the lowest first.

    By what is no quantity, only the list that is open is sorted.
    """
    text = match["what"]
    by_key = _BY_KEY.fullmatch(text)
    if by_key is not None:
        key = clause.part(by_key["key"]).plain
        return (Sort(by_key["down"] is not None, by=key),)
    told = _told(text)
    if not told:
        return None
    before = _ALL.sub("", _FILLER.sub("", text[: told[0].start()]))
    category = read_target(clause.part(before)) if before.strip() else None
    return (Sort(_falls(told) or False, category),)


ARRANGING: tuple[Rule, ...] = (
    (
        r"(?:sort|order|arrange|list|put|browse|see|view|display|open|show(?: me)?"
        r"|(?:bring|pull) up|(?:go|take me) to) (?P<what>.+)",
        _arranged,
    ),
)
