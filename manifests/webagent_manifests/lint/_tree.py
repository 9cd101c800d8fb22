"""JSON with positions: a scanner that goes on after a mistake, to find the next one too.

Source: RFC 8259. A text without a mistake yields the values that `json.loads` yields.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._json import MAX_DEPTH, child_path
from .._text import quote

if TYPE_CHECKING:
    from .._json import Json

_SPACE = re.compile(r"(?:[ \t\n\r]+|(?P<comment>//[^\n]*|/\*.*?\*/))?", re.DOTALL)
_OPEN_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')
_STRING = re.compile(_OPEN_STRING.pattern + '"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORD = re.compile(r"-?[A-Za-z_][A-Za-z0-9_]*")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_FOREIGN_WORDS: dict[str, bool | None] = {
    "True": True,
    "TRUE": True,
    "False": False,
    "FALSE": False,
    "None": None,
    "NULL": None,
    "Null": None,
}
_CONSTANTS = frozenset({"NaN", "Infinity", "-Infinity"})
_MOST_DIGITS = 40
# A text with more mistakes than this is not a manifest with mistakes.
_MOST_MISTAKES = 200


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value and where it stands: `text[start:end]`.

    `complete` is False where the text broke off inside the value, so that what is missing in it
    may have stood in the rest.
    """

    value: Json
    start: int
    end: int
    members: tuple[Member, ...] = ()
    elements: tuple[Node, ...] = ()
    complete: bool = True

    @property
    def is_object(self) -> bool:
        return isinstance(self.value, dict)

    @property
    def is_array(self) -> bool:
        return isinstance(self.value, tuple)

    def member(self, key: str) -> Member | None:
        """Return the first member of that name."""
        return next((member for member in self.members if member.key == key), None)

    def get(self, key: str) -> Node | None:
        """Return the value of the first member of that name."""
        member = self.member(key)
        return None if member is None else member.node


@dataclass(frozen=True, slots=True)
class Member:
    """A key of an object, where it starts, and its value."""

    key: str
    start: int
    node: Node


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with the text itself, at an offset."""

    code: str
    path: str
    offset: int
    message: str
    hint: str


def scan(text: str) -> tuple[Node | None, tuple[Mistake, ...]]:
    """Return the value of a JSON text, as far as it can be made out, and every mistake in it."""
    scanner = _Scanner(text)
    return scanner.document(), tuple(scanner.mistakes)


class _Scanner:
    """A descent of at most `MAX_DEPTH` levels; `_stopped` once the rest makes no sense."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._stopped = False
        self.mistakes: list[Mistake] = []

    def document(self) -> Node | None:
        node = self._value("$", 1)
        self._skip("$")
        if not self._stopped and self._at < len(self._text):
            self._wrong("$", "There is more text after the end of the document.", "Remove it.")
        return node

    def _skip(self, path: str) -> None:
        while (match := _SPACE.match(self._text, self._at)) is not None and match[0]:
            if match["comment"]:
                self._wrong(path, "JSON has no comments.", "Remove the comment.", go_on=True)
            self._at = match.end()

    def _peek(self, path: str) -> str:
        self._skip(path)
        return self._text[self._at : self._at + 1]

    def _wrong(self, path: str, message: str, hint: str, *, go_on: bool = False) -> None:
        self._note("not-json", path, self._at, f"Not JSON: {message}", hint)
        self._stopped = self._stopped or not go_on

    def _note(self, code: str, path: str, offset: int, message: str, hint: str) -> None:
        if len(self.mistakes) < _MOST_MISTAKES:
            self.mistakes.append(Mistake(code, path, offset, message, hint))
        else:
            self._stopped = True

    def _value(self, path: str, depth: int) -> Node | None:
        first = self._peek(path)
        start = self._at
        if first in ("{", "[") and depth > MAX_DEPTH:
            self._note(
                "too-deep",
                path,
                start,
                f"The manifest nests deeper than {MAX_DEPTH} levels.",
                "Flatten it; the format needs five levels.",
            )
            self._stopped = True
            return None
        if first == "{":
            return self._object(path, depth)
        if first == "[":
            return self._array(path, depth)
        if first == '"':
            value = self._string(path)
            return None if value is None else Node(value, start, self._at)
        if (match := _NUMBER.match(self._text, self._at)) is not None:
            self._at = match.end()
            return Node(self._number(match[0], path, start), start, self._at)
        return self._word(path)

    def _word(self, path: str) -> Node | None:
        start = self._at
        match = _WORD.match(self._text, start)
        if match is None:
            if start >= len(self._text):
                self._wrong(path, "The text ends where a value should be.", "Complete the file.")
            else:
                found = quote(self._text[start])
                self._wrong(path, f"{found} starts no value.", "Write a JSON value here.")
            return None
        word = match[0]
        self._at = match.end()
        if word in _WORDS:
            return Node(_WORDS[word], start, self._at)
        self._at = start
        if word in _FOREIGN_WORDS:
            fitting = json.dumps(_FOREIGN_WORDS[word])
            self._wrong(path, f"{word} is not a word of JSON.", f"Write {fitting}.", go_on=True)
        elif word in _CONSTANTS:
            self._wrong(path, f"{word} is not a JSON number.", "Write a number.", go_on=True)
        else:
            self._wrong(path, f"{quote(word)} is not a word of JSON.", "Put text in double quotes.")
        self._at = match.end()
        return Node(_FOREIGN_WORDS.get(word, 0), start, self._at)

    def _number(self, token: str, path: str, start: int) -> int | float:
        if any(mark in token for mark in ".eE"):
            value = float(token)
            return int(value) if value.is_integer() else value
        if len(token) > _MOST_DIGITS:
            self._note(
                "out-of-range",
                path,
                start,
                f"The integer has {len(token)} digits.",
                "Write a number of a few digits.",
            )
            return 1
        return int(token)

    def _string(self, path: str) -> str | None:
        start = self._at
        match = _STRING.match(self._text, start)
        if match is None:
            opened = _OPEN_STRING.match(self._text, start)
            self._at = start if opened is None else min(opened.end(), len(self._text) - 1)
            self._wrong(
                path,
                "The string has a line break, a control character or an unknown escape in it, or "
                "is not closed.",
                r"Close it with a double quote, and write \n for a line break and \\ for a "
                "backslash.",
            )
            return None
        self._at = match.end()
        token = match[0]
        value = str(json.loads(token)) if "\\" in token else token[1:-1]
        if _SURROGATE.search(value):
            self._note(
                "lone-surrogate",
                path,
                start,
                "The text has half of a surrogate pair.",
                "Write the whole character, without an escape.",
            )
        return value

    def _array(self, path: str, depth: int) -> Node:
        start = self._at
        self._at += 1
        elements: list[Node] = []
        closed = self._close(path, "]")
        while not closed and not self._stopped:
            element = self._value(child_path(path, len(elements)), depth + 1)
            if element is not None:
                elements.append(element)
            closed = not self._stopped and self._next(path, "]")
        value = tuple(element.value for element in elements)
        return Node(value, start, self._at, elements=tuple(elements), complete=closed)

    def _object(self, path: str, depth: int) -> Node:
        start = self._at
        self._at += 1
        members: dict[str, Member] = {}
        repeated: list[Member] = []
        closed = self._close(path, "}")
        while not closed and not self._stopped:
            member = self._member(path, depth)
            if member is not None:
                if member.key in members:
                    self._repeated(path, member, members[member.key])
                    repeated.append(member)
                else:
                    members[member.key] = member
            closed = not self._stopped and self._next(path, "}")
        value = {member.key: member.node.value for member in members.values()}
        written = sorted((*members.values(), *repeated), key=lambda member: member.start)
        return Node(value, start, self._at, members=tuple(written), complete=closed)

    def _member(self, path: str, depth: int) -> Member | None:
        if self._peek(path) != '"':
            end = self._at >= len(self._text)
            self._wrong(
                path,
                "The text ends inside an object." if end else "A key must be here.",
                "Complete the file." if end else "Write the key in double quotes.",
            )
            return None
        start = self._at
        key = self._string(path)
        if key is None:
            return None
        place = child_path(path, key)
        if self._peek(place) != ":":
            self._wrong(place, "A colon must follow the key.", "Write a colon and the value.")
            return None
        self._at += 1
        node = self._value(place, depth + 1)
        return None if node is None else Member(key, start, node)

    def _repeated(self, path: str, member: Member, first: Member) -> None:
        line = self._text.count("\n", 0, first.start) + 1
        self._note(
            "duplicate-key",
            child_path(path, member.key),
            member.start,
            f"The key {quote(member.key)} occurs twice in one object (first in line {line}), and "
            "readers differ in which one they take.",
            "Keep the one that is meant.",
        )

    def _close(self, path: str, bracket: str) -> bool:
        if self._peek(path) != bracket:
            return False
        self._at += 1
        return True

    def _next(self, path: str, bracket: str) -> bool:
        """Step over a comma, or the closing bracket; return whether it was the bracket."""
        if self._close(path, bracket):
            return True
        found = self._text[self._at : self._at + 1]
        kind = "object" if bracket == "}" else "array"
        if found == ",":
            comma = self._at
            self._at += 1
            if self._peek(path) == bracket:
                here, self._at = self._at, comma
                self._wrong(
                    path,
                    f"A comma stands before the end of the {kind}.",
                    "Remove the comma.",
                    go_on=True,
                )
                self._at = here + 1
                return True
        elif found == '"' or (found in ("{", "[") and bracket == "]"):
            self._wrong(path, "A comma is missing here.", "Write a comma.", go_on=True)
        elif not found:
            self._wrong(path, f"The text ends inside an {kind}.", "Complete the file.")
        else:
            self._wrong(
                path,
                f"A comma or {bracket} must be here, not {quote(found)}.",
                f"Write a comma or {bracket}.",
            )
        return False
