"""What a model is shown each turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webagent_actions import Recall, action_schema

from webagent.models import Message, ReplySchema, object_schema
from webagent.prompting import STEPS_IN_FULL, WorkingMemory, history, new_fence, templates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_actions import Action

    from webagent.state import State, Step


_IN_TEXT = (
    "Reply in plain text: say in one or two sentences what you see and why this action is next; "
    "then write any notes and the one action, each on a line of its own, in the form the list "
    "gives. A text may hold brackets; one of several lines can stand between << and >>, such as "
    "type [5] <<Dear Ada,\nthank you.>>"
)


_ACTION = {"$ref": "#/$defs/action"}
"""Stands for what is written once where it is needed twice: it is most of what is sent."""


def reply_schema(verbs: Iterable[type[Action]], k: int = 1) -> ReplySchema:
    """Return what a reply may be while these actions are offered, with `k - 1` alternatives.

    A model that only writes text gives none.
    """
    action = _ACTION if k > 1 else action_schema(verbs)
    properties: dict[str, Any] = {
        "reason": {
            "type": "string",
            "description": "What you see and why this action is next, in one or two sentences",
        },
        "actions": {
            "type": "array",
            "items": action,
            "description": "Any notes, then the one action",
        },
    }
    if k > 1:
        sure = {"type": "integer", "description": "How sure you are of it, in percent"}
        properties["sure"] = sure
        properties["alternatives"] = {
            "type": "array",
            "items": object_schema(reason={"type": "string"}, action=action, sure=sure),
            "description": f"Up to {k - 1} other actions that may be the right one instead; none "
            "where you are sure",
        }
    schema = object_schema(**properties)
    if k > 1:
        schema["$defs"] = {"action": action_schema(verbs)}
    return ReplySchema(
        name="next_action",
        description="The next action in the browser",
        schema=schema,
        in_text=_IN_TEXT,
    )


class Prompt:
    """Turns a state into messages. Page text stands in a fence that no page can close.

    The fence has a random mark, drawn once a run so that the beginning of the prompt stays the
    same from turn to turn.
    """

    def __init__(self) -> None:
        self._fence = new_fence()

    def messages(self, state: State) -> list[Message]:
        """Return the system and the user message."""
        situation, last = state.situation, state.history[-STEPS_IN_FULL:]
        here = situation.observation.url
        prompts = templates("webagent.actors")
        system = prompts.get_template("system.j2").render(
            verbs=situation.verbs(), secrets=state.secrets
        )
        turn = prompts.get_template("turn.j2").render(
            state=state,
            situation=situation,
            memory=WorkingMemory.of(state),
            history=history(state),
            # What is on the page now need not be told of the one before.
            around=[step for step in last if step.around and step.url != here],
            found=[step for step in last if step.shown and step.url == here and not _recalls(step)],
            recalled=[step for step in last if step.shown and _recalls(step)],
            fence=self._fence,
        )
        return [Message("system", system), Message("user", turn)]


def _recalls(step: Step) -> bool:
    return any(isinstance(action, Recall) for action in step.actions)
