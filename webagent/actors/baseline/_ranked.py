"""What the ranker makes of a state, as proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import Check, Stop, is_valid

from webagent.state import Proposal

from ._careful import VERY_SURE, ended_in_vain, is_careful
from ._moves import set_boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent_actions import Action

    from webagent.actors.ranking import BaselineRanker, Ranked
    from webagent.state import State, Step

SURE_ENOUGH = 0.1
"""Below this, among all that does not end the run, it gives up (`docs/baseline.md`)."""
SURE = 0.4
"""Likewise, where a plan found nothing to begin with."""
SURE_OF_THE_END = 0.75
"""From this on it ends a run. On pages of families that it was not fitted to, nine of ten of these
ends were right, and one of three below (`docs/baseline.md`).
"""
ENDS = frozenset({"stop_done", "stop_unable", "stop_answer"})
_RATHER_OVER = 0.5
_MOST = 30
_SAID = 6


def ranked(
    ranker: BaselineRanker, state: State, k: int, stuck: Proposal | None = None
) -> list[Proposal]:
    """Return at most `k` proposals of what can be executed, likeliest first.

    Args:
        ranker: scores what can be done.
        state: what is known.
        k: at least 1.
        stuck: what a plan gave up with; it stands unless the ranker is surer of something.
    """
    able = [o for o in ranker.options(state, _MOST) if is_valid(o.action, state.situation)]
    likely = [o for o in able if o.kind not in ENDS or o.probability >= SURE_OF_THE_END]
    deeds = [option for option in likely if is_careful(option, state)]
    least = SURE_ENOUGH if stuck is None else SURE
    whole = sum(option.probability for option in likely)
    ended = sum(option.probability for option in able if option.kind in ENDS)
    # Where it is rather over, what is unlikely would only spoil what was done.
    floor = SURE_ENOUGH if ended > _RATHER_OVER else 0.0
    if not deeds or deeds[0].probability < max(least * whole, floor):
        return [stuck or _unsure(deeds, state)]
    if stuck is not None and not deeds[0].related and deeds[0].probability < VERY_SURE:
        return [stuck]
    return [_proposal(option, able, state) for option in deeds[:k]]


def _unsure(deeds: Sequence[Ranked], state: State) -> Proposal:
    likeliest = f"{deeds[0].text} seems likeliest, at {deeds[0].probability:.0%}" if deeds else ""
    why = likeliest or "nothing on the page seems to be meant"
    vain = "the last step changed nothing, and " if ended_in_vain(state) else ""
    answer = f"unable: {vain}it is not sure what to do next; {why}"
    return _stop(answer, 1.0, state, "It gives up.")


def _proposal(option: Ranked, able: Sequence[Ranked], state: State) -> Proposal:
    reason = f"{option.probability:.0%} likely: {option.text}"
    match option.kind:
        case "stop_done":
            return _stop(f"done: {_done(state)}", option.probability, state, reason)
        case "stop_unable":
            missing = "the page does not offer what the task asks for"
            return _stop(f"unable: {missing}", option.probability, state, reason)
        case "stop_answer":
            return Proposal((option.action,), reason, weight=option.probability)
        case "check":
            return Proposal((_boxes(option, able, state),), reason, weight=option.probability)
        case _:
            return Proposal((option.action,), reason, weight=option.probability)


def _stop(answer: str, weight: float, state: State, reason: str) -> Proposal:
    title = state.situation.observation.title
    where = f"; the page is “{title}”" if title and not answer.startswith("unable") else ""
    return Proposal((Stop(f"{answer}{where}"),), reason, weight=weight)


def _done(state: State) -> str:
    told = [_told(step) for step in state.history if step.actions]
    left = len(told) - _SAID
    return (
        "; ".join([*([f"{left} steps"] if left > 0 else []), *told[-_SAID:]]) or "nothing was left"
    )


def _told(step: Step) -> str:
    deed = f"{step.actions[-1].verb} {step.target}".strip()
    return f"{deed} (nothing changed)" if step.no_effect else deed


def _boxes(first: Ranked, able: Sequence[Ranked], state: State) -> Action:
    """Return one action for all boxes that are as sure as the first to be set the same way.

    Setting a box rarely changes what else is to be set.
    """
    refs = state.situation.observation.refs
    action = first.action
    assert isinstance(action, Check)
    if refs[action.ref].role != "checkbox":
        return action
    like = [
        option.action
        for option in able
        if isinstance(option.action, Check)
        and option.fits
        and refs[option.action.ref].role == "checkbox"
        and option.action.on == action.on
    ]
    if not first.fits or len(like) < 2:
        return action
    form = set_boxes(like)
    return form if is_valid(form, state.situation) else action
