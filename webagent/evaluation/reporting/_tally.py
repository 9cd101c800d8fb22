"""What attempts came to, counted: errors and what nobody judged stay apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from webagent.evaluation.statistics import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent.evaluation import Attempt

FULL = "raw_is_1"
"""The measure of a suite with a stricter rule than its own: 1 where the raw reward is in full."""


class Outcome(StrEnum):
    """What an attempt came to."""

    SUCCESS = "success"
    FAILURE = "failure"
    NOT_JUDGED = "not judged"
    ERROR = "error"
    """Something broke: it says nothing about the agent."""


def outcome_of(attempt: Attempt) -> Outcome:
    """Return what an attempt came to, by the suite's own rule."""
    if attempt.error or attempt.score is None:
        return Outcome.ERROR
    match attempt.success:
        case None:
            return Outcome.NOT_JUDGED
        case True:
            return Outcome.SUCCESS
        case False:
            return Outcome.FAILURE


def raw_outcome_of(attempt: Attempt) -> Outcome:
    """Return what an attempt came to if only a raw reward of 1 is a success."""
    outcome = outcome_of(attempt)
    if outcome is Outcome.ERROR or attempt.score is None:
        return outcome
    full = attempt.score.measures.get(FULL)
    if full is None:
        return Outcome.NOT_JUDGED
    return Outcome.SUCCESS if full == 1 else Outcome.FAILURE


@dataclass(frozen=True, slots=True)
class Tally:
    """How many attempts came to what."""

    successes: int = 0
    failures: int = 0
    not_judged: int = 0
    errors: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Tally:
        """Count outcomes."""
        counts = Counter(outcomes)
        return cls(
            counts[Outcome.SUCCESS],
            counts[Outcome.FAILURE],
            counts[Outcome.NOT_JUDGED],
            counts[Outcome.ERROR],
        )

    @property
    def n(self) -> int:
        """All attempts."""
        return self.judged + self.not_judged + self.errors

    @property
    def judged(self) -> int:
        """Those whose end is known to be good or bad."""
        return self.successes + self.failures

    @property
    def share(self) -> float | None:
        """Successes among those judged, 0 to 1; `None` where none was."""
        return self.successes / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % Wilson interval of `share`, as if attempts were independent."""
        return wilson(self.successes, self.judged)

    @property
    def bounds(self) -> tuple[float, float]:
        """The share if everything that was not judged had failed, and if it had passed."""
        whole = self.judged + self.not_judged
        if whole == 0:
            return 0.0, 1.0
        return self.successes / whole, (self.successes + self.not_judged) / whole

    @property
    def share_of_all(self) -> float | None:
        """The share if errors and what was not judged count as failures, as in most papers."""
        return self.successes / self.n if self.n else None

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "n": self.n,
            "successes": self.successes,
            "failures": self.failures,
            "not_judged": self.not_judged,
            "errors": self.errors,
            "share": self.share,
            "interval": list(self.interval),
            "bounds": list(self.bounds),
            "share_of_all": self.share_of_all,
        }
