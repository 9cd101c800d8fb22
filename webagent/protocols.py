"""The architecture on one screen.

An `Actor` looks at a `State` and proposes actions; the `Gate` permits or denies them on the live
elements; `perform` carries them out and tells an `Outcome`, whose situation is in the next state.

    observe ─▶ Actor.propose ─▶ validate ─▶ Gate.check ─▶ perform ─▶ observe …

A `ModelActor` asks a `Model`, which speaks to an endpoint. An `Approver` is asked where a site or
a user wants a person to decide. A `Planner` divides the task before the first turn, and looks at
the rest of it when a part is over. A `Critic` says what a state is worth, for whoever has several
to choose from; an `OutcomeRewardModel` says how likely a run has done its task.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from webagent.models import Model
from webagent.permissions import Approver

if TYPE_CHECKING:
    from webagent.state import Planned, Proposal, Score, State

__all__ = ["Actor", "Approver", "Critic", "Model", "OutcomeRewardModel", "Planner"]


class Actor(Protocol):
    """Chooses the next action."""

    @property
    def name(self) -> str:
        """What it is, as the run's record names it."""
        ...

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return at least one and at most `k` proposals, best first.

        Raises:
            webagent.models.ModelError: the model it asks can't be used.
        """
        ...


class Planner(Protocol):
    """Divides a task into parts."""

    @property
    def name(self) -> str:
        """What it is, as the run's record names it."""
        ...

    async def plan(self, state: State) -> Planned:
        """Return the plan of a task that has not begun.

        Raises:
            webagent.models.ModelError: the model it asks can't be used.
        """
        ...

    async def refine(self, state: State, over: int) -> Planned:
        """Return the plan that is left once the part of this number is over, done or not.

        Raises:
            webagent.models.ModelError: the model it asks can't be used.
        """
        ...


class Critic(Protocol):
    """Says what a state is worth."""

    async def score(self, state: State) -> Score:
        """Return the score of a state that the last step of its history led to.

        Raises:
            webagent.models.ModelError: the model it asks can't be used.
        """
        ...


class OutcomeRewardModel(Protocol):
    """Says how likely it is that a run has done its task, such as WebRL's (arXiv 2411.02337)."""

    async def success(self, state: State) -> float:
        """Return a probability, 0 to 1, given the task, all that was done, and the page now.

        Raises:
            webagent.models.ModelError: the model it asks can't be used.
        """
        ...
