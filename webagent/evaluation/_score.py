"""What an attempt at a task was worth."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a score rests on."""

    name: str
    """What was compared, such as `answer must include “22 kg”`."""
    score: float | None
    """0 to 1; `None` where it takes a judge, and there is none."""
    reason: str
    """Why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Score:
    """What an attempt was worth, and why."""

    score: float | None
    """0 to 1; `None` where that could not be judged, which is neither success nor failure."""
    checks: tuple[Check, ...] = ()
    measures: Mapping[str, float] = field(default_factory=dict[str, float])
    """What else the suite measures, by name, such as a raw reward or violations of a policy."""

    @classmethod
    def product(cls, checks: Iterable[Check]) -> Score:
        """Return the product of checks, as WebArena has it.

        A check that failed makes it 0 whatever the others say; otherwise one that was not judged
        leaves it open.
        """
        checks = tuple(checks)
        scores = [check.score for check in checks if check.score is not None]
        if 0.0 in scores:
            return cls(0.0, checks)
        return cls(None if len(scores) < len(checks) else prod(scores), checks)

    @property
    def bounds(self) -> tuple[float, float]:
        """The score if everything that was not judged failed, and if it all passed."""
        return (0.0, 1.0) if self.score is None else (self.score, self.score)
