"""What the rules of one manifest allow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ._cascade import Cascade
from ._conditions import Conditions
from ._decision import Considered, Decision, ReasonCode, Verdict, strictest
from ._ledger import unique
from ._manifest import Modifiers, Verb
from ._moment import require_aware
from ._selector_list import split_selector_list
from ._specificity import specificity
from ._text import quote
from ._visibility import Visibility, VisibilityEntry

if TYPE_CHECKING:
    from datetime import datetime

    from ._cascade import Branch
    from ._ledger import Ledger
    from ._manifest import Manifest
    from ._request import ElementMatch, Request

_ACTIONS = {verb.value: verb for verb in Verb if verb is not Verb.ALL}
_NOTHING: frozenset[int] = frozenset()


class RuleSet:
    """The resource rules of a manifest, ready to decide.

    `selectors` holds every distinct complex selector of the rules; a page is asked which of them
    match an element, and the rules decide from that alone. `scope` is the origin the rules speak
    for: it keeps the counts of equal rules of two sites apart.
    """

    def __init__(self, manifest: Manifest, *, scope: str = "") -> None:
        self.manifest = manifest
        self._rules = manifest.resource_rules
        self._branches = tuple(split_selector_list(rule.selector) for rule in self._rules)
        self.selectors: tuple[str, ...] = tuple(
            dict.fromkeys(branch for branches in self._branches for branch in branches)
        )
        self._specificities = {selector: specificity(selector) for selector in self.selectors}
        # Neither the rule's place nor its limits are part of the key: rearranging a file, or
        # loosening a limit in it, must not hand out a fresh allowance.
        self._conditions = tuple(
            Conditions(rule.modifiers, f"{scope} {rule.verb.value} {rule.selector}")
            if rule.modifiers != Modifiers()
            else None
            for rule in self._rules
        )
        self._cascades: dict[Verb, Cascade] = {}

    def decide(
        self, request: Request, *, now: datetime, ledger: Ledger, trace: bool = False
    ) -> Decision:
        """Decide on a verb for the elements it concerns.

        `now` must be timezone-aware (ValueError if not). A denial on any element denies; otherwise
        the strictest of the elements that a rule speaks of decides, and the manifest's default
        only where no rule speaks of any. With `trace` the decision tells every rule considered.
        """
        decision = self._decide(request, now, ledger)
        return replace(decision, trace=self._trace(request)) if trace else decision

    def _decide(self, request: Request, now: datetime, ledger: Ledger) -> Decision:
        require_aware(now)
        verb = _ACTIONS.get(request.verb)
        if verb is None:
            return unknown_verb(request.verb)
        dropped = _NOTHING
        if request.invalid:
            broken = self._broken(request.invalid)
            for rule in broken:
                if self._withholds(rule) and self._rules[rule].verb in (verb, Verb.ALL):
                    return self._unevaluable(verb, rule)
            dropped = frozenset(broken)
        cascade = self._cascade(verb)
        found: list[Decision] = []
        for element in request.elements:
            governing = self._governing(element, cascade, dropped)
            if governing is not None:
                rule, inherited = governing
                found.append(
                    self._inherited(verb, rule)
                    if inherited
                    else self._on_rule(verb, rule, now, ledger, request.approved)
                )
        if not found:
            return self._default(verb, incidental=request.incidental)
        if len(found) == 1:
            return found[0]
        uses = unique(use for decision in found for use in decision.uses)
        return replace(strictest(found), uses=uses)

    def visibility(
        self, verb: Verb = Verb.READ_CONTENT, *, now: datetime, ledger: Ledger
    ) -> Visibility:
        """Return what read_content or read_metadata comes to at `now`, for a whole page at once."""
        require_aware(now)
        branches = self._cascade(verb).branches
        allowed = {
            rule: self._on_rule(verb, rule, now, ledger).verdict is Verdict.ALLOW
            for rule in dict.fromkeys(branch.rule for branch in branches)
        }
        return Visibility(
            entries=tuple(
                VisibilityEntry(
                    selector=branch.selector,
                    rule=branch.rule,
                    allowed=allowed[branch.rule],
                    essential=self._withholds(branch.rule),
                )
                for branch in branches
            ),
            default_allowed=not self.manifest.strict,
        )

    def _governing(
        self, element: ElementMatch, cascade: Cascade, dropped: frozenset[int]
    ) -> tuple[int, bool] | None:
        """Return the rule that decides on an element, and whether it is inherited."""
        rule = cascade.winner(element.own, dropped)
        if rule is not None:
            return rule, False
        # Only denials reach down: a site that closes a container means what is in it, while an
        # allowance says nothing of the contents.
        for ancestor in element.ancestors:
            rule = cascade.winner(ancestor, dropped)
            if rule is not None and not self._rules[rule].allowed:
                return rule, True
        return None

    def _inherited(self, verb: Verb, rule: int) -> Decision:
        return Decision(
            Verdict.DENY,
            verb.value,
            ReasonCode.INHERITED_DENY,
            self._sentence(verb, rule, "forbids it on an ancestor of the element"),
            rule,
        )

    def _on_rule(
        self,
        verb: Verb,
        rule: int,
        now: datetime,
        ledger: Ledger,
        approved: bool | None = None,
    ) -> Decision:
        """Return what the winning rule says; it alone, no broader rule's modifiers beside it."""
        if not self._rules[rule].allowed:
            return Decision(
                Verdict.DENY,
                verb.value,
                ReasonCode.RULE,
                self._sentence(verb, rule, "forbids it"),
                rule,
            )
        conditions = self._conditions[rule]
        if conditions is None:
            return Decision(
                Verdict.ALLOW,
                verb.value,
                ReasonCode.RULE,
                self._sentence(verb, rule, "allows it"),
                rule,
            )
        outcome = conditions.check(now=now, ledger=ledger, approved=approved)
        return Decision(
            outcome.verdict,
            verb.value,
            outcome.reason_code,
            self._sentence(verb, rule, outcome.because),
            rule,
            outcome.until,
            conditions.uses,
        )

    def _default(self, verb: Verb, *, incidental: bool) -> Decision:
        if incidental:
            return Decision(
                Verdict.ALLOW,
                verb.value,
                ReasonCode.INCIDENTAL,
                f"{verb}: no rule forbids it, and it only serves another verb of the action.",
            )
        if self.manifest.strict:
            return Decision(
                Verdict.DENY,
                verb.value,
                ReasonCode.DEFAULT_STRICT,
                f"{verb}: no rule allows it, and the manifest is strict.",
            )
        return Decision(
            Verdict.ALLOW,
            verb.value,
            ReasonCode.DEFAULT_OPEN,
            f"{verb}: no rule speaks of it, and the manifest is not strict.",
        )

    def _unevaluable(self, verb: Verb, rule: int) -> Decision:
        return Decision(
            Verdict.DENY,
            verb.value,
            ReasonCode.UNEVALUABLE_SELECTOR,
            self._sentence(
                verb, rule, "restricts it, but the browser cannot evaluate the selector"
            ),
            rule,
        )

    def _trace(self, request: Request) -> tuple[Considered, ...]:
        verb = _ACTIONS.get(request.verb)
        if verb is None:
            return ()
        cascade = self._cascade(verb)
        dropped = frozenset(self._broken(request.invalid))
        found = [
            self._considered(branch, dropped, inherited=False)
            for element in request.elements
            for branch in cascade.matching(element.own)
        ]
        found += [
            self._considered(branch, dropped, inherited=True)
            for element in request.elements
            for ancestor in element.ancestors
            for branch in cascade.matching(ancestor)
        ]
        return tuple(dict.fromkeys(found))

    def _considered(
        self, branch: Branch, dropped: frozenset[int], *, inherited: bool
    ) -> Considered:
        return Considered(
            branch.rule,
            branch.selector,
            self._specificities[branch.selector],
            self._rules[branch.rule].allowed,
            inherited,
            branch.rule in dropped,
        )

    def _broken(self, invalid: frozenset[str]) -> list[int]:
        """Return the rules with an invalid branch: it makes the whole list invalid, as in CSS."""
        return [
            rule for rule, branches in enumerate(self._branches) if not invalid.isdisjoint(branches)
        ]

    def _withholds(self, rule: int) -> bool:
        """Whether losing the rule could let something through."""
        return not self._rules[rule].allowed or self._conditions[rule] is not None

    def _cascade(self, verb: Verb) -> Cascade:
        cascade = self._cascades.get(verb)
        if cascade is None:
            cascade = Cascade(verb, self._rules, self._branches, self._specificities)
            self._cascades[verb] = cascade
        return cascade

    def _sentence(self, verb: Verb, rule: int, because: str) -> str:
        subject = self._rules[rule]
        return (
            f"{verb.value}: rule {rule} ({subject.verb.value} on {quote(subject.selector)}) "
            f"{because}."
        )


def unknown_verb(verb: str) -> Decision:
    """Deny a verb the format does not define, as the specification requires; `all` is none."""
    return Decision(
        Verdict.DENY,
        verb,
        ReasonCode.UNKNOWN_VERB,
        f"{quote(verb)} is not a verb of the format, so it is disallowed.",
    )
