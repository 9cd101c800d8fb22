"""When which rule's permission was used."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Ledger:
    """The dispatched actions of one run, in memory, by rule.

    A rule is known by the key of its `RuleSet` and its index there, so rules of different
    manifests never share a count. Times are timezone-aware.
    """

    def __init__(self) -> None:
        self._times: dict[tuple[str, int], list[datetime]] = {}

    def record(self, key: str, rule: int, when: datetime) -> None:
        """Note that an action under this rule was dispatched at `when`, whatever came of it."""
        insort(self._times.setdefault((key, rule), []), when)

    def times(self, key: str, rule: int, *, since: datetime | None = None) -> tuple[datetime, ...]:
        """Return the dispatch times later than `since`, oldest first."""
        times = self._times.get((key, rule), [])
        return tuple(times if since is None else times[bisect_right(times, since) :])
