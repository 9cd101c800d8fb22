"""How far the plan is carried out, as the notes in the history tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_actions import Check, Drag, DragBy, FillForm, Note, Select, SetDate, SetRange, Type

from ._moves import Attempt, Trail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_actions import Action

    from webagent.state import Step

_MARK = re.compile(
    r"instruction (\d+) of \d+, (done|under way)(?:, (\d+) entries passed)?: (.*)", re.DOTALL
)
LEAVING = Note("something that the plan does not say is tried from here on")
"""What the first action is taken with that no instruction of the plan led to."""
CLOSING = Note("what lies over the page is closed first")
"""What is taken with the click that does so: it is for no instruction."""
_ENTERING = Type | Select | Check | SetDate | SetRange | Drag | DragBy


@dataclass(frozen=True, slots=True)
class Mark:
    """The note an action is taken with: what it is for.

    The state an actor is given has no other memory. Only the head of a note is read again, so
    that what a page is called can't pass for progress.
    """

    instruction: int
    """Its number, from 0."""
    finishes: bool
    told: str
    passed: int = 0

    def note(self, instructions: int) -> Note:
        """Return the note, for a plan of so many instructions."""
        way = "done" if self.finishes else "under way"
        passed = f", {self.passed} entries passed" if self.passed else ""
        return Note(
            f"instruction {self.instruction + 1} of {instructions}, {way}{passed}: {self.told}"
        )

    @classmethod
    def of(cls, step: Step) -> Mark | None:
        """Return the mark a step was taken with."""
        for action in step.actions:
            match = _MARK.fullmatch(action.text) if isinstance(action, Note) else None
            if match:
                return cls(int(match[1]) - 1, match[2] == "done", match[4], int(match[3] or 0))
        return None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands."""

    instruction: int
    """Number of the first instruction that is not known to be done, from 0."""
    trail: Trail
    told: dict[int, str]
    """What to say of each instruction something was done for."""
    detour: tuple[Step, ...] = ()
    """What has been done beside the plan since it was followed last; what others did, such as a
    skill, leaves it standing."""

    def after_detour(self) -> Progress:
        """Return it as if the detour had done what the plan was stuck at."""
        done = [step.actions[-1] for step in self.detour if step.actions and not step.failed]
        entered = next(filter(None, map(_entered, reversed(done))), self.trail.entered)
        return Progress(self.instruction + 1, Trail(entered=entered), self.told, self.detour)

    @classmethod
    def of(cls, history: Iterable[Step]) -> Progress:
        """Follow the history."""
        instruction, passed = 0, 0
        attempts: list[Attempt] = []
        entered: int | None = None
        told: dict[int, str] = {}
        detour: list[Step] = []
        for step in history:
            if CLOSING in step.actions and not step.vain:
                # What failed may have failed for that.
                attempts = [attempt for attempt in attempts if not attempt.failed]
            mark = Mark.of(step)
            if mark is None:
                if detour or LEAVING in step.actions:
                    detour.append(step)
                continue
            detour = []
            if mark.instruction != instruction:
                instruction, passed, attempts = mark.instruction, 0, []
            action = step.actions[-1]
            attempts.append(Attempt(action, step.outcome, step.failed, step.no_effect))
            if step.failed:
                continue
            passed = mark.passed
            told[instruction] = mark.told + (" (nothing changed)" if step.no_effect else "")
            entered = _entered(action) or entered
            if mark.finishes:
                instruction, passed, attempts = instruction + 1, 0, []
        return cls(instruction, Trail(tuple(attempts), passed, entered), told, tuple(detour))


def _entered(action: Action) -> int | None:
    """Return the field or list that an action changed last."""
    if isinstance(action, FillForm):
        return action.fields[-1].ref
    return action.ref if isinstance(action, _ENTERING) else None
