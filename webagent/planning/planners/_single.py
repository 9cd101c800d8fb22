"""The planner that asks nobody: the task is its own only part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent.planning.plan import PlanTree
from webagent.state import Planned

if TYPE_CHECKING:
    from webagent.state import State


class SinglePlanner:
    """Leaves the plan to the actor, which may branch; costs nothing."""

    name = "single"

    async def plan(self, state: State) -> Planned:
        """Return the smallest plan."""
        return Planned(PlanTree())

    async def refine(self, state: State, over: int) -> Planned:
        """Return the plan as the actor made it."""
        return Planned(state.plan)
