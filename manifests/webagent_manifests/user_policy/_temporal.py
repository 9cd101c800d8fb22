"""Rules on what was done before: monitors over the log of dispatched actions.

All are past-time properties (compare Agent-C, arXiv 2512.23738), so each needs the latest mark or a
bounded count of one kind of action, never a walk through the log.
"""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import TYPE_CHECKING

from .._decision import ReasonCode, Verdict
from .._ledger import Use
from .._text import quote
from ._arguments import judgeable, plain
from ._document import AtMost, CoolDown, Effect, ForbidAfter, RequireBefore, SameArg, Scope
from ._matcher import Matcher
from ._outcome import Outcome, moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from .._json import Json
    from .._ledger import Ledger, Mark
    from .._request import Request
    from ._document import TemporalRule
    from ._matcher import Place

_VERDICTS = {Effect.ASK: Verdict.NEEDS_HUMAN, Effect.DENY: Verdict.DENY}


class Monitor:
    """One temporal rule.

    What it forbids it forbids where `action` may match. An earlier action that opens the way must
    have matched for certain; one that closes it need not have.
    """

    def __init__(self, rule: TemporalRule, *, owner: str, name: str) -> None:
        self._rule = rule
        self._name = name
        self.action = Matcher(rule.action)
        earlier = None if isinstance(rule, (AtMost, CoolDown)) else rule.earlier
        self.earlier = None if earlier is None else Matcher(earlier)
        self._key = f"{owner} {rule.id} {(self.earlier or self.action).digest}"

    @property
    def selectors(self) -> tuple[str, ...]:
        """The selectors it wants matched on the page."""
        return (*self.action.selectors, *(self.earlier.selectors if self.earlier else ()))

    def uses(self, request: Request, place: Place) -> tuple[Use, ...]:
        """Return the marks and counts that the request leaves if it is dispatched."""
        rule = self._rule
        match = (self.earlier or self.action).match(request, place)
        if not match.possible:
            return ()
        opens = isinstance(rule, (RequireBefore, SameArg))
        key = self._scoped(place, opens=opens)
        if key is None or (opens and not match.certain):
            return ()
        if isinstance(rule, AtMost):
            return (Use(key, max_requests=rule.times, window_seconds=rule.within_s),)
        if isinstance(rule, CoolDown):
            return (Use(key, max_requests=1, window_seconds=rule.seconds),)
        if isinstance(rule, SameArg):
            name = rule.argument if rule.earlier_argument is None else rule.earlier_argument
            return (Use(key, value=_fingerprint(key, request.args, name)),)
        return (Use(key),)

    def check(
        self, request: Request, place: Place, *, now: datetime, ledger: Ledger
    ) -> Outcome | None:
        """Return what stands against the request, None if nothing does."""
        if not self.action.match(request, place).possible:
            return None
        return self.verdict(place, request.args, now=now, ledger=ledger)

    def verdict(
        self, place: Place, args: Mapping[str, Json], *, now: datetime, ledger: Ledger
    ) -> Outcome | None:
        """Return what stands against an `action` at this place; one look into the ledger."""
        rule = self._rule
        if isinstance(rule, AtMost):
            return self._check_count(rule, place, now, ledger)
        if isinstance(rule, CoolDown):
            mark = self._last(place, ledger, opens=False)
            pause = timedelta(seconds=rule.seconds)
            if mark is None or mark.when <= now - pause:
                return None
            return self._wait(f"wants {rule.seconds} seconds in between", mark.when + pause)
        if isinstance(rule, ForbidAfter):
            return self._check_forbidden(rule, place, now, ledger)
        if isinstance(rule, RequireBefore):
            return self._check_required(rule, place, now, ledger)
        return self._check_same(rule, place, args, ledger)

    def _check_count(
        self, rule: AtMost, place: Place, now: datetime, ledger: Ledger
    ) -> Outcome | None:
        key = self._scoped(place, opens=False) or ""
        if rule.within_s is None:
            if len(ledger.times(key)) < rule.times:
                return None
            return Outcome(
                Verdict.DENY,
                ReasonCode.TEMPORAL,
                f"{self._name} lets it happen {rule.times} times per session, which are used up",
            )
        window = timedelta(seconds=rule.within_s)
        times = ledger.times(key, since=now - window)
        if len(times) < rule.times:
            return None
        return self._wait(
            f"lets it happen {rule.times} times in {rule.within_s} seconds",
            times[len(times) - rule.times] + window,
        )

    def _check_forbidden(
        self, rule: ForbidAfter, place: Place, now: datetime, ledger: Ledger
    ) -> Outcome | None:
        mark = self._last(place, ledger, opens=False)
        if mark is None:
            return None
        if rule.within_s is None or rule.effect is Effect.ASK:
            if rule.within_s is not None and mark.when <= now - timedelta(seconds=rule.within_s):
                return None
            return self._violated(rule.effect, f"after what was done at {moment(mark.when)}")
        until = mark.when + timedelta(seconds=rule.within_s)
        if until <= now:
            return None
        return self._wait(f"forbids it after what was done at {moment(mark.when)}", until)

    def _check_required(
        self, rule: RequireBefore, place: Place, now: datetime, ledger: Ledger
    ) -> Outcome | None:
        mark = self._last(place, ledger, opens=True)
        if mark is None:
            return self._violated(rule.effect, "before another action, which was not done yet")
        if rule.within_s is not None and mark.when <= now - timedelta(seconds=rule.within_s):
            return self._violated(
                rule.effect,
                f"later than {rule.within_s} seconds after another action, last done at "
                f"{moment(mark.when)}",
            )
        return None

    def _check_same(
        self, rule: SameArg, place: Place, args: Mapping[str, Json], ledger: Ledger
    ) -> Outcome | None:
        mark = self._last(place, ledger, opens=True)
        if mark is None:
            return self._violated(rule.effect, "before another action, which was not done yet")
        value = _fingerprint(self._scoped(place, opens=True) or "", args, rule.argument)
        if value is not None and value == mark.value:
            return None
        return self._violated(
            rule.effect,
            f"where the argument {quote(rule.argument)} differs from that of an earlier action",
        )

    def _violated(self, effect: Effect, when: str) -> Outcome:
        what = "forbids it" if effect is Effect.DENY else "wants a person asked"
        return Outcome(_VERDICTS[effect], ReasonCode.TEMPORAL, f"{self._name} {what} {when}")

    def _wait(self, what: str, until: datetime) -> Outcome:
        return Outcome(
            Verdict.WAIT,
            ReasonCode.TEMPORAL,
            f"{self._name} {what}, again from {moment(until)}",
            until=until,
        )

    def _last(self, place: Place, ledger: Ledger, *, opens: bool) -> Mark | None:
        key = self._scoped(place, opens=opens)
        if key is None:
            return None
        return ledger.last(key, session=self._rule.scope is Scope.SESSION)

    def _scoped(self, place: Place, *, opens: bool) -> str | None:
        """Return the key of the marks; what opens the way on no known site does so nowhere."""
        if self._rule.scope is not Scope.ORIGIN:
            return self._key
        origin = place.origin
        if origin is None:
            return None if opens else f"{self._key} ?"
        return f"{self._key} {origin}"


def _fingerprint(key: str, args: Mapping[str, Json], name: str) -> str | None:
    """Return what equal values have in common: the ledger is a file, and they may be secrets."""
    if name not in args:
        return None
    value = plain(args[name])
    if not judgeable(value):
        return None
    text = json.dumps(_same_number(value), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{key}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


def _same_number(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value
