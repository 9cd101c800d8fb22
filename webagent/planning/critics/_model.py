"""The critic that asks a language model."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from webagent.models import ContextOverflow, Message, ReplySchema, Usage, object_schema
from webagent.planning.critics._criteria import CriteriaCritic
from webagent.prompting import WorkingMemory, history, new_fence, templates

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from webagent.models import Model
    from webagent.state import Score, State

_LENGTH = 400
_GRADE: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 10}
_TEXT: dict[str, Any] = {"type": "string"}
SCORE = ReplySchema(
    "score",
    "What the last action brought, and what the state is worth",
    object_schema(
        reason=_TEXT,
        effect=_GRADE,
        promise=_GRADE,
        met={"type": "array", "items": {"type": ["boolean", "null"]}},
        child_reflection=_TEXT,
        sibling_reflection=_TEXT,
    ),
)


class ModelCritic:
    """Has a model judge a state, in one call.

    It is asked for what WebPilot's appraiser, controller and reflections (arXiv 2408.15978) are
    asked for in six. What a program can check of the criteria is not left to the model.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._fence = new_fence()
        self._criteria = CriteriaCritic()

    async def score(self, state: State) -> Score:
        """Return the model's score; that of `CriteriaCritic` where it gives none that can be read.

        Raises:
            webagent.models.ModelError: the model can't be used.
        """
        checked = await self._criteria.score(state)
        try:
            reply = await self._model.complete(self._messages(state), SCORE)
        except ContextOverflow:
            return replace(checked, reason=f"the page did not fit the model; {checked.reason}")
        if reply.data is None or reply.truncated:
            return _unread(checked, reply.usage)
        effect, promise = (_grade(reply.data, key) for key in ("effect", "promise"))
        if effect is None or promise is None:
            return _unread(checked, reply.usage)
        return replace(
            checked,
            effect=effect,
            promise=promise,
            met=_met(checked.met, reply.data.get("met")),
            child_reflection=_text(reply.data, "child_reflection"),
            sibling_reflection=_text(reply.data, "sibling_reflection"),
            reason=_text(reply.data, "reason"),
            usage=reply.usage,
        )

    def _messages(self, state: State) -> list[Message]:
        prompts = templates("webagent.planning.critics")
        shown = {
            "state": state,
            "situation": state.situation,
            "part": state.plan.current,
            "memory": WorkingMemory.of(state),
            "history": history(state),
            "fence": self._fence,
        }
        return [
            Message("system", prompts.get_template("system.j2").render()),
            Message("user", prompts.get_template("score.j2").render(shown)),
        ]


def _unread(checked: Score, usage: Usage) -> Score:
    reason = f"the model gave no score that can be read; {checked.reason}"
    return replace(checked, reason=reason, usage=usage)


def _grade(reply: Mapping[str, Any], key: str) -> float | None:
    value = reply.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return min(max(float(value), 0.0), 10.0)


def _met(checked: Sequence[bool | None], judged: object) -> tuple[bool | None, ...]:
    """Return what was checked, and what the model says of the rest."""
    said: list[object] = judged if isinstance(judged, list) else []  # pyright: ignore[reportUnknownVariableType]
    if len(said) != len(checked):
        return tuple(checked)
    return tuple(
        known if known is not None else word if isinstance(word, bool) else None
        for known, word in zip(checked, said, strict=True)
    )


def _text(reply: Mapping[str, Any], key: str) -> str:
    value = reply.get(key)
    return value.strip()[:_LENGTH] if isinstance(value, str) else ""


def critic_for(model: Model | None) -> ModelCritic | None:
    """Return who judges what a search finds: the model, if there is one."""
    return None if model is None else ModelCritic(model)
