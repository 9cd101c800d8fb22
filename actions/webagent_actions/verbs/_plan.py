"""What concerns the task and its plan, and no page: notes, the plan's branches, the end.

The verbs of the plan are AgentOccam's (arXiv 2410.13825, section 3.2); they are offered while there
is a plan, see `Situation.plan`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ._action import Action


@dataclass(frozen=True, slots=True)
class Note(Action):
    """Keep a fact for later; it stays before your eyes until the end. Write it before another
    action, in the same reply; alone it costs a step.
    """

    verb: ClassVar[str] = "note"
    examples: ClassVar[tuple[str, ...]] = ("note [The order number is 1042]",)
    touches_page: ClassVar[bool] = False
    text: str


@dataclass(frozen=True, slots=True)
class Branch(Action):
    """Add a subtask below a part of the plan, and go on with it."""

    verb: ClassVar[str] = "branch"
    examples: ClassVar[tuple[str, ...]] = ("branch [2] [Find the cheapest offer]",)
    touches_page: ClassVar[bool] = False
    parent: int
    intent: str


@dataclass(frozen=True, slots=True)
class Prune(Action):
    """Give up what was tried since, and resume this part of the plan."""

    verb: ClassVar[str] = "prune"
    examples: ClassVar[tuple[str, ...]] = ("prune [2] [This list has no prices]",)
    touches_page: ClassVar[bool] = False
    resume: int
    reason: str


@dataclass(frozen=True, slots=True)
class Recall(Action):
    """Show again all that was done in a part of the plan that is over."""

    verb: ClassVar[str] = "recall"
    examples: ClassVar[tuple[str, ...]] = ("recall [2]",)
    touches_page: ClassVar[bool] = False
    part: int


@dataclass(frozen=True, slots=True)
class SubtaskDone(Action):
    """Say that the current subtask is done, and quote what on the page shows it. If it can't be
    done, begin with "unable:" and say why.
    """

    verb: ClassVar[str] = "subtask_done"
    examples: ClassVar[tuple[str, ...]] = ("subtask_done [2 × Green tea in your cart]",)
    touches_page: ClassVar[bool] = False
    evidence: str

    @property
    def unable(self) -> bool:
        """Whether it says that the subtask could not be done."""
        return _is_unable(self.evidence)


@dataclass(frozen=True, slots=True)
class Stop(Action):
    """End the task with its answer, or with what was done; then quote the words of a page that show
    it, or name a request and its status, several with a bar between them. If it can't be done,
    begin the answer with "unable:" and say why.
    """

    verb: ClassVar[str] = "stop"
    examples: ClassVar[tuple[str, ...]] = (
        "stop [42 euros] [Total: 42.00 EUR]",
        "stop [ordered] [Thank you, Ada | POST /orders 303]",
        "stop [unable: it is sold out]",
    )
    touches_page: ClassVar[bool] = False
    answer: str
    evidence: str | None = None

    @property
    def unable(self) -> bool:
        """Whether it says that the task could not be done (`unable…` or WebArena's `N/A…`)."""
        return _is_unable(self.answer)


def _is_unable(said: str) -> bool:
    return said.strip().lower().startswith(("unable", "n/a"))
