"""On which line of a TOML text a key stands; the reader of the standard library does not tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._problem import Location

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEYS = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_TABLES = re.compile(rf"\s*\[\[\s*({_KEYS})\s*\]\]")
_TABLE = re.compile(rf"\s*\[\s*({_KEYS})\s*\]")
_PAIR = re.compile(rf"\s*({_KEYS})\s*=")


def toml_lines(text: str) -> dict[Location, int]:
    """Return the lines of headers, and of keys that begin a line, counted from 1.

    The text is TOML. What is inside an inline table has no line of its own.
    """
    lines: dict[Location, int] = {}
    counts: dict[Location, int] = {}
    table: Location = ()
    closing = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if closing:
            closing = "" if closing in line else closing
            continue
        if match := _TABLES.match(line):
            listed = _placed(match[1], counts)
            counts[listed] = counts.get(listed, -1) + 1
            table = (*listed, counts[listed])
            lines.setdefault(listed, number)
            lines[table] = number
        elif match := _TABLE.match(line):
            table = _placed(match[1], counts)
            lines.setdefault(table, number)
        elif match := _PAIR.match(line):
            lines.setdefault((*table, *_keys(match[1])), number)
        closing = next((mark for mark in ('"""', "'''") if line.count(mark) % 2), "")
    return lines


def _placed(header: str, counts: dict[Location, int]) -> Location:
    """Return the location of a header: below a list of tables it is that of the last of them."""
    keys = _keys(header)
    location: Location = ()
    for key in keys[:-1]:
        location = (*location, key)
        if location in counts:
            location = (*location, counts[location])
    return (*location, keys[-1])


def _keys(dotted: str) -> Location:
    return tuple(key.strip("\"'") for key in re.findall(_KEY, dotted))
