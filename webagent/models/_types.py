"""The values that pass between an agent and a model, and the protocol they meet at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ReplyMode: TypeAlias = Literal["schema", "tool", "text"]
"""How a reply was asked for: a JSON Schema response format, a forced tool call, or plain text."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class ReplySchema:
    """The JSON object asked for: `schema` is JSON Schema, `name` matches `[A-Za-z0-9_-]{1,64}`."""

    name: str
    description: str
    schema: Mapping[str, Any]
    in_text: str = ""
    """How to say the same in plain text, asked of an endpoint that takes no schema; where it is
    empty, the object is asked for in words."""


def object_schema(**properties: Any) -> dict[str, Any]:
    """Return the JSON Schema of an object that has all of these and nothing else.

    So much strict endpoints demand.
    """
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


@dataclass(frozen=True, slots=True)
class Usage:
    """Calls, tokens and US dollars spent; `cost_usd` is None where the price is unknown."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0

    def __add__(self, other: Usage) -> Usage:
        """Add two usages: an unknown cost stays unknown, unless its side made no call."""
        return Usage(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            _add_costs(self, other),
        )


def _add_costs(left: Usage, right: Usage) -> float | None:
    total = 0.0
    for usage in (left, right):
        if usage.cost_usd is not None:
            total += usage.cost_usd
        elif usage.calls:
            return None
    return total


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered.

    `text` holds at most 64 KiB of UTF-8; `data` is the JSON object found in it, or None.
    `truncated` says that the text ends early, here or at the endpoint's token limit.
    """

    text: str
    data: Mapping[str, Any] | None
    usage: Usage
    mode: ReplyMode
    truncated: bool


class Model(Protocol):
    """A conversation partner that may be asked for a JSON object."""

    @property
    def name(self) -> str:
        """The model's name at its endpoint."""
        ...

    async def complete(
        self, messages: Sequence[Message], schema: ReplySchema | None = None
    ) -> Reply:
        """Answer the conversation, as an object of `schema` where one is given.

        Raises ModelError when the endpoint cannot be used; never for what the model said.
        """
        ...
