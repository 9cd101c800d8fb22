"""What the record of a run says, in the terms that expectations are checked in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._deeds import Deed, deeds_of
from ._reached import reached_of, refused_places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent.recording import EventData

    from ._reached import Places


@dataclass(frozen=True, slots=True)
class Shown:
    """What the agent saw at the beginning of a turn."""

    step: int
    text: str
    """Title, page and dialog."""
    addresses: tuple[str, ...]
    """Of all tabs, the active one first, and of documents that were opened on the way; not of what
    was not let through."""


@dataclass(frozen=True, slots=True)
class RunSeen:
    """A run as it is compared with what was expected of it."""

    task: str
    answer: str
    deeds: tuple[Deed, ...]
    shown: tuple[Shown, ...]

    @classmethod
    def of(cls, events: Iterable[EventData], answer: str) -> RunSeen:
        """Return a run from its events and its answer."""
        events = tuple(events)
        refused = refused_places(events)
        started = next((e for e in events if e["type"] == "run_started"), None)
        return cls(
            task="" if started is None else started["task"],
            answer=answer,
            deeds=deeds_of(events),
            shown=tuple(_shown(event, refused) for event in events if event["type"] == "observed"),
        )


def _shown(observed: EventData, refused: Places) -> Shown:
    dialog = observed["dialog"]
    told = (observed["title"], observed["text"], "" if dialog is None else dialog["message"])
    return Shown(
        step=observed["step"],
        text="\n".join(told),
        addresses=reached_of(observed, refused),
    )
