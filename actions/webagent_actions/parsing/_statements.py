"""Where in a text its actions begin and end."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ..verbs import VERBS, Action, FillForm, flag_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PREFIX = re.compile(r"^[\s>*`\-]*(?:\d+[.)]\s*)?(?:action[*`]*\s*:[\s*]*)?`*", re.IGNORECASE)
_VERB = re.compile(r"([a-z_]+)(?=[\s\[({]|$)", re.IGNORECASE)
CALL = re.compile(r"([a-z_]+)\s*[\[({]", re.IGNORECASE)
"""What looks like an action, whether there is such a verb or not."""
_AROUND = "` \t"
_HEREDOC = re.compile(r"(?:\d{1,9}[ \t]+)?(?:\[[^\]\n]*\][ \t]*)*\[?<<")
_HEREDOC_END = re.compile(r">>\]?[ \t]*(?P<flag>\[[^\[\]\n]{1,9}\])?[ \t`*]*$", re.MULTILINE)
_FIELD = re.compile(r"\s*,?\s*\[\s*(?:ref\s*=?\s*)?\d+\s*:")
_NUMBER = re.compile(r"\d+\b")
_BARE = {
    "key": re.compile(r"(?:[A-Z]\w*\+)*(?:[A-Z]\w*|\S)"),
    "url": re.compile(r"https?://\S+", re.IGNORECASE),
}
"""What needs no brackets, by the name of the argument: one word that is no prose."""


@dataclass(frozen=True, slots=True)
class Heredoc:
    """Arguments of which the last text stands between `<<` and `>>`, over any number of lines."""

    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A verb and its arguments: as they were written, or what the JSON after it says."""

    verb: type[Action]
    arguments: str | Heredoc | Mapping[str, object]


class _Lines:
    """The lines of a statement so far."""

    def __init__(self, verb: type[Action], arguments: str) -> None:
        self._verb = verb
        self._bracketed = arguments.startswith("[") and bool(verb.parameters())
        self._lines: list[str] = []
        self._depth = 0
        self._ended = False
        self.add(arguments)

    def add(self, line: str) -> None:
        self._lines.append(line)
        self._depth += line.count("[") - line.count("]")
        if line.strip():
            self._ended = line.rstrip(_AROUND).endswith("]")

    @property
    def statement(self) -> Statement:
        return Statement(self._verb, "\n".join(self._lines).strip(_AROUND + "\n"))

    @property
    def unclosed(self) -> bool:
        """Whether the next line belongs to it in any case."""
        return self._bracketed and not self._ended

    def goes_on(self, line: str) -> bool:
        """Whether a line belongs to it that begins no statement of its own."""
        another_field = self._verb is FillForm and bool(_FIELD.match(line))
        return self._bracketed and (self._depth > 0 or another_field)


def statements(text: str) -> Iterator[Statement]:
    """Yield each verb at the start of a line, with its arguments up to where they end."""
    current: _Lines | None = None
    # Found once: a search from each beginning would take long where there are many.
    ends = list(_HEREDOC_END.finditer(text))
    position = 0
    while position <= len(text):
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)]
        following = end + 1 if end >= 0 else len(text) + 1
        if current is not None and current.unclosed:
            current.add(line)
        elif (beginning := _beginning(line)) is not None:
            if current is not None:
                yield current.statement
                current = None
            verb, arguments = beginning
            start = position + len(line) - len(arguments)
            closed = _object(verb, text, start) or _heredoc(verb, text, start, ends)
            if closed is not None:
                statement, after = closed
                yield statement
                end = text.find("\n", after)
                following = end + 1 if end >= 0 else len(text) + 1
            else:
                current = _Lines(verb, arguments)
        elif current is not None and current.goes_on(line):
            current.add(line)
        position = following
    if current is not None:
        yield current.statement


def _beginning(line: str) -> tuple[type[Action], str] | None:
    """Return the verb that a line begins with, and the rest of the line."""
    stripped = without_prefix(line)
    match = _VERB.match(stripped)
    verb = VERBS.get(match[1].lower()) if match else None
    if match is None or verb is None:
        return None
    arguments = stripped[match.end() :].lstrip(_AROUND)
    return (verb, arguments) if _looks_like_arguments(verb, arguments.rstrip(_AROUND)) else None


def without_prefix(line: str) -> str:
    """Return a line without list markers, fences and the word `Action:` before it."""
    match = _PREFIX.match(line)
    return line[match.end() :] if match else line


def _looks_like_arguments(verb: type[Action], arguments: str) -> bool:
    """Tell `stop [done]` from a sentence that begins with the word "stop"."""
    parameters = verb.parameters()
    if not parameters:
        return arguments in {"", "[]", "()", "{}"}
    if arguments == "" or arguments[0] in "[({" or arguments.startswith("<<"):
        return True
    first = parameters[0]
    if first.is_flag:
        return flag_of(arguments) is not None
    word = _BARE.get(first.name)
    return bool(word.fullmatch(arguments) if word else _NUMBER.match(arguments))


def _object(verb: type[Action], text: str, start: int) -> tuple[Statement, int] | None:
    """Return a statement whose argument is a JSON object, and where it ends."""
    fields = verb is FillForm and text.startswith("[{", start)
    if not (text.startswith("{", start) or fields):
        return None
    try:
        found, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    arguments = {"fields": found} if fields else cast("dict[str, object]", found)
    if verb is FillForm and "fields" not in arguments:
        arguments = {"fields": arguments}
    # A text may begin like an object: `stop {"total": 42}`.
    if arguments and not arguments.keys() & {parameter.name for parameter in verb.parameters()}:
        return None
    return Statement(verb, arguments), end


def _heredoc(
    verb: type[Action], text: str, start: int, ends: list[re.Match[str]]
) -> tuple[Statement, int] | None:
    """Return a statement with a heredoc, and where it ends: at the first line that ends in `>>`."""
    opening = _HEREDOC.match(text, start)
    if opening is None or not any(parameter.is_text for parameter in verb.parameters()):
        return None
    following = bisect_left(ends, opening.end(), key=lambda end: end.start())
    if following == len(ends):
        return None
    closing = ends[following]
    before = text[start : opening.end() - 2].strip().removesuffix("[").strip()
    content = text[opening.end() : closing.start()].removeprefix("\n").removesuffix("\n")
    return Statement(verb, Heredoc(before, content, closing["flag"] or "")), closing.end()
