"""The strings of the format that have a form of their own."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from .._time_window import TimeWindow

_DATE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_NEARLY = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?))?"
    r" ?(Z|z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?"
)
# Longer texts hold neither a date nor a window, and patterns take their time on them.
_LONGEST = 100
_WINDOW = re.compile(r"[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9] UTC")
# Hyphens, dashes and the minus sign; the format has the first of them alone.
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


def read_date_time(text: str) -> datetime | None:
    """Return an RFC 3339 date-time, section 5.6; None if the text is none."""
    if _DATE_TIME.fullmatch(text) is None:
        return None
    # A leap second is a time of day that datetime lacks.
    return _moment(text.upper().replace(":60", ":59"))


def to_date_time(text: str) -> str | None:
    """Return what was meant by a date in another common form, as RFC 3339 has it.

    Without a zone it is taken for UTC: nothing is decided by this date. None where day and month
    could be meant either way, or where nothing is recognised.
    """
    if len(text) > _LONGEST:
        return None
    stripped = text.strip()
    match = _NEARLY.fullmatch(stripped)
    if match is not None:
        day, time, zone = match[1], match[2] or "00:00:00", match[3] or "Z"
        zone = "Z" if zone in ("z", "UTC", "GMT") else zone
        moment = _moment(f"{day}T{time}{zone}")
    else:
        try:
            moment = parsedate_to_datetime(stripped)
        except (ValueError, TypeError, OverflowError):
            return None
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    written = moment.isoformat().replace("+00:00", "Z")
    return written if read_date_time(written) is not None else None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment


def is_time_window(text: str) -> bool:
    """Whether the schema's pattern accepts the text."""
    return _WINDOW.fullmatch(text) is not None


def can_open(window: str) -> bool:
    """Whether a window that fits the pattern is ever open."""
    return TimeWindow.parse(window) is not None


def has_dash(text: str) -> bool:
    """Whether a typographic dash stands in the text."""
    return _DASHES.search(text) is not None


def to_time_window(text: str) -> str | None:
    """Return the window with a plain hyphen and without space around it; None if that is none."""
    if len(text) > _LONGEST:
        return None
    mended = re.sub(r"\s*-\s*", "-", _DASHES.sub("-", text)).strip()
    return mended if is_time_window(mended) else None
