"""The working memory: what of a run stands before a model's eyes, and in how many words.

After HiAgent (arXiv 2408.09559): steps of what is still being done are told one by one, a subtask
that is over by a summary. All of its steps can be recalled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_actions import Note, Reversibility
from webagent_observation import estimate_tokens

from webagent.planning.plan import ROOT, SubtaskStatus

from ._history import done_in, told_in_full
from ._line import on_a_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from webagent.planning.plan import Subtask
    from webagent.state import State, Step

SUMMARY_TOKENS = 300
"""What all summaries may take together; the oldest that have no room are only named."""
_INTENT = 160
_REASON = 120
_NAMED = 12
_STATUS = {SubtaskStatus.DONE: "done", SubtaskStatus.FAILED: "could not be done"}


@dataclass(frozen=True, slots=True)
class SubtaskSummary:
    """What remains of a part of the plan that is over."""

    part: Subtask
    steps: tuple[Step, ...]

    @property
    def facts(self) -> Iterator[tuple[str, Step]]:
        """Each fact that was noted, with the step it was noted in."""
        for step in self.steps:
            for action in step.actions:
                if isinstance(action, Note):
                    yield action.text, step

    @property
    def commits(self) -> tuple[Step, ...]:
        """The steps that can't be undone."""
        return tuple(s for s in self.steps if s.reversibility is Reversibility.COMMIT)

    def __str__(self) -> str:
        """Return it on one line: intent, outcome, facts with their provenance, commits."""
        part = self.part
        outcome = part.evidence or (part.reflections[-1] if part.reflections else "")
        unsure = "" if part.verified or part.status is not SubtaskStatus.DONE else " (not verified)"
        told = [f"{_STATUS[part.status]}{unsure}: {on_a_line(part.intent, _INTENT)}"]
        if outcome:
            told.append(on_a_line(outcome, _REASON))
        told += (
            f"noted in step {step.number} at {step.url}: {on_a_line(fact)}"
            for fact, step in self.facts
        )
        told += (f"can't be undone: {on_a_line(done_in(s), _REASON)}" for s in self.commits)
        if self.steps:
            told.append(f"ended at {on_a_line(self.steps[-1].url, _REASON)}")
        return "; ".join(told)


@dataclass(frozen=True, slots=True)
class WorkingMemory:
    """The plan as it is shown, and the notes that stand beside it."""

    outline: tuple[str, ...]
    """A line each; empty where the task is its own only part and nothing is known of its end."""
    notes: tuple[str, ...]
    """Those that no summary tells."""

    @classmethod
    def of(cls, state: State) -> WorkingMemory:
        """Return what is shown of a state."""
        plan = state.plan
        if plan.bare:
            return cls((), state.notes)
        summaries = dict(_with_room(list(_summaries(state))))
        told = [fact for each in summaries.values() for fact, _ in each.facts]
        return cls(
            tuple(_outline(state, summaries)),
            tuple(note for note in state.notes if note not in told),
        )


def trace(state: State, number: int) -> str:
    """Return all that was done in a part of the plan and below it, a step a line."""
    parts = {number, *state.plan.below(number)}
    lines = (told_in_full(step) for step in state.history if step.subtask in parts)
    return "\n".join(lines) or "nothing was done for it"


def _summaries(state: State) -> Iterator[SubtaskSummary]:
    """Yield the summary of each part that is over and was not given up, the latest first."""
    plan = state.plan
    for part in reversed(plan.subtasks):
        if part.status in _STATUS:
            steps = (step for step in state.history if step.subtask == part.id)
            yield SubtaskSummary(part, tuple(steps))


def _with_room(summaries: list[SubtaskSummary]) -> Iterator[tuple[int, SubtaskSummary]]:
    left = SUMMARY_TOKENS
    for summary in summaries:
        left -= estimate_tokens(str(summary))
        if left < 0 and summary is not summaries[0]:
            return
        yield summary.part.id, summary


def _outline(state: State, summaries: dict[int, SubtaskSummary]) -> Iterator[str]:
    plan = state.plan
    for constraint in plan.constraints:
        yield f"Keep to this: {on_a_line(constraint)}"
    for number in _in_order(state, ROOT):
        part = plan[number]
        indent = "  " * plan.depth(number)
        if part.open:
            yield f"{indent}[{number}] {_told(part, active=number == plan.active)}"
            details = _details(part)
            if number in {ROOT, plan.active}:
                yield from (f"{indent}    {line}" for line in details)
        elif number in summaries:
            yield f"{indent}[{number}] {summaries[number]}"
    over = [n for n in plan.closed if n not in summaries and plan[n].turn0]
    for step in state.history:
        # What can't be undone stays done, whatever became of the way it was on.
        if step.subtask in over and step.reversibility is Reversibility.COMMIT:
            yield f"Done in [{step.subtask}], can't be undone: {on_a_line(done_in(step), _REASON)}"
    if over:
        named = ", ".join(f"[{number}]" for number in over[-_NAMED:])
        more = f"{len(over)} parts, the last {named}" if len(over) > _NAMED else named
        yield f"Over as well: {more}; recall [{over[-1]}] shows what was done."


def _told(part: Subtask, *, active: bool) -> str:
    now = "now: " if active else ""
    intent = on_a_line(part.intent, _INTENT) if part.intent else "the whole task"
    commits = " (can't be undone)" if part.must_commit else ""
    return f"{now}{intent}{commits}"


def _details(part: Subtask) -> Iterable[str]:
    for criterion in part.success:
        yield f"done when: {on_a_line(str(criterion), _INTENT)}"
    for reflection in part.reflections[-2:]:
        yield f"taken up again: {on_a_line(reflection, _REASON)}"


def _in_order(state: State, number: int) -> Iterator[int]:
    """Yield the numbers of all shown parts from one on, each before those below it."""
    yield number
    for child in state.plan.children(number):
        if child.shown:
            yield from _in_order(state, child.id)
