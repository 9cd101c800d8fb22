"""Whether a client's copy is still good (RFC 9110, section 13)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

_ENTITY_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


def http_date(when: datetime) -> str:
    """Return an aware time in the format of RFC 9110, section 5.6.7."""
    return format_datetime(when.astimezone(UTC), usegmt=True)


def is_unchanged(
    etag: str, modified: datetime, *, if_none_match: str | None, if_modified_since: str | None
) -> bool:
    """Whether a GET or HEAD is answered with 304.

    If-None-Match compares weakly and, where it is sent, If-Modified-Since is not looked at
    (sections 13.1.2 and 13.1.3). A date that can't be read counts as not sent.
    """
    if if_none_match is not None:
        if if_none_match.strip() == "*":
            return True
        return etag in _ENTITY_TAG.findall(if_none_match)
    if if_modified_since is None:
        return False
    try:
        since = parsedate_to_datetime(if_modified_since)
    except ValueError:
        return False
    if since.tzinfo is None:
        since = since.replace(tzinfo=UTC)
    return modified <= since
