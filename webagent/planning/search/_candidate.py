"""An action that somebody proposes to take from a state."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from webagent_actions import Reversibility

A = TypeVar("A", bound=Hashable)
"""An action: two that are equal are the same, and `str` tells it."""


# Without slots: Python 3.11 can't make a frozen generic that has them as Candidate[str](…).
@dataclass(frozen=True)
class Candidate(Generic[A]):
    """A proposed action, and what is known of it before it is tried."""

    action: A
    reversibility: Reversibility
    score: float = 0.0
    """How much speaks for it, summed over all that proposed it; at least 0."""
    target: str = ""
    """The element, as the page named it."""
    denied: str = ""
    """Why it is not permitted; empty if it is. A denied candidate is drawn and nothing else."""
    final: bool = False
    """It ends the task and changes nothing: what it is worth is seen, not predicted."""
    reserved: str = ""
    """Why it is only proposed and never just tried; empty if it may be.

    A person has to decide on it, or what its limit leaves is kept for what is done in the end.
    """

    def __post_init__(self) -> None:
        """Check the score.

        Raises:
            ValueError: it is below 0, or no number.
        """
        if not 0 <= self.score < float("inf"):
            raise ValueError(f"a score is at least 0 and finite, not {self.score}")

    @property
    def explorable(self) -> bool:
        """Whether it may be taken only to see where it leads."""
        return (
            self.reversibility is not Reversibility.COMMIT and not self.denied and not self.reserved
        )
