"""What the ranker makes of a state, as proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import ActionError, Check, FieldValue, FillForm, Stop, validate

from webagent.state import Proposal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent_actions import Action

    from webagent.actors.ranking import BaselineRanker, Ranked
    from webagent.state import State

SURE_ENOUGH = 0.12
"""Below this it gives up; see the reliability of its probabilities in `docs/baseline.md`."""
SURE = 0.6
"""Above this it goes on where a plan could not."""
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
        stuck: what a plan gave up with; it stands unless the ranker is sure of something better.
    """
    options = ranker.options(state, _MOST)
    able = [option for option in options if _is_able(option.action, state)]
    best = able[0] if able else None
    if stuck is not None and (
        best is None or best.probability < SURE or best.kind.startswith("stop")
    ):
        return [stuck]
    if best is None or best.probability < SURE_ENOUGH:
        sure = f"{best.text} seems likeliest, at {best.probability:.0%}" if best else "nothing fits"
        return [_stop(f"unable: it is not sure what to do next; {sure}", 1.0, state, "It gives up.")]
    return [_proposal(option, able, state) for option in able[:k]]


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
    told = [f"{step.actions[-1].verb} {step.target}".strip() for step in state.history if step.actions]
    left = len(told) - _SAID
    return "; ".join([*([f"{left} steps"] if left > 0 else []), *told[-_SAID:]]) or "nothing was left"


def _boxes(first: Ranked, able: Sequence[Ranked], state: State) -> Action:
    """Return one action for all boxes that are as sure as the first to be set the same way.

    Setting a box rarely changes what else is to be set, and each step looks at the page anew.
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
    value = "on" if action.on else "off"
    form = FillForm(tuple(FieldValue(each.ref, value) for each in like))
    return form if _is_able(form, state) else action


def _is_able(action: Action, state: State) -> bool:
    try:
        validate(action, state.situation)
    except ActionError:
        return False
    return True

