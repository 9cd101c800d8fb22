"""A critic that goes by how likely the whole task is done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from webagent.planning.critics._criteria import CriteriaCritic

if TYPE_CHECKING:
    from webagent.protocols import OutcomeRewardModel
    from webagent.state import Score, State


class OutcomeCritic:
    """Takes the promise from an outcome reward model, and all else from `CriteriaCritic`."""

    def __init__(self, model: OutcomeRewardModel) -> None:
        self._model = model
        self._criteria = CriteriaCritic()

    async def score(self, state: State) -> Score:
        """Return the score of a state, whose promise is ten times the probability.

        Raises:
            ValueError: what the model returned is no probability.
            webagent.models.ModelError: the model can't be used.
        """
        probability = await self._model.success(state)
        if not 0 <= probability <= 1:
            raise ValueError(f"a probability lies between 0 and 1, not at {probability}")
        score = await self._criteria.score(state)
        reason = f"done with a probability of {probability:.2f}; {score.reason}"
        return replace(score, promise=10 * probability, reason=reason)
