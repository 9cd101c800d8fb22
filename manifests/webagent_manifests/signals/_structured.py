"""Structured field dictionaries.

Source: RFC 9651, section 4.2.2, with all its bare items: one member that is malformed makes the
whole field so, and what is unknown has to be told from what is broken.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY = re.compile(r"[a-z*][a-z0-9_.*-]*")
_NUMBER = re.compile(r"-?(?:[0-9]{1,12}\.[0-9]{1,3}|[0-9]{1,15})(?![0-9.])")
_DATE = re.compile(r"@(-?[0-9]{1,15})(?![0-9.])")
_STRING = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"')
_TOKEN = re.compile(r"[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*")
_BYTES = re.compile(r":([A-Za-z0-9+/=]*):")
_BOOLEAN = re.compile(r"\?([01])")
_DISPLAY = re.compile(r'%"((?:[\x20\x21\x23\x24\x26-\x7e]|%[0-9a-f]{2})*)"')
_ESCAPE = re.compile(r"\\(.)")


class Token(str):
    """A token, which is not the string of the same characters."""

    __slots__ = ()


BareItem: TypeAlias = "bool | int | float | str | bytes | Token"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a dictionary; an inner list is a tuple, whose items lose their parameters."""

    value: BareItem | tuple[BareItem, ...]
    parameters: Mapping[str, BareItem]


def parse_dictionary(text: str) -> dict[str, Member]:
    """Read a field's value; of a key that occurs twice, the last counts.

    Raises ValueError for what is not a dictionary.
    """
    reader = _Reader(text)
    reader.skip(" ")
    members: dict[str, Member] = {}
    while not reader.at_end:
        key = reader.match(_KEY)[0]
        value = reader.value() if reader.take("=") else True
        members[key] = Member(value, reader.parameters())
        reader.skip(" \t")
        if reader.at_end:
            break
        reader.expect(",")
        reader.skip(" \t")
        if reader.at_end:
            raise ValueError("The field ends with a comma.")
    return members


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text.rstrip(" ")
        self._position = 0

    @property
    def at_end(self) -> bool:
        return self._position >= len(self._text)

    def skip(self, characters: str) -> None:
        while not self.at_end and self._text[self._position] in characters:
            self._position += 1

    def take(self, character: str) -> bool:
        taken = self._text.startswith(character, self._position)
        self._position += taken
        return taken

    def expect(self, character: str) -> None:
        if not self.take(character):
            raise ValueError(f"“{character}” is missing at character {self._position}.")

    def match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self._text, self._position)
        if found is None:
            raise ValueError(f"The field is malformed at character {self._position}.")
        self._position = found.end()
        return found

    def value(self) -> BareItem | tuple[BareItem, ...]:
        return self._inner_list() if self.take("(") else self._bare_item()

    def parameters(self) -> dict[str, BareItem]:
        found: dict[str, BareItem] = {}
        while self.take(";"):
            self.skip(" ")
            key = self.match(_KEY)[0]
            found[key] = self._bare_item() if self.take("=") else True
        return found

    def _inner_list(self) -> tuple[BareItem, ...]:
        items: list[BareItem] = []
        while True:
            self.skip(" ")
            if self.take(")"):
                return tuple(items)
            items.append(self._bare_item())
            self.parameters()
            if not self._text.startswith((" ", ")"), self._position):
                raise ValueError(f"The list is malformed at character {self._position}.")

    def _bare_item(self) -> BareItem:
        start = self._text[self._position : self._position + 1]
        if start == '"':
            return _ESCAPE.sub(r"\1", self.match(_STRING)[1])
        if start == "?":
            return self.match(_BOOLEAN)[1] == "1"
        if start == "@":
            return int(self.match(_DATE)[1])
        if start == ":":
            try:
                return base64.b64decode(self.match(_BYTES)[1], validate=True)
            except binascii.Error as error:
                raise ValueError("A byte sequence is not base64.") from error
        if start == "%":
            return unquote_to_bytes(self.match(_DISPLAY)[1]).decode("utf-8")
        if start == "-" or start.isdecimal():
            number = self.match(_NUMBER)[0]
            return float(number) if "." in number else int(number)
        return Token(self.match(_TOKEN)[0])
