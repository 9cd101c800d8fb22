"""The arguments of a statement, each to its parameter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..verbs import FillForm, flag_of, text_length
from ._build import build
from ._statements import Heredoc, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..verbs import Action, Parameter

_FLAG = re.compile(r"\]\s*\[([^\[\]]{1,9})\]\s*$")
_FIELD = re.compile(r"(?:\A|\]\s*,?\s*)\[\s*(?:ref\s*=?\s*)?(\d+)\s*: ?")
_QUOTES = "\"'"


def action_of(statement: Statement) -> Action:
    """Return the action that a statement is.

    Raises:
        ParseError: `bad_argument` or `bad_arity`.
    """
    verb, arguments = statement.verb, statement.arguments
    if isinstance(arguments, str):
        written = _unwrapped(arguments)
        given = _fields(written) if verb is FillForm else _in_turn(verb.parameters(), written)
        return build(verb, dict(given))
    if isinstance(arguments, Heredoc):
        return build(verb, dict(_around(verb.parameters(), arguments)))
    return build(verb, arguments)


def _in_turn(parameters: tuple[Parameter, ...], rest: str) -> Iterator[tuple[str, str]]:
    for number, parameter in enumerate(parameters, 1):
        if not rest:
            return
        following = parameters[number] if number < len(parameters) else None
        if not parameter.is_text:
            value, rest = _first(rest)
        elif following is None:
            value, rest = _whole(rest), ""
        elif following.is_text:
            value, rest = _text_before_text(rest)
        else:
            value, rest = _text_before_flag(rest)
        yield parameter.name, value


def _around(parameters: tuple[Parameter, ...], written: Heredoc) -> Iterator[tuple[str, str]]:
    """Yield the text of a heredoc, and what stands before and after it."""
    rest, told = _unwrapped(written.before), False
    for parameter in parameters:
        if parameter.is_text and not told:
            yield parameter.name, written.text
            rest, told = written.after, True
        elif parameter.is_text and rest:
            yield parameter.name, _whole(rest)
        elif rest:
            value, rest = _first(rest)
            yield parameter.name, value


def _fields(rest: str) -> Iterator[tuple[str, object]]:
    """Yield the fields of a form, a bracket each, in which anything may stand."""
    starts = list(_FIELD.finditer(rest))
    if not starts:
        # What is wrong with it is told where it is converted.
        yield from [("fields", rest)] if rest else []
        return
    end = rest.rindex("]") if "]" in rest[starts[-1].end() :] else len(rest)
    ends = [*(following.start() for following in starts[1:]), end]
    yield (
        "fields",
        [
            {"ref": start[1], "value": _unquoted(rest[start.end() : end])}
            for start, end in zip(starts, ends, strict=True)
        ],
    )


def _unquoted(text: str) -> str:
    bare = text.strip()
    return bare[1:-1] if len(bare) > 1 and bare[0] == bare[-1] == '"' else text


def _unwrapped(arguments: str) -> str:
    """Rewrite `(12)` and a bare `12` as `[12]`."""
    if arguments.startswith("(") and arguments.endswith(")"):
        return f"[{arguments[1:-1]}]"
    return re.sub(r"^(\d+)\b", r"[\1]", arguments)


def _first(rest: str) -> tuple[str, str]:
    """Split off one argument in brackets, or one word."""
    if rest.startswith("["):
        inside, closed, after = rest[1:].partition("]")
        return (inside, after.strip()) if closed else (rest, "")
    word, _, after = rest.partition(" ")
    return word, after.strip()


def _whole(rest: str) -> str:
    """Return a last text argument: everything between the first bracket and the last."""
    if rest.startswith("["):
        return rest[1 : rest.rindex("]")] if "]" in rest else rest[1:]
    return rest.strip(_QUOTES)


def _text_before_text(rest: str) -> tuple[str, str]:
    """Split `[some text] [another]` where the brackets of the first are closed, if they are."""
    length = text_length(rest)
    following = rest[length:].strip()
    if length and following.startswith("["):
        return _whole(rest[:length]), following
    return _whole(rest), ""


def _text_before_flag(rest: str) -> tuple[str, str]:
    """Split `[some text] [on]` into its text and its flag; without a flag all of it is text."""
    match = _FLAG.search(rest)
    if match and flag_of(match[1]) is not None:
        return _whole(rest[: match.start() + 1]), f"[{match[1]}]"
    return _whole(rest), ""
