"""Prices, ratings and dates in the text of a page, so that superlatives can be answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


UNIT = r"(?:k?g|grams?|kilos?|m?l|cl|litres?|liters?|oz|ounces?|lbs?|pounds?|[cm]?m|inch(?:es)?)"
"""Units of sizes, as a regular expression."""
_SYMBOLS = {
    "gram": "g", "kilo": "kg", "litre": "l", "liter": "l", "ounce": "oz", "pound": "lb",
    "inche": "inch",
}  # fmt: skip


def symbol(unit: str) -> str:
    """Return the symbol of what `UNIT` found, such as `g` for “Grams”."""
    singular = unit.casefold().removesuffix("s")
    return _SYMBOLS.get(singular, singular)


class Quantity(StrEnum):
    """What entries of a list can be compared by."""

    PRICE = "price"
    RATING = "rating"
    DATE = "date"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Superlative:
    """Which of several entries is meant: the one with the highest or lowest of something."""

    quantity: Quantity
    highest: bool
    place: int = 1
    """2 is the second highest or lowest."""

    def __str__(self) -> str:
        """Return it as words, such as “lowest price”."""
        ways = (
            ("shortest", "longest") if self.quantity is Quantity.DURATION else ("lowest", "highest")
        )
        way = ways[self.highest]
        return (
            f"{way} {self.quantity}"
            if self.place == 1
            else f"{way} {self.quantity} but {self.place - 1}"
        )


@dataclass(frozen=True, slots=True)
class Measure:
    """A price, a rating (as a share of the best), a date (as a number of days) or a duration (in
    minutes).
    """

    value: float
    text: str
    """How the page writes it."""


def measure(quantity: Quantity, text: str) -> Measure | None:
    """Return the first price (but for a former one), rating, date or duration a text tells."""
    return _MEASURES[quantity](text)


# Repetitions are bounded: a page may hold a million digits in a row.
_FRACTION = r"(?:[.,]\d{1,2})?(?!\d)"
_BEFORE_SIGN = rf"(?<![\d.,])\d{{1,9}}(?:[.,’' ]\d{{3}}){{0,3}}{_FRACTION}"
_AFTER_SIGN = rf"\d{{1,9}}(?:[.,’']\d{{3}}){{0,3}}{_FRACTION}"
_CURRENCY = r"(?:[$€£¥₹]|\b(?:EUR|USD|GBP|CHF|JPY|CAD|AUD|SEK|NOK|DKK|PLN)\b)"
_MONEY = re.compile(rf"{_CURRENCY}\s?({_AFTER_SIGN})|({_BEFORE_SIGN})\s?{_CURRENCY}(?!\d)")
_LOOK_BACK = 30
_FORMER = re.compile(r"\b(?:was|before|rrp|instead of|list price|save)\W*$", re.IGNORECASE)
_RATING = re.compile(
    r"(\d(?:[.,]\d{1,3})?)\s?(?:out of|of|/)\s?(5|10)\b|(\d(?:[.,]\d{1,3})?)\s?(?:stars?\b|★)"
    r"|★\s?(\d(?:[.,]\d{1,3})?)",
    re.IGNORECASE,
)
_DATES = (
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), ("%Y-%m-%d",)),
    (re.compile(r"\b\d{1,2}\.? [A-Z][a-z]{2,8} \d{4}\b"), ("%d %B %Y", "%d %b %Y")),
    (re.compile(r"\b[A-Z][a-z]{2,8} \d{1,2}, \d{4}\b"), ("%B %d, %Y", "%b %d, %Y")),
)
_BEST_RATING = 5.0
_DURATION = re.compile(
    r"\b(?:(?P<days>\d{1,3}) ?d(?:ays?)?,? ?)?(?P<hours>\d{1,3}) ?h(?:(?:ou)?rs?)?\b"
    r"(?:,? ?(?P<minutes>\d{1,2}) ?m(?:in(?:ute)?s?)?\b)?"
    r"|\b(?P<only>\d{1,4}) ?min(?:ute)?s?\b",
    re.IGNORECASE,
)


def _price(text: str) -> Measure | None:
    for match in _MONEY.finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if not _FORMER.search(before):
            return Measure(_decimal(match[1] or match[2]), match[0])
    return None


def _decimal(number: str) -> float:
    """Read a number with either convention: a last group of one or two digits is the fraction."""
    whole, _, fraction = re.sub(r"[.,](\d{1,2})$", r"#\1", number).partition("#")
    digits = "".join(character for character in whole if character.isdigit())
    return float(f"{digits}.{fraction or 0}")


def _rating(text: str) -> Measure | None:
    match = _RATING.search(text)
    if match is None:
        return None
    value = float((match[1] or match[3] or match[4]).replace(",", "."))
    return Measure(value / float(match[2] or _BEST_RATING), match[0])


def _date(text: str) -> Measure | None:
    for pattern, formats in _DATES:
        match = pattern.search(text)
        if match is None:
            continue
        written = match[0].replace(". ", " ")
        for form in formats:
            try:
                return Measure(datetime.strptime(written, form).toordinal(), match[0])
            except ValueError:
                continue
    return None


def _duration(text: str) -> Measure | None:
    match = _DURATION.search(text)
    if match is None:
        return None
    days, hours, minutes, only = (int(group or 0) for group in match.groups())
    return Measure(only + minutes + 60 * (hours + 24 * days), match[0])


_MEASURES: dict[Quantity, Callable[[str], Measure | None]] = {
    Quantity.PRICE: _price,
    Quantity.RATING: _rating,
    Quantity.DATE: _date,
    Quantity.DURATION: _duration,
}
