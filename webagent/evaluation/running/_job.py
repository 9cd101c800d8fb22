"""What a worker has to know to play tasks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from webagent.limits import Limits

    from .._suite import Suite
    from ._players import Players

GRACE_S = 180.0
"""How long reset and score of a task may take, together, beside the limit of its run."""
BEYOND_S = 15.0
LONGEST_S = 3600.0
"""How long a run may take that has no limit of its own."""


@dataclass(frozen=True, slots=True)
class Job:
    """The suite, who plays it, and how. It is pickled to reach the workers."""

    suite: Suite
    players: Players
    folder: Path
    """The record of the evaluation; workers write the records of their runs beneath it."""
    bounds: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Limits, by name, that take the place of those the suite has."""
    pictures: bool = False
    """Whether each step of a run is recorded with a picture."""
    headless: bool = True
    grace: float = GRACE_S
    """Seconds that a task may take beside the limit of its run, until its worker gives it up."""
    beyond: float = BEYOND_S
    """Seconds after which a worker that has not given it up is killed."""

    def limits(self, own: Limits) -> Limits:
        """Return the limits of a run, given those of the suite."""
        return replace(own, **self.bounds)

    def patience(self, limits: Limits) -> float:
        """Return after how many seconds a task is given up as hanging."""
        return (LONGEST_S if limits.seconds is None else limits.seconds) + self.grace
