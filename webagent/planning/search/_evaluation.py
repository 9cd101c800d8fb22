"""What a state is worth."""

from __future__ import annotations

from dataclasses import dataclass

BEST = 10.0
"""The value of a state that meets all criteria; 0 is the worst."""
SUCCESS = 9.0
"""From this value on, a state counts as a success where no criterion can be checked by machine."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The judgement on a state and on the action that led to it.

    Effect and promise are WebPilot's two scores (Zhang et al. 2024, arXiv 2408.15978, "Dynamic
    Evaluation and Simulation"); the reflections are those of its node expansion.
    """

    effect: float
    """How much the action did for the task: 0 nothing, 10 exactly what was needed."""
    promise: float
    """How likely it is that the task can be finished from here: 0 not, 10 it is finished."""
    met: bool | None = None
    """Whether all criteria are met; `None` if a machine can't check all of them."""
    reason: str = ""
    child_reflection: str = ""
    """What to do next: for all that is tried from here on."""
    sibling_reflection: str = ""
    """What not to repeat: for what else is tried in place of the action."""

    def __post_init__(self) -> None:
        """Check the scores.

        Raises:
            ValueError: one is not between 0 and 10.
        """
        for score in (self.effect, self.promise):
            if not 0 <= score <= BEST:
                raise ValueError(f"a score is between 0 and {BEST:g}, not {score}")

    @property
    def value(self) -> float:
        """The mean of both scores; 10 where all criteria are met."""
        return BEST if self.met else 0.5 * self.effect + 0.5 * self.promise

    @property
    def succeeded(self) -> bool:
        """Whether there is nothing left to look for."""
        return self.met or (self.met is None and self.value >= SUCCESS)
