"""The architecture on one screen.

An `Actor` looks at a `State` and proposes actions; the `Gate` permits or denies them on the live
elements; `perform` carries them out and tells an `Outcome`, whose situation is in the next state.

    observe ─▶ Actor.propose ─▶ validate ─▶ Gate.check ─▶ perform ─▶ observe …

A `ModelActor` asks a `Model`, which speaks to an endpoint. An `Approver` is asked where a site or
a user wants a person to decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from webagent.models import Model
from webagent.permissions import Approver

if TYPE_CHECKING:
    from webagent.state import Proposal, State

__all__ = ["Actor", "Approver", "Model"]


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
