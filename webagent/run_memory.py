"""What a run remembers from turn to turn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from webagent.addresses import Addresses
from webagent.models import Usage

if TYPE_CHECKING:
    from webagent_actions import Action, Download
    from webagent_observation import Fingerprint

    from webagent.state import Intent, Step


@dataclass(eq=False, slots=True)
class RunMemory:
    """What was done, noted and spent, what was in vain, and what nobody knows the outcome of."""

    addresses: Addresses = field(default_factory=lambda: Addresses(()))
    steps: list[Step] = field(default_factory=list["Step"])
    notes: list[str] = field(default_factory=list[str])
    denials: list[str] = field(default_factory=list[str])
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0
    """How long the run had lasted when it was cut off; 0 for a new one."""
    downloads: list[Download] = field(default_factory=list["Download"])
    unsettled: tuple[Intent, ...] = ()
    """What can't be undone, and may or may not have been done when the run was killed."""
    fruitless: Counter[tuple[Fingerprint, Action]] = field(
        default_factory=Counter["tuple[Fingerprint, Action]"]
    )

    @property
    def turn(self) -> int:
        """The number of the turn that is being taken, from 1."""
        return len(self.steps) + 1

    @property
    def highest_ref(self) -> int:
        """The highest number of an element that any step named; 0 if none did."""
        refs = (getattr(action, "ref", 0) for step in self.steps for action in step.actions)
        return max(refs, default=0)

    def doubts(self, intent: Intent) -> Intent | None:
        """Return what an intent may be doing for the second time; `None` if it does not."""
        return next((each for each in self.unsettled if intent.repeats(each)), None)
