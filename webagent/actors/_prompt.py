"""What a model is shown each turn."""

from __future__ import annotations

import secrets
from functools import cache
from typing import TYPE_CHECKING

from webagent.actors._history import STEPS_IN_FULL, done_in, history, on_a_line
from webagent.models import Message, ReplySchema

if TYPE_CHECKING:
    from jinja2 import Environment

    from webagent.state import State


REPLY = ReplySchema(
    name="next_action",
    description="The next action in the browser",
    schema={
        "type": "object",
        "properties": {
            "reason": {
                "type": "string",
                "description": "What you see and why this action is next, in one or two sentences",
            },
            "actions": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Any notes, then the one action, each as written in the list: "
                'such as ["click [7]"]',
            },
        },
        "required": ["reason", "actions"],
        "additionalProperties": False,
    },
)


class Prompt:
    """Turns a state into messages. Page text stands in a fence that no page can close.

    The fence has a random mark, drawn once a run so that the beginning of the prompt stays the
    same from turn to turn.
    """

    def __init__(self) -> None:
        self._fence = secrets.token_hex(6)

    def messages(self, state: State) -> list[Message]:
        """Return the system and the user message."""
        situation, last = state.situation, state.history[-STEPS_IN_FULL:]
        here = situation.observation.url
        templates = _templates()
        system = templates.get_template("system.j2").render(
            verbs=situation.verbs(), secrets=state.secrets
        )
        turn = templates.get_template("turn.j2").render(
            state=state,
            history=history(state),
            # What is on the page now need not be told of the one before.
            around=[step for step in last if step.around and step.url != here],
            found=[step for step in last if step.shown and step.url == here],
            text=situation.observation.text if situation.view is None else situation.view.text,
            fence=self._fence,
        )
        return [Message("system", system), Message("user", turn)]


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("webagent.actors", "prompts"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    environment.filters["shorten"] = on_a_line
    environment.filters["told"] = done_in
    return environment
