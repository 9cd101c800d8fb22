"""How often the actions of one rule may happen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from .._decision import ReasonCode, Verdict
from .._ledger import Use
from ._outcome import Outcome, moment

if TYPE_CHECKING:
    from datetime import datetime

    from .._ledger import Ledger
    from ._document import Limits

_DAY_SECONDS = 86_400


class Quota:
    """The limits of one rule, counted under one key. A day is any 24 hours."""

    __slots__ = ("_key", "_limits", "_name", "_rule", "uses")

    def __init__(self, limits: Limits, key: str, *, rule: int, name: str) -> None:
        self._limits = limits
        self._key = key
        self._rule = rule
        self._name = name
        counts = (
            (limits.per_session, None),
            (limits.per_day, _DAY_SECONDS),
            (None if limits.min_interval_s is None else 1, limits.min_interval_s),
        )
        self.uses = tuple(
            Use(key, max_requests=most, window_seconds=window)
            for most, window in counts
            if most is not None
        )

    def check(self, *, now: datetime, ledger: Ledger) -> list[Outcome]:
        """Return what the limits that are used up say; one look into the ledger for each."""
        limits = self._limits
        found: list[Outcome] = []
        if limits.per_session is not None and len(ledger.times(self._key)) >= limits.per_session:
            found.append(
                Outcome(
                    Verdict.DENY,
                    ReasonCode.RATE_LIMITED,
                    f"{self._name} lets it happen {limits.per_session} times per session, which "
                    "are used up",
                    self._rule,
                )
            )
        if limits.per_day is not None:
            day = timedelta(seconds=_DAY_SECONDS)
            times = ledger.times(self._key, since=now - day)
            if len(times) >= limits.per_day:
                until = times[len(times) - limits.per_day] + day
                found.append(self._wait(f"{limits.per_day} times in 24 hours", until))
        if limits.min_interval_s is not None:
            last = ledger.last(self._key)
            interval = timedelta(seconds=limits.min_interval_s)
            if last is not None and last.when > now - interval:
                found.append(
                    self._wait(f"every {limits.min_interval_s} seconds", last.when + interval)
                )
        return found

    def _wait(self, how_often: str, until: datetime) -> Outcome:
        return Outcome(
            Verdict.WAIT,
            ReasonCode.RATE_LIMITED,
            f"{self._name} lets it happen {how_often}, again from {moment(until)}",
            self._rule,
            until,
        )
