"""Text of a model to actions. Total: any text gives actions, or an error that says what to do."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ._action import VERBS, Action
from ._errors import ParseError

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH_LIMIT = 64 * 1024

_PREFIX = re.compile(r"^[\s>*`\-]*(?:\d+[.)]\s*)?(?:action\s*:\s*)?`*", re.IGNORECASE)
_VERB = re.compile(r"([a-z_]+)(?=[\s\[(]|$)", re.IGNORECASE)
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
    if sum(action.touches_page or action.verb == "stop" for action in actions) > 1:
        raise ParseError(
            "too_many", "Write one action a turn; only notes may come before it, one a line."
        )
    return actions


def _statements(text: str) -> Iterator[tuple[type[Action], str]]:
    """Yield each verb at the start of a line, with its arguments up to their closing bracket."""
    verb: type[Action] | None = None
    rest = ""
    for line in text.splitlines():
        if verb is not None and not _complete(verb, rest):
            rest += "\n" + line
            continue
        stripped = line[_PREFIX.match(line).end() :]  # type: ignore[union-attr]
        match = _VERB.match(stripped)
        if match is None or match[1].lower() not in VERBS:
            continue
        candidate = VERBS[match[1].lower()]
        arguments = stripped[match.end() :].strip().rstrip("`").strip()
        if not _looks_like_arguments(candidate, arguments):
            continue
        if verb is not None:
            yield verb, rest
        verb, rest = candidate, arguments
    if verb is not None:
        yield verb, rest


def _looks_like_arguments(verb: type[Action], arguments: str) -> bool:
    """Tell `stop [done]` from a sentence that begins with the word "stop"."""
    if not verb.parameters():
        return arguments in {"", "[]", "()"}
    return arguments == "" or arguments[0] in "[(" or bool(re.match(r"\d+\b", arguments))


def _complete(verb: type[Action], arguments: str) -> bool:
    return (
        not arguments.startswith("[") or arguments.rstrip().endswith("]") or not verb.parameters()
    )


def _action(statement: tuple[type[Action], str]) -> Action:
    verb, arguments = statement
    parameters = verb.parameters()
    values: dict[str, object] = {}
    rest = _unwrapped(arguments.strip())
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
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    match = re.match(r"([a-z_]+)\s*[\[(]", first, re.IGNORECASE)
    if match:
        near = get_close_matches(match[1].lower(), VERBS, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        return ParseError(
            "unknown_verb",
            f"There is no action “{match[1][:40]}”.{hint} The actions are: {', '.join(VERBS)}.",
        )
    return ParseError(
        "no_action", "Write one action on a line of its own, such as: click [7] or stop [answer]."
    )
