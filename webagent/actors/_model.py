"""An actor that asks a language model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from webagent_actions import ActionError, ParseError, parse, parse_object, validate

from webagent.actors._prompt import Prompt, reply_schema
from webagent.models import ContextOverflow, Message, Usage
from webagent.state import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from webagent_actions import Action, Situation
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
        """Return the model's choice, and for `k` over 1 what it names as alternatives, in one call.

        If the prompt does not fit the model, half of the page is shown, then a fifth of it.

        Raises:
            webagent.models.ModelError: the model can't be used.
        """
        narrower = _narrower(state.situation.view)
        less: View | None = None
        while True:
            try:
                return await self._ask(state, k, less)
            except ContextOverflow:
                less = next(narrower, None)
                if less is None:
                    raise

    async def _ask(self, state: State, k: int, less: View | None) -> list[Proposal]:
        if less is not None:
            state = replace(state, situation=replace(state.situation, view=less))
        messages = self._prompt.messages(state)
        schema = reply_schema(state.situation.verbs(), k)
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
                chosen = Proposal(
                    actions, _reason_of(reply), usage, repairs, less, _sure(reply.data)
                )
                return [chosen, *_alternatives(reply, state.situation, less)][:k]
        gave_none = f"The model gave no valid action. {hint}"
        return [Proposal((), gave_none, usage, MAX_REPAIRS, less)]


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


def _alternatives(reply: Reply, situation: Situation, less: View | None) -> Iterator[Proposal]:
    """Yield the other actions that a reply names, as far as they can be done."""
    named = None if reply.data is None else reply.data.get("alternatives")
    for each in cast("list[object]", named) if isinstance(named, list) else []:
        if not isinstance(each, dict):
            continue
        told = cast("dict[str, Any]", each)
        try:
            actions = parse_object({"actions": [told.get("action")]})
            for action in actions:
                validate(action, situation)
        except ActionError:
            continue
        reason = str(told.get("reason", ""))[:_ECHO_LIMIT]
        yield Proposal(actions, reason, view=less, weight=_sure(told))


def _sure(told: Mapping[str, Any] | None) -> float:
    """Return how sure a model says it is, 0 to 1; 1 where it does not say."""
    sure = None if told is None else told.get("sure")
    if isinstance(sure, bool) or not isinstance(sure, (int, float)) or not 0 <= sure <= 100:
        return 1.0
    return sure / 100


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
