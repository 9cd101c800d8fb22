"""What the permission record of a run says, whatever was expected of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from webagent_manifests import Source, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from webagent.recording import EventData

_DECIDED = ("start_permission", "permission", "tried_permission")
_ALLOWED = Verdict.ALLOW.word


@dataclass(frozen=True, slots=True)
class PermissionRecord:
    """How often the gate decided, by whose word, and what came of it."""

    decisions: int = 0
    """Actions that were decided on, the start address and what was only tried included."""
    denied: int = 0
    asked: int = 0
    """A person had to decide."""
    approved: int = 0
    """And said yes."""
    rulings: Mapping[Source, int] = field(default_factory=dict[Source, int])
    """Decisions on single verbs and elements, by their source."""
    denials: Mapping[Source, int] = field(default_factory=dict[Source, int])
    """Actions that were denied, by each source that stood against them."""

    @classmethod
    def of(cls, events: Iterable[EventData]) -> PermissionRecord:
        """Return what the events of a run say."""
        decided = [event for event in events if event["type"] in _DECIDED]
        refused = [event for event in decided if not event["granted"]]
        return cls(
            decisions=len(decided),
            denied=len(refused),
            asked=sum(event["approved"] is not None for event in decided),
            approved=sum(event["approved"] is True for event in decided),
            rulings=_by_source(ruling for event in decided for ruling in event["rulings"]),
            denials=_by_source(
                {"source": source}
                for event in refused
                for source in {r["source"] for r in event["rulings"] if r["verdict"] != _ALLOWED}
            ),
        )

    def measures(self) -> dict[str, float]:
        """Return it by the names of measures: `permission/denied`, `permission/denied/site` …"""
        measures: dict[str, float] = {
            "permission/decisions": self.decisions,
            "permission/denied": self.denied,
            "permission/asked": self.asked,
            "permission/approved": self.approved,
        }
        measures.update({f"permission/rulings/{k.value}": n for k, n in self.rulings.items()})
        measures.update({f"permission/denied/{k.value}": n for k, n in self.denials.items()})
        return measures


def _by_source(rulings: Iterable[Mapping[str, Any]]) -> dict[Source, int]:
    counted = Counter(ruling["source"] for ruling in rulings)
    return {source: counted[source.value] for source in Source if counted[source.value]}
