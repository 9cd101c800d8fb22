"""Rate limits as other formats write them."""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING

from .._manifest import RateLimit
from ._claims import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._json import Json

_SECONDS = {
    "s": 1, "sec": 1, "second": 1, "seconds": 1,
    "m": 60, "min": 60, "minute": 60, "minutes": 60,
    "h": 3_600, "hr": 3_600, "hour": 3_600, "hours": 3_600,
    "d": 86_400, "day": 86_400, "days": 86_400,
}  # fmt: skip
_WRITTEN = re.compile(
    r"\s*(\d{1,9})\s*(?:req|reqs|requests?|actions?)?\s*(?:/|per|in|an?|every)\s*"
    r"(\d{1,9})?\s*([a-z]+)\s*",
    re.IGNORECASE,
)
_COUNTS = ("max requests", "requests", "limit", "max")
_WINDOWS = {"window seconds": 1.0, "window ms": 0.001, "per seconds": 1.0, "interval seconds": 1.0}


def read_rate(value: Json) -> RateLimit | None:
    """Read `60/min`, `{"requestsPerMinute": 60}` and `{"requests": 5, "windowMs": 60000}` alike.

    Several rates in one object come back as one that keeps within all; None if none can be read.
    """
    if isinstance(value, str):
        return _from_text(value)
    if not isinstance(value, dict):
        return None
    members = {phrase(key): member for key, member in value.items()}
    rates = [_from_pair(members), *(_from_name(name, each) for name, each in members.items())]
    return meet(rate for rate in rates if rate is not None)


def meet(rates: Iterable[RateLimit]) -> RateLimit | None:
    """Return one rate that keeps within all of some; they have both a count and a window."""
    return reduce(_both, rates, None)


def _both(one: RateLimit | None, other: RateLimit) -> RateLimit:
    if one is None:
        return other
    (short, few), (long, many) = sorted(
        (rate.window_seconds or 1, rate.max_requests or 1) for rate in (one, other)
    )
    # So many short windows cover the long one that a share in each keeps the long one's count.
    share = min(few, many // -(-long // short))
    if share >= 1:
        return RateLimit(max_requests=share, window_seconds=short)
    return RateLimit(max_requests=min(few, many), window_seconds=long)


def _from_text(text: str) -> RateLimit | None:
    match = _WRITTEN.fullmatch(text)
    unit = None if match is None else _SECONDS.get(match[3].lower())
    if match is None or unit is None:
        return None
    return _rate(int(match[1]), unit * int(match[2] or 1))


def _from_pair(members: dict[str, Json]) -> RateLimit | None:
    count = next((members[name] for name in _COUNTS if name in members), None)
    for name, factor in _WINDOWS.items():
        window = members.get(name)
        if isinstance(count, int) and isinstance(window, int | float):
            # Rounding the window up never allows more.
            return _rate(count, -int(-(window * factor) // 1))
    return None


def _from_name(name: str, value: Json) -> RateLimit | None:
    unit = _SECONDS.get(name.removeprefix("requests per ").removeprefix("max "))
    if not name.startswith("requests per ") or unit is None or isinstance(value, bool):
        return None
    return _rate(value, unit) if isinstance(value, int) else None


def _rate(count: int, seconds: int) -> RateLimit | None:
    if count < 1 or seconds < 1:
        return None
    return RateLimit(max_requests=count, window_seconds=seconds)
