"""What must not be done on a guess, and a ranker that leaves it out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from webagent_actions import ONLY_FOCUS, Drag, Reversibility, judge

from webagent.actors.ranking import ENTERING, BaselineRanker
from webagent.telling import target_of

from ._page import PRESSABLE

if TYPE_CHECKING:
    from webagent_actions import Action, Situation

    from webagent.actors.ranking import Ranked
    from webagent.state import State, Step

_CHANGING = (*ENTERING, Drag)
_ABOUT_FOCUS = re.compile(
    r"\b(?:activ|caret|click|cursor|focus|go (?:in)?to|jump|land|place|press|put|select|tap)", re.I
)
VERY_SURE = 0.9
"""From this on the ranker is believed to know what the task names in other words."""


class CarefulRanker:
    """Ranks as a `BaselineRanker`, without leaps and without what was just in vain."""

    def __init__(self, ranker: BaselineRanker | None = None) -> None:
        self._ranker = ranker or BaselineRanker()

    def options(self, state: State, most: int = 20) -> tuple[Ranked, ...]:
        """Return what could be done, the likeliest first; probabilities are those among all."""
        found = self._ranker.options(state, most)
        return tuple(option for option in found if is_careful(option, state))


def is_careful(option: Ranked, state: State) -> bool:
    """Return whether something may be tried, as far as it is for an actor to say."""
    return not (
        _is_a_leap(option, state)
        or _was_in_vain(option.action, state)
        or (option.kind == "stop_done" and ended_in_vain(state))
    )


def ended_in_vain(state: State) -> bool:
    """Return whether the last step brought nothing, so that nothing can be done by it.

    To be in a field is only something where the task asks for it.
    """
    if not state.history:
        return False
    last = state.history[-1]
    only_focus = last.outcome.startswith(ONLY_FOCUS) and not _ABOUT_FOCUS.search(state.task)
    return only_focus or was_vain(last)


def was_vain(step: Step) -> bool:
    """Return whether a step brought nothing.

    What was entered or chosen may have been so before. A button that is only focused did nothing.
    """
    if not step.actions:
        return False
    if step.outcome.startswith(ONLY_FOCUS):
        return step.target.partition(" ")[0] in PRESSABLE
    return step.failed or (step.no_effect and not isinstance(step.actions[-1], ENTERING))


def _was_in_vain(action: Action, state: State) -> bool:
    """Return whether the same was done here and nothing has changed since.

    Where the page was loaded again meanwhile, its elements are known by what they are called.
    """
    situation = state.situation
    for step in reversed(state.history):
        if not step.vain or step.url != situation.observation.url:
            return False
        if is_same(step, action, situation):
            return True
    return False


def is_same(step: Step, action: Action, situation: Situation) -> bool:
    """Return whether a step did the same."""
    if not step.actions:
        return False
    done = step.actions[-1]
    ref: int | None = getattr(done, "ref", None)
    if ref is None or ref in situation.observation.refs:
        return done == action
    if getattr(action, "ref", None) is None or step.target != target_of(action, situation):
        return False
    return done == replace(action, ref=ref)


def _is_a_leap(option: Ranked, state: State) -> bool:
    """Return whether it is known to be final, while neither the task names it nor anything was
    entered on the page that it could send, and it is far from sure.
    """
    return not (
        option.named
        or option.probability >= VERY_SURE
        or not _commits(option.action, state)
        or _has_entered(state)
    )


def _has_entered(state: State) -> bool:
    """Whether something was entered on this page, which then may be sent as well."""
    here = state.situation.observation.url
    return any(
        isinstance(action, _CHANGING)
        for step in state.history
        if step.url == here and not step.failed
        for action in step.actions
    )


def _commits(action: Action, state: State) -> bool:
    """Whether it is known to do what can't be undone; the task has to name that.

    What is dragged is only thought of where the task says so.
    """
    if isinstance(action, Drag):
        return False
    situation = state.situation
    judgement = judge(action, situation.observation, dialog=situation.dialog)
    return judgement.reversibility is Reversibility.COMMIT and not judgement.guessed
