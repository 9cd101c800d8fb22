"""A user's or an organisation's policy, ready to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._decision import Considered, Decision, ReasonCode, Source, Verdict
from .._ledger import Use, unique
from .._manifest import Verb
from .._moment import require_aware
from .._text import quote
from ._certainty import NO_MATCH, Certainty, Match
from ._document import Effect, PolicyDocument, Rule
from ._matcher import Matcher, Place
from ._outcome import Outcome, strictest_outcome
from ._quota import Quota
from ._reading import Reading
from ._temporal import Monitor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from .._ledger import Ledger
    from .._request import Request
    from .._visibility import Visibility

_OWNERS = {Source.USER: "your policy", Source.ORGANISATION: "your organisation's policy"}
_DEFAULTS = {
    Effect.ALLOW: (Verdict.ALLOW, "allows what no rule speaks of"),
    Effect.ASK: (Verdict.NEEDS_HUMAN, "has a person asked about what no rule allows"),
    Effect.DENY: (Verdict.DENY, "forbids what no rule allows"),
}
_SAYS = {Effect.ALLOW: "allows it", Effect.ASK: "has a person asked", Effect.DENY: "forbids it"}
_VERDICTS = {
    Effect.ALLOW: Verdict.ALLOW,
    Effect.ASK: Verdict.NEEDS_HUMAN,
    Effect.DENY: Verdict.DENY,
}
# Why an allow falls short, where the code says more than that the default decided.
_TELLING = frozenset(
    {ReasonCode.ARGUMENT, ReasonCode.UNEVALUABLE_SELECTOR, ReasonCode.UNKNOWN_VERB}
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule with what was made ready for it."""

    index: int
    rule: Rule
    matcher: Matcher
    quota: Quota | None
    name: str

    def outcome(self, match: Match) -> Outcome:
        """Return what the rule says of a request that it matches, or may match."""
        effect = self.rule.effect
        said = f"{self.name} {_SAYS[effect]}"
        if effect is Effect.ASK and match.certain:
            return Outcome(Verdict.NEEDS_HUMAN, ReasonCode.HUMAN_REQUIRED, said, self.index)
        code = match.code or ReasonCode.RULE
        doubt = "" if match.certain else f", because {match.because}"
        return Outcome(_VERDICTS[effect], code, said + doubt, self.index)


class UserPolicy:
    """A `Contributor` that speaks for the user, or for the organisation the agent works for.

    Among the rules that match, the strictest decides: deny, then ask, then allow. Only an allow
    lifts the policy's own default. An allow has to match for certain; a deny or ask applies where
    it may match: see `Match`.
    """

    def __init__(self, document: PolicyDocument, *, source: Source = Source.USER) -> None:
        self.document = document
        self.source = source
        self._owner = _OWNERS.get(source, "the policy")
        self._rules = tuple(map(self._prepare, range(len(document.rules)), document.rules))
        self._monitors = tuple(
            Monitor(rule, owner=source.value, name=self._name(rule.id))
            for rule in document.temporal
        )
        self.selectors: tuple[str, ...] = tuple(
            dict.fromkeys(
                selector
                for each in (*(rule.matcher for rule in self._rules), *self._monitors)
                for selector in each.selectors
            )
        )

    def decide(
        self, request: Request, *, now: datetime, ledger: Ledger, trace: bool = False
    ) -> Decision | None:
        """Decide on a verb; None if neither a rule nor the default has anything to say.

        The marks and counts that the action leaves once it is dispatched are in `uses` whatever
        the verdict; a decision that has nothing else to say allows. Every rule looks into the
        ledger a fixed number of times, however long it is. `now` must be timezone-aware
        (ValueError if not).
        """
        require_aware(now)
        place = Place.of(request)
        matches = [
            (rule, match)
            for rule in self._rules
            if (match := rule.matcher.match(request, place)) is not NO_MATCH
        ]
        uses: list[Use] = []
        outcomes: list[Outcome] = []
        lifted = False
        for rule, match in matches:
            if not match.possible:
                continue
            if rule.quota is not None:
                uses.extend(rule.quota.uses)
                outcomes.extend(rule.quota.check(now=now, ledger=ledger))
            if rule.rule.effect is not Effect.ALLOW or match.certain:
                outcomes.append(rule.outcome(match))
                lifted = lifted or rule.rule.effect is Effect.ALLOW
        for monitor in self._monitors:
            uses.extend(monitor.uses(request, place))
            violated = monitor.check(request, place, now=now, ledger=ledger)
            if violated is not None:
                outcomes.append(violated)
        if self.document.default is not None and not lifted and not request.incidental:
            outcomes.append(self._by_default(self.document.default, matches))
        decisive = strictest_outcome(outcomes, declined=request.approved is False)
        if decisive is None:
            if not uses:
                return None
            decisive = Outcome(
                Verdict.ALLOW, ReasonCode.TEMPORAL, f"{self._owner} takes note of it"
            )
        return Decision(
            decisive.verdict,
            request.verb,
            decisive.code,
            f"{request.verb}: {decisive.because}.",
            decisive.rule,
            decisive.until,
            unique(uses),
            self.source,
            tuple(_considered(matches)) if trace else (),
        ).answered(request.approved)

    def visibility(
        self,
        verb: Verb = Verb.READ_CONTENT,
        *,
        now: datetime,
        ledger: Ledger,
        url: str = "",
    ) -> Visibility:
        """Return what of the document at `url` may be read without asking or waiting."""
        require_aware(now)
        reading = Reading(verb, url)
        for rule in self._rules:
            match = reading.match(rule.matcher)
            if match.possible:
                spent = rule.quota is not None and rule.quota.check(now=now, ledger=ledger)
                if spent or rule.rule.effect is not Effect.ALLOW:
                    reading.hide(rule.index, rule.matcher)
                elif match.certain:
                    reading.show(rule.index, rule.matcher)
        for index, monitor in enumerate(self._monitors, len(self._rules)):
            possible = reading.match(monitor.action).possible
            if possible and monitor.verdict(reading.place, {}, now=now, ledger=ledger) is not None:
                reading.hide(index, monitor.action)
        return reading.visibility(self.document.default)

    def _prepare(self, index: int, rule: Rule) -> _Rule:
        matcher = Matcher(rule)
        name = self._name(rule.id)
        key = f"{self.source.value} {rule.id} {matcher.digest}"
        quota = None if rule.limits is None else Quota(rule.limits, key, rule=index, name=name)
        return _Rule(index, rule, matcher, quota, name)

    def _name(self, identifier: str) -> str:
        return f"rule {quote(identifier)} of {self._owner}"

    def _by_default(self, default: Effect, matches: list[tuple[_Rule, Match]]) -> Outcome:
        verdict, what = _DEFAULTS[default]
        if verdict is not Verdict.ALLOW:
            # An allow that fell short is the reason that somebody looks for.
            for rule, match in matches:
                if rule.rule.effect is Effect.ALLOW and match.code is not None:
                    return Outcome(
                        verdict,
                        match.code if match.code in _TELLING else ReasonCode.DEFAULT_POLICY,
                        f"{self._owner} {what}, and {rule.name} does not apply, because "
                        f"{match.because}",
                        rule.index,
                    )
        return Outcome(verdict, ReasonCode.DEFAULT_POLICY, f"{self._owner} {what}")


def _considered(matches: Iterable[tuple[_Rule, Match]]) -> Iterable[Considered]:
    """Return the rules that had a say, the strictest first."""
    found = [(rule, match) for rule, match in matches if match.possible]
    found.sort(key=lambda each: -_VERDICTS[each[0].rule.effect])
    for rule, match in found:
        allows = rule.rule.effect is Effect.ALLOW
        yield Considered(
            rule.index,
            rule.rule.selector or "",
            (0, 0, 0),
            allows,
            inherited=match.code is ReasonCode.INHERITED_DENY,
            dropped=allows and match.certainty is Certainty.UNKNOWN,
        )
