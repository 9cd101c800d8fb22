"""States without a browser, and models that say what they are told to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webagent_actions import Happened, Situation
from webagent_observation import Fingerprint, Node, Observation, Timings

from webagent import State
from webagent.models import Message, Reply, ReplySchema, Usage
from webagent.models._json_object import find_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent_actions import SentRequest

    from webagent.models import ModelError

USAGE = Usage(1, 100, 20, 0.01)


def state_on(url: str, *nodes: Node, requests: tuple[SentRequest, ...] = (), **parts: Any) -> State:
    """Return the state of a run on a page of these nodes."""
    text = "\n".join(f'{node.role} "{node.name}"' for node in nodes)
    observation = Observation(
        url, "A page", text, {}, nodes, Fingerprint.of(url, nodes), Timings(0.0, 0.0)
    )
    situation = Situation(observation, happened=Happened(requests=requests))
    return State("buy tea", "http://shop.test/", situation, **parts)


class SayingModel:
    """Gives its answers in turn, the last one for ever, and keeps what it was asked."""

    name = "saying"

    def __init__(self, *answers: str | ModelError, truncated: bool = False) -> None:
        self._answers = answers
        self._truncated = truncated
        self.asked: list[str] = []
        self.schemas: list[ReplySchema] = []

    async def complete(
        self, messages: Sequence[Message], schema: ReplySchema | None = None
    ) -> Reply:
        answer = self._answers[min(len(self.asked), len(self._answers) - 1)]
        self.asked.append("\n\n".join(message.content for message in messages))
        if schema is not None:
            self.schemas.append(schema)
        if not isinstance(answer, str):
            raise answer
        return Reply(answer, find_object(answer), USAGE, "schema", self._truncated)
