"""An actor that asks a language model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from webagent_actions import ActionError, ParseError, parse, parse_object, validate

from webagent.actors._prompt import Prompt, reply_schema
from webagent.models import ContextOverflow, Message, Usage
from webagent.state import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from webagent_actions import Action
    from webagent_observation import View

    from webagent.models import Model, Reply
    from webagent.state import State

MAX_REPAIRS = 2
_SHARES = (0.5, 0.2)
"""How much of the view is shown, one after the other, while the prompt does not fit the model."""
_ECHO_LIMIT = 2_000


class ModelActor:
    """Shows a model the page and parses what it says.

    A reply that is no valid action for this page is sent back with the reason, at most twice.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._prompt = Prompt()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return the model's choice as the only proposal.

        If the prompt does not fit the model, half of the page is shown, then a fifth of it.

        Raises:
            webagent.models.ModelError: the model can't be used.
        """
        narrower = _narrower(state.situation.view)
        less: View | None = None
        while True:
            try:
                return [await self._ask(state, less)]
            except ContextOverflow:
                less = next(narrower, None)
                if less is None:
                    raise

    async def _ask(self, state: State, less: View | None) -> Proposal:
        if less is not None:
            state = replace(state, situation=replace(state.situation, view=less))
        messages = self._prompt.messages(state)
        schema = reply_schema(state.situation.verbs())
        usage = Usage()
        hint = ""
        for repairs in range(MAX_REPAIRS + 1):
            reply = await self._model.complete(messages, schema)
            usage += reply.usage
            try:
                actions = _actions_of(reply)
                for action in actions:
                    validate(action, state.situation, reply.text[:_ECHO_LIMIT])
            except ActionError as error:
                hint = error.hint
                messages = [
                    *messages,
                    Message("assistant", reply.text[:_ECHO_LIMIT] or "(nothing)"),
                    Message("user", f"That can't be done. {hint} Reply again."),
                ]
            else:
                return Proposal(actions, _reason_of(reply), usage, repairs, less)
        return Proposal((), f"The model gave no valid action. {hint}", usage, MAX_REPAIRS, less)


def _narrower(view: View | None) -> Iterator[View]:
    """Yield less and less of a view."""
    if view is None:
        return
    length = len(view.text)
    for share in _SHARES:
        less = view.within(int(view.tokens * share))
        if len(less.text) < length:
            length = len(less.text)
            yield less


def _actions_of(reply: Reply) -> tuple[Action, ...]:
    """Return what a reply says is to be done: its object, where it was to be one, else its text."""
    if reply.data is not None and (reply.mode != "text" or reply.truncated):
        return parse_object(reply.data)
    if reply.truncated:
        # What looks like an action may be the first half of one.
        raise ParseError("no_action", "The reply was cut off before its end: be brief.")
    return parse(reply.text)


def _reason_of(reply: Reply) -> str:
    reason = "" if reply.data is None else str(reply.data.get("reason", ""))
    return reason[:_ECHO_LIMIT]
