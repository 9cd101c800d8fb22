"""What the modifiers of a winning rule make of its permission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ._decision import ReasonCode, Verdict
from ._time_window import TimeWindow

if TYPE_CHECKING:
    from ._ledger import Ledger
    from ._manifest import Modifiers

# Longer windows exist in files, not in ledgers; datetime arithmetic ends near year 9999.
_LONGEST_WINDOW_SECONDS = 100 * 366 * 86_400


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with its reason, before it is tied to a rule and a verb."""

    verdict: Verdict
    reason_code: ReasonCode
    because: str
    until: datetime | None = None


_FREE = Outcome(Verdict.ALLOW, ReasonCode.RULE, "allows it")


class Conditions:
    """The modifiers of one allowing rule, ready to be checked.

    `burst` is not among them: an agent dispatches its actions one at a time, so a limit of at
    least one action in flight always holds.
    """

    __slots__ = ("_human", "_max_requests", "_never_open", "_window", "_window_seconds")

    def __init__(self, modifiers: Modifiers) -> None:
        window = modifiers.time_window
        limit = modifiers.rate_limit
        self._window = None if window is None else TimeWindow.parse(window)
        self._never_open = window is not None and self._window is None
        self._max_requests = None if limit is None else limit.max_requests
        self._window_seconds = None if limit is None else limit.window_seconds
        self._human = modifiers.human_in_the_loop is True

    @property
    def limited(self) -> bool:
        """Whether dispatched actions have to be counted."""
        return self._max_requests is not None

    def check(self, key: str, rule: int, *, now: datetime, ledger: Ledger) -> Outcome:
        """Return the strictest of what the modifiers say: a human lifts no limit."""
        outcomes = [
            outcome
            for outcome in (
                self._check_window(now),
                self._check_rate(key, rule, now, ledger),
                self._check_human(),
            )
            if outcome is not None
        ]
        # Of two waits the longer one: before it ends the answer cannot be laxer.
        return max(
            outcomes,
            key=lambda outcome: (outcome.verdict, outcome.until or now),
            default=_FREE,
        )

    def _check_window(self, now: datetime) -> Outcome | None:
        if self._never_open:
            return Outcome(
                Verdict.DENY,
                ReasonCode.OUTSIDE_TIME_WINDOW,
                "allows it only in a time window that never opens",
            )
        opening = None if self._window is None else self._window.opens(now)
        if opening is None:
            return None
        return Outcome(
            Verdict.WAIT,
            ReasonCode.OUTSIDE_TIME_WINDOW,
            f"allows it only in a time window that opens at {opening:%Y-%m-%d %H:%M} UTC",
            opening,
        )

    def _check_rate(self, key: str, rule: int, now: datetime, ledger: Ledger) -> Outcome | None:
        most = self._max_requests
        if most is None:
            return None
        if self._window_seconds is None:
            if len(ledger.times(key, rule)) < most:
                return None
            return Outcome(
                Verdict.DENY,
                ReasonCode.RATE_LIMITED,
                f"allows it {most} times per session, which are used up",
            )
        window = timedelta(seconds=min(self._window_seconds, _LONGEST_WINDOW_SECONDS))
        times = ledger.times(key, rule, since=now - window)
        if len(times) < most:
            return None
        until = times[len(times) - most] + window
        return Outcome(
            Verdict.WAIT,
            ReasonCode.RATE_LIMITED,
            f"allows it {most} times in {self._window_seconds} seconds, "
            f"again from {until:%Y-%m-%d %H:%M:%S} UTC",
            until,
        )

    def _check_human(self) -> Outcome | None:
        if not self._human:
            return None
        return Outcome(
            Verdict.NEEDS_HUMAN, ReasonCode.HUMAN_REQUIRED, "allows it with a person's approval"
        )
