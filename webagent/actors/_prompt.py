"""What a model is shown each turn."""

from __future__ import annotations

import secrets
from functools import cache
from typing import TYPE_CHECKING

from webagent_actions import Note

from webagent.models import Message, ReplySchema

if TYPE_CHECKING:
    from jinja2 import Environment

    from webagent.state import State, Step

_STEPS_SHOWN = 20
_OUTCOME_SHOWN = 400

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

    def messages(self, state: State, *, text_limit: int | None = None) -> list[Message]:
        """Return the system and the user message; the page text cut to `text_limit` characters."""
        text = state.situation.observation.text
        if text_limit is not None and len(text) > text_limit:
            text = text[:text_limit] + "\n[… the rest of the page does not fit]"
        templates = _templates()
        system = templates.get_template("system.j2").render(
            verbs=state.situation.verbs(), secrets=state.secrets
        )
        turn = templates.get_template("turn.j2").render(
            state=state, steps=state.history[-_STEPS_SHOWN:], text=text, fence=self._fence
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
    environment.filters["shorten"] = _shorten
    environment.filters["told"] = _told
    return environment


def _shorten(text: str) -> str:
    # On one line, so that what an outcome quotes of the page can't pass for another line.
    line = " ".join(text.split())
    return line if len(line) <= _OUTCOME_SHOWN else line[:_OUTCOME_SHOWN] + "…"


def _told(step: Step) -> str:
    """Return what was done in a step, with the element by name: its number means nothing later."""
    done = [str(action) for action in step.actions if not isinstance(action, Note)]
    if not done:
        return "note" if step.actions else "(no valid action)"
    return f"{done[0]} {step.target}".rstrip()
