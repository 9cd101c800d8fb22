"""What a run finds out about the addresses it comes back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._stability import Stability
    from ._waypoint import Waypoint


class Checkpoints:
    """Which addresses bring their pages back, and which texts of these change by themselves."""

    def __init__(self, stability: Stability) -> None:
        self.stability = stability
        self._changing: dict[str, frozenset[str]] = {}

    def volatile(self, point: Waypoint) -> frozenset[str]:
        """Return templates of the texts known to change by themselves where a state came from."""
        known = (self._changing.get(start.address, frozenset[str]()) for start, _ in point.ways())
        return frozenset[str]().union(*known)

    def learn_changing(self, start: Waypoint, templates: frozenset[str]) -> None:
        """Take note of texts that differed between two loads of a checkpoint in a row."""
        known = self._changing.get(start.address, frozenset[str]())
        self._changing[start.address] = known | templates
