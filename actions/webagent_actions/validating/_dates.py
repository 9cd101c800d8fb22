"""Whether a text is a date, a time, a month or a week as the fields of HTML take them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(?!0000)\d{4}-(?:0[1-9]|1[0-2])")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def is_date(text: str, kind: str | None = None) -> bool:
    """Whether a text is valid for a kind of field, of any kind where none is given.

    Source: HTML, section 2.3.5 "Dates and times"; `kind` is a `type` of an input.
    """
    kinds = _READERS.values() if kind is None else (_READERS[kind],)
    return any(_reads(reader, text) for reader in kinds)


def _reads(reader: Callable[[str], bool], text: str) -> bool:
    with suppress(ValueError):
        return reader(text)
    return False


def _is_date(text: str) -> bool:
    return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))


def _is_time(text: str) -> bool:
    return _TIME.fullmatch(text) is not None


def _is_moment(text: str) -> bool:
    day, _, moment = text.partition("T")
    return _is_date(day) and _is_time(moment)


def _is_month(text: str) -> bool:
    return _MONTH.fullmatch(text) is not None


def _is_week(text: str) -> bool:
    week = _WEEK.fullmatch(text)
    return week is not None and bool(date.fromisocalendar(int(week[1]), int(week[2]), 1))


_READERS: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "datetime-local": _is_moment,
    "month": _is_month,
    "time": _is_time,
    "week": _is_week,
}
