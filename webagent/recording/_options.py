"""What of a run is recorded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordOptions:
    """What may be left out where many runs are played and none is resumed."""

    pictures: bool = True
    """A picture of the page at each step."""
    checkpoints: bool = True
    """After each step, what it takes to go on should the run be killed."""
