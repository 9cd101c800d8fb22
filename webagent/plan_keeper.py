"""The plan of a run: made before the first turn, changed by the actor's verbs, refined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from webagent_actions import (
    ActionRefused,
    Branch,
    Prune,
    Recall,
    Stop,
    SubtaskDone,
    validate,
)

from webagent.planning.plan import Verdict, verify
from webagent.prompting import trace
from webagent.spending import Purpose

if TYPE_CHECKING:
    from webagent_actions import Action

    from webagent.protocols import Planner
    from webagent.recording import Recorder
    from webagent.run_memory import RunMemory
    from webagent.state import Planned, State, Step

PLAN_VERBS = (Branch, Prune, Recall, SubtaskDone, Stop)
"""What changes or asks the plan, and nothing on the page."""


class PlanKeeper:
    """Keeps the plan in the run's memory and in its record."""

    def __init__(self, planner: Planner, recorder: Recorder, memory: RunMemory) -> None:
        self._planner = planner
        self._recorder = recorder
        self._memory = memory
        self._recorded = memory.plan
        self._over: int | None = None
        """The part that was closed since the planner was asked."""

    async def update(self, state: State) -> None:
        """Ask the planner where it has a say: at the beginning, and when a part is over.

        Raises:
            webagent.models.ModelError: the model it asks can't be used.
        """
        memory = self._memory
        planned: Planned | None = None
        if not memory.planned:
            planned = await self._planner.plan(state)
            memory.planned = True
        elif self._over is not None:
            planned = await self._planner.refine(state, self._over)
        self._over = None
        if planned is not None:
            memory.plan = planned.plan
            memory.spend(Purpose.PLAN, planned.usage)
        memory.plan = memory.plan.begun(state.situation.observation.url, memory.turn)
        self._record(planned)

    def take(self, action: Action, state: State, step: Step) -> Step:
        """Carry out what concerns the plan, and return what came of it."""
        try:
            validate(action, state.situation)
            match action:
                case Branch(parent, intent):
                    self._memory.plan = self._memory.plan.branch(parent, intent)
                    told = f"[{self._memory.plan.active}] is what you work on now"
                case Prune(resume, reason):
                    self._memory.plan = self._memory.plan.prune(resume, reason)
                    told = f"[{resume}] is what you work on again"
                case Recall(part):
                    step = replace(step, shown=trace(state, part))
                    told = f"all that was done in [{part}] is shown"
                case SubtaskDone():
                    told = self._close(action, state)
                case Stop():
                    told = self._stop(action, state)
                case _:
                    raise ValueError(f"{action.verb} does not concern the plan")
        except ActionRefused as refused:
            return replace(step, outcome=f"not done: {refused.hint}", failed=True)
        self._record()
        return replace(step, outcome=told)

    def _close(self, done: SubtaskDone, state: State) -> str:
        """Close the active part: one without criteria on the actor's word."""
        plan = self._memory.plan
        part = plan.current
        if plan.root is part:
            raise ActionRefused(
                "not_applicable", "No subtask is open. End the task with: stop [answer]."
            )
        if done.unable:
            self._memory.plan = plan.failed(done.evidence)
        else:
            evidence = self._memory.evidence(state.situation, since=part.turn0)
            verdict = verify(part.success, done.evidence, evidence)
            if part.success and not self._was_told(SubtaskDone, part.id):
                _insist(verdict, "subtask_done")
            self._memory.plan = plan.done(done.evidence, verified=verdict.verified)
        self._over = part.id
        following = self._memory.plan.active
        return f"[{part.id}] is over, [{following}] is what you work on now"

    def _stop(self, stop: Stop, state: State) -> str:
        """Accept the end of the task, but not at once if something speaks against it."""
        plan, verdict = self._memory.plan, Verdict()
        if not stop.unable:
            evidence = self._memory.evidence(state.situation)
            verdict = verify(plan.root.success, stop.evidence or "", evidence)
            # In the last turn there is no time to look again.
            if state.steps_left > 1 and not self._was_told(Stop):
                _insist(verdict, "stop")
        self._memory.verdict = verdict
        return "stopped"

    def _was_told(self, verb: type[Action], part: int | None = None) -> bool:
        """Whether such an action was refused before, which it is only once."""
        return any(
            step.failed and any(isinstance(action, verb) for action in step.actions)
            for step in self._memory.steps
            if part is None or step.subtask == part
        )

    def _record(self, planned: Planned | None = None) -> None:
        memory = self._memory
        said = planned is not None and (planned.reason or planned.usage.calls)
        if said or (memory.plan != self._recorded and not memory.plan.bare):
            self._recorder.planned(memory.turn, memory.plan, planned)
            self._recorded = memory.plan


def _insist(verdict: Verdict, verb: str) -> None:
    """Raise `ActionRefused` with what lacks, if anything does."""
    if not verdict.lacks:
        return
    raise ActionRefused(
        "not_applicable",
        f"{'; '.join(verdict.lacks)}. Look again; then do what lacks, or say {verb} with "
        "words that the page shows, or a request and its status such as POST /orders 201, "
        "several with a bar between them. Said again as it is, it counts as unverified.",
    )
