"""What was dispatched when, as far as limits have to know."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

# Longer windows exist in files, not in ledgers; datetime arithmetic ends near year 9999.
_LONGEST_WINDOW_SECONDS = 100 * 366 * 86_400


@dataclass(frozen=True, slots=True)
class Use:
    """A count that one dispatched action takes, and the limits it has to respect.

    `max_requests` holds within any `window_seconds` seconds, or for the session without them.
    `burst` bounds how many actions with this key are under way at once. A use without limits only
    leaves a mark, with `value` on it.
    """

    key: str
    max_requests: int | None = None
    window_seconds: int | None = None
    burst: int | None = None
    value: str | None = None

    @property
    def window(self) -> timedelta | None:
        """The sliding window, None for a cap per session."""
        if self.window_seconds is None:
            return None
        return timedelta(seconds=min(self.window_seconds, _LONGEST_WINDOW_SECONDS))


@dataclass(frozen=True, slots=True)
class Mark:
    """The latest dispatched action under a key, and the value it left."""

    when: datetime
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """The counts that one action took; its burst slots are given back when it has settled."""

    number: int
    slots: tuple[str, ...] = ()


class Ledger(Protocol):
    """Remembers dispatched actions by key, for one agent. Times are timezone-aware."""

    def times(self, key: str, *, since: datetime | None = None) -> tuple[datetime, ...]:
        """Return the dispatch times later than `since`, oldest first.

        Without `since`, those of this session.
        """
        ...

    def last(self, key: str, *, session: bool = False) -> Mark | None:
        """Return the latest mark, in this session or ever, by the time it carries."""
        ...

    def in_flight(self, key: str) -> int:
        """Return how many claimed actions have not settled yet."""
        ...

    def claim(self, uses: Iterable[Use], *, when: datetime) -> Claim | None:
        """Count an action that is about to be dispatched, unless a limit is used up.

        Checking and counting are one step: of two agents that want the last one, one gets None.
        The action stays counted, whatever comes of it.
        """
        ...

    def release(self, claim: Claim) -> None:
        """Give the slots of a settled action back."""
        ...


class MemoryLedger:
    """The dispatched actions of one run, in memory."""

    def __init__(self) -> None:
        self._times: dict[str, list[datetime]] = {}
        self._marks: dict[str, Mark] = {}
        self._in_flight: Counter[str] = Counter()
        self._claims = 0

    def times(self, key: str, *, since: datetime | None = None) -> tuple[datetime, ...]:
        """Return the dispatch times later than `since`, oldest first; all without it."""
        times = self._times.get(key, [])
        return tuple(times if since is None else times[bisect_right(times, since) :])

    def last(self, key: str, *, session: bool = False) -> Mark | None:
        """Return the latest mark; memory holds no session but this one."""
        return self._marks.get(key)

    def in_flight(self, key: str) -> int:
        """Return how many claimed actions have not settled yet."""
        return self._in_flight[key]

    def claim(self, uses: Iterable[Use], *, when: datetime) -> Claim | None:
        """Count an action, unless a limit is used up."""
        taken = unique(uses)
        if any(self._used_up(use, when) for use in taken):
            return None
        for key, value in values_by_key(taken).items():
            insort(self._times.setdefault(key, []), when)
            mark = self._marks.get(key)
            if mark is None or mark.when <= when:
                self._marks[key] = Mark(when, value)
        slots = slots_of(taken)
        self._in_flight.update(slots)
        self._claims += 1
        return Claim(self._claims, slots)

    def release(self, claim: Claim) -> None:
        """Give the slots of a settled action back."""
        self._in_flight.subtract(claim.slots)

    def _used_up(self, use: Use, when: datetime) -> bool:
        if use.burst is not None and self._in_flight[use.key] >= use.burst:
            return True
        if use.max_requests is None:
            return False
        since = None if use.window is None else when - use.window
        return len(self.times(use.key, since=since)) >= use.max_requests


def unique(uses: Iterable[Use]) -> tuple[Use, ...]:
    """Return the uses without repetition; those of one key with other limits all have to hold."""
    return tuple(dict.fromkeys(uses))


def values_by_key(uses: Iterable[Use]) -> dict[str, str | None]:
    """Return what to count: each key once, since several verbs of one action are one action."""
    return {use.key: use.value for use in uses}


def slots_of(uses: Iterable[Use]) -> tuple[str, ...]:
    """Return the keys of which the action holds a slot until it has settled."""
    return tuple(dict.fromkeys(use.key for use in uses if use.burst is not None))
