"""The three ways to ask for an object, and which of them an endpoint honours."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from webagent.models._text import well_formed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent.models._types import Message, ReplyMode, ReplySchema

_RUNGS: Final[tuple[ReplyMode, ...]] = ("schema", "tool", "text")
_REFUSAL_STATUSES = frozenset({400, 404, 422, 501})
_UNSUPPORTED = r"unsupported|not support|not implement|no endpoints found"
_REFUSALS: Final[dict[ReplyMode, re.Pattern[str]]] = {
    "schema": re.compile(rf"response_?format|schema|structured|grammar|{_UNSUPPORTED}", re.I),
    "tool": re.compile(rf"tool|function|{_UNSUPPORTED}", re.I),
}
_STRUCTURE_PARAMETERS = ("response_format", "tool")
_MISSES_ALLOWED = 2


class Ladder:
    """Remembers, for one endpoint, the best mode that it accepts and honours.

    The mode only ever moves down: schema, then tool, then text.
    """

    def __init__(self) -> None:
        self.mode: ReplyMode = "schema"
        self._settled = False
        self._misses = 0

    def below(
        self, mode: ReplyMode, *, status: int, message: str, param: str | None
    ) -> ReplyMode | None:
        """Return the mode to try after this failure, None when it was not a refusal of `mode`.

        Until a mode has worked, any 400 counts: many servers do not say what they refused.
        """
        if mode == "text" or status not in _REFUSAL_STATUSES:
            return None
        if param is not None and not param.startswith(_STRUCTURE_PARAMETERS):
            return None
        unexplained = status == 400 and not self._settled
        if unexplained or _REFUSALS[mode].search(message):
            return _RUNGS[_RUNGS.index(mode) + 1]
        return None

    def settle(self, mode: ReplyMode, *, honoured: bool) -> None:
        """Remember that `mode` was accepted, and give it up for text after two unhonoured replies.

        The same holds for tool mode: a server that ignores `tool_choice` does so every time.
        """
        if _RUNGS.index(mode) < _RUNGS.index(self.mode):
            return  # A call that began before another one moved down says nothing new.
        self.mode = mode
        self._settled = True
        self._misses = 0 if honoured else self._misses + 1
        if self._misses >= _MISSES_ALLOWED:
            self.mode = "text"


def request_body(
    messages: Sequence[Message], schema: ReplySchema | None, mode: ReplyMode
) -> dict[str, Any]:
    """Return the part of a chat-completions request that says what is asked, in `mode`.

    Source: OpenAI API reference, "Create chat completion".
    """
    turns = [{"role": turn.role, "content": well_formed(turn.content)} for turn in messages]
    body: dict[str, Any] = {"messages": turns}
    if schema is None:
        return body
    if mode == "schema":
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {
                "name": schema.name,
                "description": schema.description,
                "strict": True,
                "schema": dict(schema.schema),
            },
        }
    elif mode == "tool":
        function = {
            "name": schema.name,
            "description": schema.description,
            "parameters": dict(schema.schema),
        }
        body["tools"] = [{"type": "function", "function": function}]
        body["tool_choice"] = {"type": "function", "function": {"name": schema.name}}
    else:
        _instruct(turns, schema)
    return body


def _instruct(turns: list[dict[str, str]], schema: ReplySchema) -> None:
    instruction = schema.in_text or (
        "Reply with one JSON object and nothing else, no prose and no code fence."
        f" The object is {schema.name} ({schema.description}),"
        f" by this JSON Schema: {json.dumps(dict(schema.schema), ensure_ascii=False)}"
    )
    # Many chat templates refuse a late system turn and two user turns in a row.
    if turns and turns[-1]["role"] == "user":
        turns[-1]["content"] += f"\n\n{instruction}"
    else:
        turns.append({"role": "user", "content": instruction})
