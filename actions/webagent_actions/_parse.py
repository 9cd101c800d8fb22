"""Text of a model to actions. Total: any text gives actions, or an error that says what to do."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ._errors import ParseError
from .verbs import VERBS, Action, Note

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH_LIMIT = 64 * 1024

_PREFIX = re.compile(r"^[\s>*`\-]*(?:\d+[.)]\s*)?(?:action[*`]*\s*:[\s*]*)?`*", re.IGNORECASE)
_VERB = re.compile(r"([a-z_]+)(?=[\s\[(]|$)", re.IGNORECASE)
_CALL = re.compile(r"([a-z_]+)\s*[\[(]", re.IGNORECASE)
_BOOLEANS = {
    "on": True, "1": True, "true": True, "yes": True, "accept": True, "enter": True,
    "enter=1": True, "enter=on": True, "off": False, "0": False, "false": False, "no": False,
    "dismiss": False, "enter=0": False, "enter=off": False, "no enter": False,
}  # fmt: skip


def parse(text: str) -> tuple[Action, ...]:
    """Return the actions a model wrote: any number of notes, then at most one other action.

    Accepts code fences, list markers, an `Action:` prefix, any case of the verb, and brackets or
    line breaks inside the last text argument.

    Raises:
        ParseError: `no_action`, `unknown_verb`, `bad_argument` or `too_many`, with a hint.
    """
    if len(text) > LENGTH_LIMIT:
        raise ParseError("no_action", f"The reply is longer than {LENGTH_LIMIT // 1024} KiB.")
    actions = tuple(map(_action, _statements(text)))
    if not actions:
        raise _nothing_found(text)
    if sum(not isinstance(action, Note) for action in actions) > 1:
        raise ParseError(
            "too_many", "Write one action a turn; only notes may come before it, one a line."
        )
    return tuple(sorted(actions, key=lambda action: not isinstance(action, Note)))


class _Statement:
    """A verb and the lines of its arguments so far."""

    def __init__(self, verb: type[Action], arguments: str) -> None:
        self.verb = verb
        self._bracketed = arguments.startswith("[") and bool(verb.parameters())
        self._lines: list[str] = []
        self._depth = 0
        self._ended = False
        self.add(arguments)

    def add(self, line: str) -> None:
        self._lines.append(line)
        self._depth += line.count("[") - line.count("]")
        if line.strip():
            self._ended = line.rstrip("` \t").endswith("]")

    @property
    def arguments(self) -> str:
        return "\n".join(self._lines).strip("` \t\n")

    @property
    def unclosed(self) -> bool:
        """Whether the next line belongs to it in any case."""
        return self._bracketed and not self._ended

    @property
    def unbalanced(self) -> bool:
        """Whether the next line belongs to it unless that begins a statement of its own."""
        return self._bracketed and self._depth > 0


def _statements(text: str) -> Iterator[_Statement]:
    """Yield each verb at the start of a line, with its arguments up to their closing bracket."""
    current: _Statement | None = None
    for line in re.split(r"\r\n|\r|\n", text):
        if current is not None and current.unclosed:
            current.add(line)
            continue
        following = _beginning(line)
        if following is not None:
            if current is not None:
                yield current
            current = following
        elif current is not None and current.unbalanced:
            current.add(line)
    if current is not None:
        yield current


def _beginning(line: str) -> _Statement | None:
    stripped = _without_prefix(line)
    match = _VERB.match(stripped)
    verb = VERBS.get(match[1].lower()) if match else None
    if match is None or verb is None:
        return None
    arguments = stripped[match.end() :].strip("` \t")
    return _Statement(verb, arguments) if _looks_like_arguments(verb, arguments) else None


def _without_prefix(line: str) -> str:
    match = _PREFIX.match(line)
    return line[match.end() :] if match else line


def _looks_like_arguments(verb: type[Action], arguments: str) -> bool:
    """Tell `stop [done]` from a sentence that begins with the word "stop"."""
    if not verb.parameters():
        return arguments in {"", "[]", "()"}
    return arguments == "" or arguments[0] in "[(" or bool(re.match(r"\d+\b", arguments))


def _action(statement: _Statement) -> Action:
    verb = statement.verb
    parameters = verb.parameters()
    values: dict[str, object] = {}
    rest = _unwrapped(statement.arguments)
    remaining = list(parameters)
    for name in parameters:
        remaining.remove(name)
        if not rest:
            break
        if not _is_text(parameters[name]):
            value, rest = _first(rest)
        elif remaining:
            value, rest = _text_before_flag(rest)
        else:
            value, rest = _whole(rest), ""
        values[name] = _converted(verb, name, parameters[name], value)
    try:
        return verb(**values)
    except TypeError:
        raise ParseError("bad_argument", f"Write it as: {verb.documentation()}") from None


def _unwrapped(arguments: str) -> str:
    """Rewrite `(12)` and a bare `12` as `[12]`."""
    if arguments.startswith("(") and arguments.endswith(")"):
        return f"[{arguments[1:-1]}]"
    return re.sub(r"^(\d+)\b", r"[\1]", arguments)


def _first(rest: str) -> tuple[str, str]:
    match = re.match(r"\[([^\]]*)\]\s*", rest)
    return (match[1], rest[match.end() :]) if match else (rest, "")


def _whole(rest: str) -> str:
    """Return a last text argument: everything between the first bracket and the last."""
    if rest.startswith("["):
        return rest[1 : rest.rindex("]")] if "]" in rest else rest[1:]
    return rest.strip("\"'")


def _is_text(kind: object) -> bool:
    return kind is str or kind == str | None


def _text_before_flag(rest: str) -> tuple[str, str]:
    """Split `[some text] [on]` into its text and its flag; without a flag all of it is text."""
    match = re.search(r"\]\s*\[([^\[\]]{1,9})\]\s*$", rest)
    if match and match[1].strip().lower() in _BOOLEANS:
        return _whole(rest[: match.start() + 1]), f"[{match[1]}]"
    return _whole(rest), ""


def _converted(verb: type[Action], name: str, kind: object, value: str) -> object:
    if kind is int:
        digits = re.fullmatch(r"\s*(?:ref\s*=?\s*)?(\d{1,9})\s*", value)
        if not digits:
            raise ParseError(
                "bad_argument",
                f"{name} must be a number, not “{value[:80]}”. Write it as: {verb.signature()}",
            )
        return int(digits[1])
    if kind is bool or kind == bool | None:
        flag = _BOOLEANS.get(value.strip().lower())
        if flag is None:
            raise ParseError(
                "bad_argument",
                f"{name} must be on or off, not “{value[:80]}”. Write it as: {verb.signature()}",
            )
        return flag
    return value


def _nothing_found(text: str) -> ParseError:
    # The unknown verb is told only where one stands before a bracket: the rest is prose.
    words = (_CALL.match(_without_prefix(line)) for line in text.splitlines())
    word = next((match[1] for match in words if match), None)
    if word is not None:
        near = get_close_matches(word.lower(), VERBS, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        return ParseError(
            "unknown_verb",
            f"There is no action “{word[:40]}”.{hint} The actions are: {', '.join(VERBS)}.",
        )
    return ParseError(
        "no_action", "Write one action on a line of its own, such as: click [7] or stop [answer]."
    )
