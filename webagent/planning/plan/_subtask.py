"""One part of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._criterion import Criterion


class SubtaskKind(StrEnum):
    """What a part of a plan is for."""

    NAVIGATE = "navigate"
    ACT = "act"
    EXTRACT = "extract"
    VERIFY = "verify"


class SubtaskStatus(StrEnum):
    """What became of a part of a plan."""

    OPEN = "open"
    DONE = "done"
    FAILED = "failed"
    REDUNDANT = "redundant"
    """It turned out that nothing needs to be done for it."""
    PRUNED = "pruned"
    """The way that it was on was given up."""


SHOWN = frozenset({SubtaskStatus.OPEN, SubtaskStatus.DONE, SubtaskStatus.FAILED})
"""What the actor still sees; the rest is kept for the record."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A part of a plan that is not in it yet."""

    intent: str
    success: tuple[Criterion, ...] = ()
    kind: SubtaskKind = SubtaskKind.ACT
    must_commit: bool = False
    """It can't be done without something that can't be undone, such as an order."""


@dataclass(frozen=True, slots=True)
class Subtask:
    """A part of a plan. The notes taken in it are in its steps, see `Step.subtask`."""

    id: int
    """Its place in the tree's `subtasks`: unique, and never given to another."""
    parent: int | None
    """`None` for the root, which is the task itself."""
    intent: str
    """Empty for the root."""
    success: tuple[Criterion, ...] = ()
    kind: SubtaskKind = SubtaskKind.ACT
    must_commit: bool = False
    status: SubtaskStatus = SubtaskStatus.OPEN
    evidence: str = ""
    """What shows that it is done, in the actor's words."""
    verified: bool = False
    """The evidence was checked, and holds."""
    reflections: tuple[str, ...] = ()
    """Why it failed, was dropped, or was resumed, in order."""
    url0: str = ""
    """Where the page was when it was begun; empty while it is not."""
    turn0: int = 0
    """The turn in which it was begun; 0 while it is not."""
    attempts: int = 0
    """How often it was begun or taken up again."""

    @property
    def shown(self) -> bool:
        """Whether the actor still sees it."""
        return self.status in SHOWN

    @property
    def open(self) -> bool:
        """Whether there is something left to be done for it."""
        return self.status is SubtaskStatus.OPEN
