"""A model that says what it was told to say."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from webagent.models._errors import ModelError
from webagent.models._json_object import find_object
from webagent.models._types import Reply, Usage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from webagent.models._types import Message, ReplySchema

_CHARS_PER_TOKEN = 4


class ScriptedModel:
    """Gives replies in order, each once, and remembers what it was asked.

    A reply is a text, such as `click [7]`, or the object that was asked for.
    """

    name = "scripted"

    def __init__(self, replies: Iterable[str | Mapping[str, Any]]) -> None:
        self._left = deque(replies)
        self.prompts: list[tuple[Message, ...]] = []
        """The conversations it was asked to answer, in order."""

    @property
    def left(self) -> tuple[str | Mapping[str, Any], ...]:
        """The replies that it was not asked for yet."""
        return tuple(self._left)

    async def complete(
        self, messages: Sequence[Message], schema: ReplySchema | None = None
    ) -> Reply:
        """Return the next reply. Its tokens are a guess, and cost nothing.

        Raises:
            ModelError: there is none left.
        """
        self.prompts.append(tuple(messages))
        if not self._left:
            raise ModelError(
                f"The script is over: the model was asked {len(self.prompts)} times, and has "
                f"{len(self.prompts) - 1} replies."
            )
        said = self._left.popleft()
        if isinstance(said, Mapping):
            text, data = json.dumps(dict(said), ensure_ascii=False), said
        else:
            text, data = said, None if schema is None else find_object(said)
        read = sum(len(message.content) for message in messages)
        usage = Usage(1, read // _CHARS_PER_TOKEN, len(text) // _CHARS_PER_TOKEN, 0.0)
        return Reply(text, data, usage, "text" if schema is None else "schema", truncated=False)
