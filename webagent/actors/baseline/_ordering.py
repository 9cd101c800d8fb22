"""Reading the clauses that shop: “put two boxes of X into the basket”, “buy the cheapest X”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._intents import AddToCart, Checkout, Choose, Find, PlaceOrder
from ._target import read_item

if TYPE_CHECKING:
    from ._intents import Intent
    from ._phrase import Phrase

_PRONOUNS = frozenset({"it", "this", "that", "them", "this one", "that one"})
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_UNIT = r"(?:k?g|grams?|kilos?|m?l|cl|litres?|liters?|oz|ounces?|lbs?|pounds?|[cm]?m|inch(?:es)?)"
_SIZE_FIRST = re.compile(
    rf"(?:an? )?(?P<size>\d+(?:[.,]\d+)?\s?{_UNIT})\b(?: of)? (?P<what>.+)", re.I
)
_SIZE_LAST = re.compile(rf"(?P<what>.+?),?\s+\(?(?P<size>\d+(?:[.,]\d+)?\s?{_UNIT})\)?", re.I)
_COUNT = re.compile(
    rf"(?P<count>\d+|{'|'.join(_NUMBERS)})(?: ?[x×])?"
    r"(?: (?:packs?|packets?|boxes|box|bags?|tins?|units?|pieces?|bottles?|copies|copy) of)? "
    r"(?P<what>.+)",
    re.IGNORECASE,
)


def read_addition(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read what is to be put into the cart."""
    return _addition(clause.part(match["what"]))


def read_purchase(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read what is to be bought: put into the cart, then ordered."""
    return (*_addition(clause.part(match["what"])), Checkout(), PlaceOrder())


def _addition(what: Phrase) -> tuple[Intent, ...]:
    if what.plain.casefold() in _PRONOUNS:
        return (AddToCart(),)
    size = _SIZE_FIRST.fullmatch(what.text) or _SIZE_LAST.fullmatch(what.text)
    what = what.part(size["what"]) if size else what
    count = None if size else _COUNT.fullmatch(what.text)
    what = what.part(count["what"]) if count else what
    item = read_item(what)
    return (
        *([Find(item)] if item.phrase or item.superlative else []),
        *([Choose(size["size"])] if size else []),
        AddToCart(_number(count["count"]) if count else 1),
    )


def _number(text: str) -> int:
    return _NUMBERS[text.casefold()] if text.casefold() in _NUMBERS else int(text)
