"""The planner that asks a language model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webagent.models import ContextOverflow, Message
from webagent.planning.plan import PlanTree, SubtaskStatus
from webagent.planning.planners._schema import (
    MAX_SUBTASKS,
    PLAN,
    REFINEMENT,
    criteria,
    drafts,
    numbers,
    texts,
)
from webagent.prompting import WorkingMemory, history, new_fence, templates
from webagent.state import Planned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent.models import Model, ReplySchema, Usage
    from webagent.planning.plan import Subtask
    from webagent.state import State

MAX_ATTEMPTS = 3
"""How often a part is tried before it stays failed; WebPilot rectifies twice."""
_REASON_LENGTH = 400


class ModelPlanner:
    """Has a model divide the task before it begins, and look at the rest when a part is over.

    After the hierarchical task decomposition of WebPilot (arXiv 2408.15978) with the constraints
    named first. One call at the beginning, and at most one for each part that is over.
    """

    name = "model"

    def __init__(self, model: Model) -> None:
        self._model = model
        self._fence = new_fence()

    async def plan(self, state: State) -> Planned:
        """Return the model's plan; where it gives none that can be used, the smallest plan.

        Raises:
            webagent.models.ModelError: the model can't be used.
        """
        try:
            reply, usage = await self._ask("plan.j2", PLAN, state)
        except ContextOverflow:
            # The actor shows less of such a page; a plan made of less of it would be a guess.
            return Planned(PlanTree(), "the page did not fit the model")
        if reply is None:
            return Planned(PlanTree(), "the model gave no plan that can be read", usage)
        plan = PlanTree.of(
            drafts(reply, "subtasks"),
            success=criteria(reply),
            constraints=texts(reply, "constraints"),
        )
        if plan.bare:
            return Planned(plan, "the model's plan is empty", usage)
        return Planned(plan, usage=usage)

    async def refine(self, state: State, over: int) -> Planned:
        """Drop what became redundant, and think a part that failed through again.

        Nobody is asked where nothing is left to be refined.

        Raises:
            webagent.models.ModelError: the model can't be used.
        """
        plan = state.plan
        part = plan[over]
        failed = part.status is SubtaskStatus.FAILED and part.attempts < MAX_ATTEMPTS
        if not failed and not any(each.open and not each.turn0 for each in plan.subtasks[1:]):
            return Planned(plan)
        try:
            reply, usage = await self._ask("refine.j2", REFINEMENT, state, part)
        except ContextOverflow:
            return Planned(plan, "the page did not fit the model")
        if reply is None:
            return Planned(plan, "the model said nothing of the plan that can be read", usage)
        reason = str(reply.get("reason", ""))[:_REASON_LENGTH]
        changed = plan.drop(numbers(reply, "redundant"), reason)
        if failed:
            changed = changed.rethink(over, drafts(reply, "instead"))
        return Planned(changed, reason if changed != plan else "", usage)

    async def _ask(
        self, template: str, schema: ReplySchema, state: State, over: Subtask | None = None
    ) -> tuple[Mapping[str, Any] | None, Usage]:
        prompts = templates("webagent.planning.planners")
        shown = {
            "state": state,
            "situation": state.situation,
            "memory": WorkingMemory.of(state),
            "history": history(state),
            "over": over,
            "fence": self._fence,
            "most": MAX_SUBTASKS,
        }
        messages = [
            Message("system", prompts.get_template("system.j2").render(shown)),
            Message("user", prompts.get_template(template).render(shown)),
        ]
        reply = await self._model.complete(messages, schema)
        return (None if reply.truncated else reply.data), reply.usage
