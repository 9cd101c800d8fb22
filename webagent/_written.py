"""Every way in which a value may stand in a text: as it is, escaped, or encoded."""

from __future__ import annotations

import html
import json
import re
from base64 import b64encode
from itertools import groupby

_SHORTEST_ENCODED = 6
"""Shorter runs of base64 or hex digits stand in texts by chance."""
_FEWEST_DIGITS = 8
_SEPARATORS = " -./"


def written(value: str) -> str:
    """Return a regular expression of a value in every form it is known to be written in.

    These are: as it is, with its white space collapsed; the digits of a number in other groups;
    each character escaped for URL (also more than once), HTML, JSON or JavaScript; all of it in
    base64 (RFC 4648, both alphabets, at any offset in what else is encoded) or in hexadecimal.
    """
    runs = groupby(value.strip() or value, key=str.isspace)
    escaped = "".join(
        f"(?:{'|'.join(map(_character, dict.fromkeys([*run, ' '])))})+"
        if blank
        else "".join(map(_character, run))
        for blank, run in runs
    )
    return "|".join([escaped, *_grouped(value), *_encoded(value)])


def _grouped(value: str) -> list[str]:
    """Return a pattern of a number, such as of a card or an account, however it is grouped."""
    characters = [character for character in value if character not in _SEPARATORS]
    digits = sum(character in "0123456789" for character in characters)
    if digits < _FEWEST_DIGITS or not all(c.isascii() and c.isalnum() for c in characters):
        return []
    between = rf"(?:[\s{re.escape(_SEPARATORS)}]|%20|\+|&nbsp;)?"
    return [f"(?i:{between.join(characters)})"]


def _character(character: str) -> str:
    """Return a pattern of one character; encoders differ in what they spare and in hex digits."""
    forms = {
        character,
        html.escape(character),
        json.dumps(character)[1:-1],
        json.dumps(character, ensure_ascii=False)[1:-1],
        *({"+", "&nbsp;", "\u00a0"} if character == " " else ()),
        *({"\\/"} if character == "/" else ()),
        *({"\\'", "&apos;"} if character == "'" else ()),
    }
    # Longest first: an escape begins with a character that may itself be part of the value.
    literal = [re.escape(form) for form in sorted(forms, key=len, reverse=True)]
    # A percent sign that was escaped again is %25.
    octets = character.encode(errors="surrogatepass")
    percent = "".join(f"%(?:25)*{_hex(octet)}" for octet in octets)
    number = ord(character)
    numeric = [f"&\\#0*{number};", f"&\\#[xX]0*(?i:{number:x});"]
    if number <= 0xFFFF:
        numeric.append(rf"\\u(?i:{number:04x})")
    if number <= 0xFF:
        numeric.append(rf"\\x{_hex(number)}")
    return f"(?:{'|'.join([percent, *numeric, *literal])})"


def _hex(octet: int) -> str:
    return f"(?i:{octet:02x})"


def _encoded(value: str) -> list[str]:
    """Return patterns of a value that was encoded as a whole, or as a part of something longer."""
    octets = [value.encode(errors="surrogatepass")]
    # What JavaScript's btoa() takes are characters up to U+00FF, an octet each.
    octets += [value.encode("latin-1")] if not value.isascii() and _is_latin_1(value) else []
    patterns: list[str] = []
    for each in octets:
        patterns += filter(None, (_base64(each, offset) for offset in range(3)))
        if 2 * len(each) >= _SHORTEST_ENCODED:
            patterns.append(f"(?i:{each.hex()})")
    return patterns


def _is_latin_1(value: str) -> bool:
    return all(ord(character) <= 0xFF for character in value)


def _base64(octets: bytes, offset: int) -> str | None:
    """Return a pattern of octets in base64, where `offset` others stand before them.

    Digits at the edges, which hold bits of the neighbours too, are taken along.
    """
    first = (8 * offset + 5) // 6
    last = 8 * (offset + len(octets)) // 6
    digits = b64encode(bytes(offset) + octets).decode()[first:last]
    whole = 8 * (offset + len(octets)) % 6 == 0
    if len(digits) < _SHORTEST_ENCODED:
        return None
    either = "".join({"+": "[+-]", "/": "[/_]"}.get(digit, digit) for digit in digits)
    edge = "[A-Za-z0-9+/_-]"
    before = edge if offset else ""
    after = "" if whole else f"{edge}?={{0,2}}"
    return f"{before}{either}{after}"
