"""Text as it has to be before it is sent, stored or shown."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot encode, by U+FFFD (Unicode 15, section 3.9)."""
    return _SURROGATE.sub("\ufffd", text)


def cut_utf8(text: str, limit: int) -> str:
    """Return the longest prefix of well-formed `text` that takes at most `limit` bytes of UTF-8."""
    # A character is at least one byte, so slicing first keeps a huge text from being encoded whole.
    return text[:limit].encode()[:limit].decode(errors="ignore")


def one_line(text: str, limit: int) -> str:
    """Collapse white space and cut to `limit` characters, for a quotation inside a sentence."""
    line = " ".join(well_formed(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
