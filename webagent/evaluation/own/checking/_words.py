"""Comparing texts as people read them: whole words, whatever their case and spacing."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from webagent.planning.plan import plain

_NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>[-−+]?)(?P<whole>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?P<rest>\.\d+)?"
)
_AFTER_CURRENCY = re.compile(r"(?<=[^\W\d_])(?=\d)")


def stands_in(part: str, text: str) -> bool:
    """Whether a text holds another as whole words and numbers.

    Case and white space do not count. `12` does not stand in `3128`, nor `5` in `5.50`. In scripts
    without spaces between words, any part stands in a text that holds it.
    """
    part, text = plain(part), plain(text)
    if not part:
        return False
    start = text.find(part)
    while start >= 0:
        end = start + len(part)
        if not _goes_on(text[:start][::-1], part) and not _goes_on(text[end:], part[::-1]):
            return True
        start = text.find(part, start + 1)
    return False


def same(one: str, other: str) -> bool:
    """Whether two texts are the same, but for case, spacing, quotes around and a full stop."""
    return _bare(one) == _bare(other)


def numbers_in(text: str) -> tuple[float, ...]:
    """Return the numbers in a text, written like 3.6, £1,850.00 or -4."""
    return tuple(
        float(
            ("-" if match["sign"] in ("-", "−") else "")
            + match["whole"].replace(",", "")
            + (match["rest"] or "")
        )
        for match in _NUMBER.finditer(_AFTER_CURRENCY.sub(" ", text))
    )


def _goes_on(outside: str, edge: str) -> bool:
    """Whether the word that `edge` begins with goes on outside; read away from the part."""
    if not outside or not _is_word(edge[0]):
        return False
    if _is_word(outside[0]):
        return True
    fraction = outside[0] in ".," and len(outside) > 1 and outside[1].isdigit()
    return fraction and edge[0].isdigit()


def _is_word(character: str) -> bool:
    return character.isalnum() and east_asian_width(character) not in ("W", "F")


def _bare(text: str) -> str:
    bare = plain(text).removesuffix(".").strip()
    for first, last in ('""', "''", "“”", "‘’", "«»", "``"):
        if len(bare) > 1 and bare[0] == first and bare[-1] == last:
            bare = bare[1:-1].strip()
            break
    return bare.removesuffix(".").strip()
