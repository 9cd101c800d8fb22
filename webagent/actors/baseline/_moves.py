"""What can come next for one instruction, and what has been done for it so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from webagent_actions import Click, FieldValue, FillForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_actions import Action, Check

    from ._page import Control

T = TypeVar("T", bound="Action")


@dataclass(frozen=True, slots=True)
class Move:
    """An action that carries an instruction on."""

    action: Action
    reason: str
    told: str
    """What to say of it when it is done, such as “clicked link “Help””."""
    finishes: bool = True
    """Nothing is left to do for the instruction after it."""
    passed: int = 0
    """How many entries of a list have been left behind, up to this action."""

    def unfinished(self) -> Move:
        """Return it as one that leaves something to do for the instruction."""
        return replace(self, finishes=False)


def press(control: Control, why: str) -> Move:
    """Return the move that clicks a control."""
    told = f"clicked {control.node.role} “{control.node.name[:80]}”"
    return Move(Click(control.ref), f"{why}.", told)


def set_boxes(checks: Iterable[Check]) -> FillForm:
    """Return one action that sets several boxes: each step looks at the page anew."""
    return FillForm(tuple(FieldValue(each.ref, "on" if each.on else "off") for each in checks))


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """Nothing is left to do for the instruction."""

    told: str = ""
    answer: str = ""
    """What was asked for."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """The instruction can't be carried out here."""

    missing: str
    """What was looked for, or what went wrong."""
    final: bool = False
    """It is understood why, so that trying something else would only be something else."""


Next: TypeAlias = Move | Fulfilled | Stuck


@dataclass(frozen=True, slots=True)
class Attempt:
    """One action that was tried, and what came of it."""

    action: Action
    outcome: str
    failed: bool
    no_effect: bool


@dataclass(frozen=True, slots=True)
class Trail:
    """What has been done for the instruction that is under way."""

    attempts: tuple[Attempt, ...] = ()
    passed: int = 0
    entered: int | None = None
    """The field or list that was changed last in the run."""

    @property
    def done(self) -> tuple[Attempt, ...]:
        """The attempts that were carried out."""
        return tuple(attempt for attempt in self.attempts if not attempt.failed)

    def without_failures(self) -> Trail:
        """Return it as if nothing had failed."""
        return replace(self, attempts=self.done)

    @property
    def vain(self) -> frozenset[int]:
        """Refs of what could not be acted on."""
        refs = (getattr(a.action, "ref", None) for a in self.attempts if a.failed)
        return frozenset(ref for ref in refs if ref is not None)

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """Return the actions of a kind that were carried out."""
        return tuple(a.action for a in self.done if isinstance(a.action, kind))
