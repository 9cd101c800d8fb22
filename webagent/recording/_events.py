"""The record of a run as it happens: one JSON object a line, the truth all else is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from webagent.result import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

EventType = Literal[
    "run_started",
    "resumed",
    "obeying",
    "start_permission",
    "policy",
    "wishes",
    "violation",
    "planned",
    "observed",
    "tried_permission",
    "search",
    "proposed",
    "permission",
    "intent",
    "stepped",
    "run_finished",
]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a run."""

    type: EventType
    seconds: float
    """Since the run started."""
    step: int | None
    data: Mapping[str, Any]
    """Plain JSON values."""

    def to_json(self) -> dict[str, Any]:
        """Return the event as a line of `events.jsonl` holds it."""
        head = {"schema_version": SCHEMA_VERSION, "type": self.type}
        return {**head, "seconds": round(self.seconds, 3), "step": self.step, **self.data}
