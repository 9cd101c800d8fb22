"""What of the web a run has reached, told apart from what its guard kept closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from webagent.guard import OriginPattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent.recording import EventData

Places: TypeAlias = "frozenset[OriginPattern]"
_REFUSED = " was not let through: "
"""Stands after the place in what the guard tells."""


def refused_places(events: Iterable[EventData]) -> Places:
    """Return the places that the guard did not let through; what it lets through never changes."""
    told = [each for e in events if e["type"] == "observed" for each in e["events"]]
    places = (each.partition(_REFUSED)[0] for each in told if _REFUSED in each)
    # Of an encrypted connection the guard knows host and port alone.
    urls = (each if "://" in each else f"https://{each}" for each in places)
    return frozenset(filter(None, map(OriginPattern.of_url, urls)))


def reached_of(observed: EventData, refused: Places) -> tuple[str, ...]:
    """Return the addresses of tabs and of opened documents at a look, the active tab's first.

    What was refused is not among them, though the browser shows the refusal at its address.
    """
    addresses = (observed["url"], *(tab["url"] for tab in observed["tabs"]))
    return (
        *(each for each in addresses if OriginPattern.of_url(each) not in refused),
        *(each["url"] for each in sent_of(observed, refused) if each["kind"] == "document"),
    )


def sent_of(observed: EventData, refused: Places) -> list[EventData]:
    """Return the requests before a look that were let through and came to where they lead."""
    return [
        each
        for each in observed["requests"]
        if not each["problem"] and OriginPattern.of_url(each["url"]) not in refused
    ]
