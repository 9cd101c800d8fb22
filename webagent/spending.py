"""What a run costs, by what it is spent on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What a model is asked for."""

    ACT = "act"
    """The next action."""
    PLAN = "plan"
    """The parts of the task, or a change of them."""
    CRITIC = "critic"
    """What a state is worth."""
    SEARCH = "search"
    """Actions that are only tried."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Time, and load on the sites."""

    seconds: float = 0.0
    requests: int = 0
    """For documents, by forms and by page scripts; not those for pictures, styles and scripts."""

    def __add__(self, other: Effort) -> Effort:
        """Add two efforts."""
        return Effort(self.seconds + other.seconds, self.requests + other.requests)
