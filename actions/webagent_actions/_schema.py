"""The action space for models that answer in JSON: a schema of the actions, and tools.

Both are made of the verbs' dataclasses and docstrings, as the text that weaker models read is.
Everything is required and nothing else allowed, as strict modes of endpoints demand; what may be
left out may be null.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .verbs import Action, Parameter

_FIELD: dict[str, Any] = {
    "type": "object",
    "properties": {"ref": {"type": "integer"}, "value": {"type": "string"}},
    "required": ["ref", "value"],
    "additionalProperties": False,
}
_TYPES: dict[object, Any] = {
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    str: {"type": "string"},
    bool | None: {"type": ["boolean", "null"]},
    str | None: {"type": ["string", "null"]},
}


def action_schema(verbs: Iterable[type[Action]]) -> dict[str, Any]:
    """Return the JSON Schema of one action: an object with the verb and its arguments.

    The verbs are not explained in it, since they are where they are listed.
    """
    named = ((verb, {"type": "string", "enum": [verb.verb]}) for verb in verbs)
    return {"anyOf": [_object(verb, {"verb": name}) for verb, name in named]}


def tools(verbs: Iterable[type[Action]]) -> list[dict[str, Any]]:
    """Return the actions as tools, one a verb, as chat-completions endpoints take them.

    Source: OpenAI API reference, "Create chat completion", `tools`.
    """
    return [
        {
            "type": "function",
            "function": {
                "name": verb.verb,
                "description": f"{verb.explanation()} In text: {'; '.join(verb.examples)}",
                "strict": True,
                "parameters": _object(verb, {}),
            },
        }
        for verb in verbs
    ]


def _object(verb: type[Action], before: dict[str, Any]) -> dict[str, Any]:
    parameters = {parameter.name: _type(parameter) for parameter in verb.parameters()}
    properties = {**before, **parameters}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _type(parameter: Parameter) -> dict[str, Any]:
    kind = parameter.kind
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [member.value for member in kind]}
    return _TYPES.get(cast("object", kind)) or {"type": "array", "items": _FIELD}
