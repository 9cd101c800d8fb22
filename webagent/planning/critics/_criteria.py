"""The critic that asks nobody: criteria that can be checked, and what the last action changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent.planning.plan import Evidence, check
from webagent.state import Score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent.state import State, Step

FAILED, VAIN, CHANGED = 0.0, 1.0, 5.0
"""Effects: the middle of "ineffective" and of "moderate" on WebPilot's scale, and none at all."""
UNKNOWN = 4.0
"""Promise where nothing can be checked: "possible", as low as WebPilot's scale has it."""


class CriteriaCritic:
    """Scores a state by the share of checkable criteria that are met; costs nothing.

    The effect is what the last action did to the page, and more of it where more is met. Of
    requests it knows those that the last action sent.
    """

    async def score(self, state: State) -> Score:
        """Return the score of a state for the active subtask."""
        part = state.plan.current
        evidence = Evidence.of(state.situation, requests=state.situation.happened.requests)
        met = tuple(check(criterion, evidence) for criterion in part.success)
        known = [each for each in met if each is not None]
        share = sum(known) / len(known) if known else None
        effect = _effect(state.history[-1:])
        if effect >= CHANGED and share is not None:
            effect += (10 - CHANGED) * share
        return Score(
            effect=effect,
            promise=UNKNOWN if share is None else 10 * share,
            met=met,
            sibling_reflection=_in_vain(state.history[-1:]),
            reason=f"{sum(known)} of {len(known)} criteria that can be checked are met",
            reached=bool(met) and all(met),
        )


def _effect(last: Sequence[Step]) -> float:
    if any(step.failed for step in last):
        return FAILED
    return VAIN if any(step.no_effect for step in last) else CHANGED


def _in_vain(last: Sequence[Step]) -> str:
    return "".join(f"it came to nothing: {step.outcome}" for step in last if step.vain)
