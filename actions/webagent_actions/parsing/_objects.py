"""JSON to actions: objects with the verb in them, tool calls, and what wraps them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from .._errors import ParseError
from ..verbs import VERBS
from ._build import build
from ._grammar import why_none, written_in
from ._turn import in_order, no_action, verb_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..verbs import Action

_VERB_KEYS = ("verb", "name", "action", "tool")
_ARGUMENT_KEYS = ("arguments", "args", "parameters", "input")
_WRAPPERS = ("actions", "action", "tool_calls", "function", "tool_call")
_DEPTH = 6


def parse_object(value: object) -> tuple[Action, ...]:
    """Return the actions that a JSON value names: notes first, then at most one other action.

    Takes `{"verb": "click", "ref": 7}`, `{"name": "click", "arguments": {"ref": 7}}`,
    `{"click": {"ref": 7}}`, lists of them, text of the grammar, and any of these as the `action`
    or the `actions` of an object.

    Raises:
        ParseError: as `parse` does.
    """
    return in_order(_actions(value, _DEPTH))


def from_call(name: str, arguments: Mapping[str, object] | str) -> Action:
    """Return the action that a tool call is; `arguments` may be the JSON text of an object.

    Raises:
        ParseError: `unknown_verb`, `bad_argument` or `bad_arity`, with a hint.
    """
    verb = verb_of(name)
    given: object = arguments
    if isinstance(given, str):
        try:
            given = json.loads(given or "{}")
        except (ValueError, RecursionError):
            given = None
    if not isinstance(given, dict):
        raise ParseError("bad_argument", f"The arguments of {verb.verb} must be a JSON object.")
    return build(verb, cast("dict[str, object]", given))


def names_an_action(value: object) -> bool:
    """Whether a JSON value looks as if it meant an action."""
    if isinstance(value, list):
        return any(names_an_action(each) for each in cast("list[object]", value))
    if isinstance(value, str):
        return value.partition(" ")[0].lower() in VERBS
    if not isinstance(value, dict):
        return False
    keys = cast("dict[str, object]", value).keys()
    return bool(keys & {*_VERB_KEYS, *_WRAPPERS}) or (len(keys) == 1 and bool(keys & VERBS.keys()))


def _actions(value: object, depth: int) -> Iterator[Action]:
    """Yield what a value names; deeper than any reply would nest it, nothing."""
    if depth == 0:
        return
    if isinstance(value, str):
        found = written_in(value)
        if not found:
            raise why_none(value)
        yield from found
    elif isinstance(value, list):
        for each in cast("list[object]", value):
            yield from _actions(each, depth - 1)
    elif isinstance(value, dict):
        yield from _named(cast("dict[str, object]", value), depth)


def _named(value: dict[str, object], depth: int) -> Iterator[Action]:
    for key in _VERB_KEYS:
        name = value.get(key)
        if isinstance(name, str) and (name.strip().lower() in VERBS or _is_a_word(name)):
            yield _call(name, {k: v for k, v in value.items() if k != key})
            return
    for key in _WRAPPERS:
        if value.get(key):
            yield from _actions(value[key], depth - 1)
            return
    if len(value) == 1:
        ((name, arguments),) = value.items()
        if name in VERBS:
            yield _keyed(name, arguments)
            return
    raise no_action()


def _is_a_word(name: str) -> bool:
    return name.strip().replace("_", "").isalnum()


def _call(name: str, rest: dict[str, object]) -> Action:
    for key in _ARGUMENT_KEYS:
        given = rest.get(key)
        if isinstance(given, (dict, str)):
            return from_call(name, cast("dict[str, object] | str", given))
    return from_call(name, rest)


def _keyed(name: str, given: object) -> Action:
    """Return the action of `{"click": {"ref": 7}}` and of `{"click": 7}`."""
    if given is None or isinstance(given, dict):
        return from_call(name, cast("dict[str, object]", given or {}))
    names = [parameter.name for parameter in VERBS[name].parameters()]
    return from_call(name, {names[0] if names else "": given})
