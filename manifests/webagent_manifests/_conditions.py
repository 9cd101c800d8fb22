"""What the modifiers of a winning rule make of its permission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._decision import ReasonCode, Verdict
from ._ledger import Use
from ._time_window import TimeWindow

if TYPE_CHECKING:
    from datetime import datetime

    from ._ledger import Ledger
    from ._manifest import Modifiers


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with its reason, before it is tied to a rule and a verb."""

    verdict: Verdict
    reason_code: ReasonCode
    because: str
    until: datetime | None = None


_FREE = Outcome(Verdict.ALLOW, ReasonCode.RULE, "allows it")


class Conditions:
    """The modifiers of one allowing rule; `key` names the rule in the ledger."""

    __slots__ = ("_human", "_never_open", "_use", "_window", "uses")

    def __init__(self, modifiers: Modifiers, key: str) -> None:
        window = modifiers.time_window
        limit = modifiers.rate_limit
        self._window = None if window is None else TimeWindow.parse(window)
        self._never_open = window is not None and self._window is None
        self._human = modifiers.human_in_the_loop is True
        most = None if limit is None else limit.max_requests
        self._use = Use(
            key,
            max_requests=most,
            window_seconds=None if limit is None else limit.window_seconds,
            burst=modifiers.burst,
        )
        limited = most is not None or modifiers.burst is not None
        self.uses: tuple[Use, ...] = (self._use,) if limited else ()

    def check(self, *, now: datetime, ledger: Ledger, approved: bool | None) -> Outcome:
        """Return the strictest of what the modifiers say: a human lifts no limit."""
        outcomes = [
            outcome
            for outcome in (
                self._check_window(now),
                self._check_rate(now, ledger),
                self._check_burst(ledger),
                self._check_human(approved),
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

    def _check_rate(self, now: datetime, ledger: Ledger) -> Outcome | None:
        most, window = self._use.max_requests, self._use.window
        if most is None:
            return None
        if window is None:
            if len(ledger.times(self._use.key)) < most:
                return None
            return Outcome(
                Verdict.DENY,
                ReasonCode.RATE_LIMITED,
                f"allows it {most} times per session, which are used up",
            )
        times = ledger.times(self._use.key, since=now - window)
        if len(times) < most:
            return None
        until = times[len(times) - most] + window
        return Outcome(
            Verdict.WAIT,
            ReasonCode.RATE_LIMITED,
            f"allows it {most} times in {self._use.window_seconds} seconds, "
            f"again from {until:%Y-%m-%d %H:%M:%S} UTC",
            until,
        )

    def _check_burst(self, ledger: Ledger) -> Outcome | None:
        burst = self._use.burst
        if burst is None or ledger.in_flight(self._use.key) < burst:
            return None
        return Outcome(
            Verdict.WAIT,
            ReasonCode.BURST,
            f"allows {burst} of it at once, and as many are under way",
        )

    def _check_human(self, approved: bool | None) -> Outcome | None:
        if not self._human:
            return None
        needed = "allows it with a person's approval"
        if approved is None:
            return Outcome(Verdict.NEEDS_HUMAN, ReasonCode.HUMAN_REQUIRED, needed)
        if approved:
            return Outcome(Verdict.ALLOW, ReasonCode.APPROVED, f"{needed}, and a person approved")
        return Outcome(Verdict.DENY, ReasonCode.DECLINED, f"{needed}, and nobody approved")
