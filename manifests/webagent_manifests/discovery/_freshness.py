"""How long an answer may be used without asking again.

Source: RFC 9111, sections 4.2 (freshness), 4.2.3 (age) and 4.2.4 (stale answers), read as a private
cache; RFC 5861, section 4 (stale-if-error).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORTEST = timedelta(seconds=60)
"""A page asks its site's policy before every action: nobody is asked more often than this."""
LONGEST = timedelta(hours=24)
DEFAULT = timedelta(hours=1)
STALE = timedelta(hours=24)
"""How long beyond its time a copy may stand in for a server that fails."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})
# RFC 9110, section 15.1: what may be kept although the server says nothing of time.
_KEPT_BY_DEFAULT = frozenset({200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501})
_MOST_SECONDS = 1 << 31
_DIRECTIVE = re.compile(
    r'([!#$%&\'*+.^_`|~0-9A-Za-z-]+)(?:[ \t]*=[ \t]*("(?:[^"\\]|\\.)*"|[^\s,"]*))?'
)
_SECONDS = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Lifetime:
    """What may be done with one answer, and until when.

    `storable` is false where the site forbids to keep it. With `revalidate`, the site is asked
    before every use. `fresh_until` and `stale_until` are absolute; the second is the moment up to
    which the answer may stand in for a server that fails.
    """

    storable: bool
    revalidate: bool
    kept_at: datetime
    fresh_until: datetime
    stale_until: datetime

    def fresh_at(self, now: datetime) -> bool:
        """Whether it may be used without asking.

        An answer from the future was kept under a wrong clock, and how old it is nobody knows.
        """
        return not self.revalidate and self.kept_at <= now < self.fresh_until

    def stands_in_at(self, now: datetime) -> bool:
        """Whether it may be used because asking has failed."""
        return self.kept_at <= now < self.stale_until


def lifetime(
    status: int, headers: Mapping[str, str], *, asked: datetime, answered: datetime
) -> Lifetime:
    """Return what may be done with an answer, from its status, its headers and when it came.

    Header names are lower-case. What the site says is kept within 60 seconds and 24 hours from
    `answered`; where it says nothing, it is an hour.
    """
    directives = _directives(headers.get("cache-control", ""))
    left = _lifetime(status, headers, directives, answered) - _age(headers, asked, answered)
    fresh_until = answered + min(max(left, SHORTEST), LONGEST)
    revalidate = "no-cache" in directives or headers.get("vary", "").strip() == "*"
    return Lifetime(
        storable="no-store" not in directives,
        revalidate=revalidate,
        kept_at=answered,
        fresh_until=fresh_until,
        stale_until=answered if revalidate else fresh_until + _grace(status, directives),
    )


def _directives(header: str) -> dict[str, str | None]:
    """Return Cache-Control by name; a directive with two values becomes one that is no number."""
    found: dict[str, str | None] = {}
    for match in _DIRECTIVE.finditer(header):
        name = match[1].lower()
        value = None if match[2] is None else match[2].strip('"')
        if name in found and found[name] != value:
            value = ""
        found[name] = value
    return found


def _lifetime(
    status: int,
    headers: Mapping[str, str],
    directives: Mapping[str, str | None],
    answered: datetime,
) -> timedelta:
    """RFC 9111, section 4.2.1; wrong information counts as being stale, as it recommends."""
    if "max-age" in directives:
        return _seconds(directives["max-age"]) or timedelta()
    if "expires" in headers:
        expires = _date(headers["expires"])
        return timedelta() if expires is None else expires - _sent(headers, answered)
    return DEFAULT if status in _KEPT_BY_DEFAULT else timedelta()


def _age(headers: Mapping[str, str], asked: datetime, answered: datetime) -> timedelta:
    """RFC 9111, section 4.2.3: how old the answer was already when it came."""
    apparent = max(answered - _sent(headers, answered), timedelta())
    on_the_way = max(answered - asked, timedelta())
    told = _seconds(headers.get("age")) or timedelta()
    return max(apparent, told + on_the_way)


def _grace(status: int, directives: Mapping[str, str | None]) -> timedelta:
    if "must-revalidate" in directives or not (status == 200 or status in REDIRECTS):
        return timedelta()
    if "stale-if-error" in directives:
        return min(_seconds(directives["stale-if-error"]) or timedelta(), STALE)
    return STALE


def _sent(headers: Mapping[str, str], answered: datetime) -> datetime:
    return _date(headers.get("date", "")) or answered


def _seconds(text: str | None) -> timedelta | None:
    if text is None or _SECONDS.fullmatch(text.strip()) is None:
        return None
    return timedelta(seconds=min(int(text), _MOST_SECONDS))


def _date(text: str) -> datetime | None:
    """Read an HTTP date (RFC 9110, section 5.6.7), the obsolete forms included."""
    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
