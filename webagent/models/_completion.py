"""Read a chat completion from any server, however loosely it follows the API."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from webagent.models._loose import count, first, items, loads, mapping
from webagent.models._text import well_formed

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Completion:
    """The parts of a chat completion that matter here; token counts are None where missing."""

    text: str
    out_of_tokens: bool
    input_tokens: int | None
    output_tokens: int | None
    cached_tokens: int
    told: Mapping[str, Any]
    """All of it, as it came."""


def read_completion(body: str) -> Completion | None:
    """Return the completion in a response body, None when the body is not one.

    The text is the forced tool call's arguments, else the content, else the refusal.
    Source: OpenAI API reference, "The chat completion object".
    """
    root = mapping(loads(body))
    choices = root.get("choices")
    if not isinstance(choices, list):
        return None
    choice = mapping(first(choices))
    usage = mapping(root.get("usage"))
    return Completion(
        text=well_formed(_text(mapping(choice.get("message")))),
        out_of_tokens=choice.get("finish_reason") == "length",
        input_tokens=count(usage.get("prompt_tokens")),
        output_tokens=count(usage.get("completion_tokens")),
        cached_tokens=count(mapping(usage.get("prompt_tokens_details")).get("cached_tokens")) or 0,
        told=root,
    )


def read_model_names(body: str) -> list[str]:
    """Return the ids in a model list, none of them when the body is not one."""
    names = (mapping(item).get("id") for item in items(mapping(loads(body)).get("data")))
    return [name for name in names if isinstance(name, str)]


def read_problem(body: str) -> str | None:
    """Return the error message that gateways put into a response of status 200, else None."""
    error = mapping(loads(body)).get("error")
    message = mapping(error).get("message", error)
    return message if isinstance(message, str) else None


def _text(message: Mapping[str, Any]) -> str:
    function = mapping(mapping(first(message.get("tool_calls"))).get("function"))
    arguments = function.get("arguments")
    if isinstance(arguments, dict):
        return json.dumps(arguments, ensure_ascii=False)
    if isinstance(arguments, str) and arguments:
        return arguments
    content = message.get("content")
    if isinstance(content, list):
        parts = [mapping(part).get("text") for part in items(content)]
        content = "".join(part for part in parts if isinstance(part, str))
    for text in (content, message.get("refusal")):
        if isinstance(text, str) and text:
            return text
    return ""
