"""What is known of a site's wishes, whether or not it published any."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ._decision import Decision, ReasonCode, Verdict, strictest
from ._ledger import unique
from ._manifest import Verb
from ._request import NAVIGATION
from ._rules import RuleSet, unknown_verb
from ._visibility import Visibility

if TYPE_CHECKING:
    from datetime import datetime

    from ._ledger import Ledger
    from ._request import Request


class PolicyStatus(StrEnum):
    """What became of the search for a manifest."""

    PRESENT = "present"
    ABSENT = "absent"
    INVALID = "invalid"
    FOREIGN = "foreign"
    UNREACHABLE = "unreachable"


_REASONS = {
    PolicyStatus.ABSENT: ReasonCode.NO_MANIFEST,
    PolicyStatus.INVALID: ReasonCode.INVALID_MANIFEST,
    PolicyStatus.FOREIGN: ReasonCode.FOREIGN_MANIFEST,
    PolicyStatus.UNREACHABLE: ReasonCode.UNREACHABLE_MANIFEST,
}
_TROUBLES = {
    PolicyStatus.INVALID: "the site's manifest is invalid",
    PolicyStatus.FOREIGN: "the site's policy is in another format",
    PolicyStatus.UNREACHABLE: "the site's manifest cannot be reached",
}
_KNOWN = frozenset(verb.value for verb in Verb if verb is not Verb.ALL)
_HARMLESS = frozenset({Verb.READ_CONTENT.value, Verb.READ_METADATA.value, Verb.SCROLL_PAGE.value})


@dataclass(frozen=True, slots=True)
class SitePolicy:
    """The answer of one site: its rules, or why there are none.

    `url` is where the manifest was found or last looked for, None if there was nowhere to look.
    `detail` is one sentence for the audit. `rules` is set exactly when the status is PRESENT.
    `also` are further policies that speak for the same document, as when it links to two: the
    strictest counts. `warnings` are sentences on what was read leniently or kept beyond its time.
    """

    status: PolicyStatus
    url: str | None
    detail: str
    rules: RuleSet | None = None
    also: tuple[SitePolicy, ...] = ()
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.rules is None) is (self.status is PolicyStatus.PRESENT):
            raise ValueError("Give a policy rules exactly when its status is PRESENT.")

    @property
    def selectors(self) -> tuple[str, ...]:
        """The selectors a page is asked to match, none without rules."""
        own = () if self.rules is None else self.rules.selectors
        return (*own, *(selector for other in self.also for selector in other.selectors))

    def decide(
        self, request: Request, *, now: datetime, ledger: Ledger, trace: bool = False
    ) -> Decision | None:
        """Decide as the rules do; without rules, by why there are none.

        A site that published nothing forbids nothing. One whose wish cannot be read, because it is
        malformed, in another format or unreachable, lets an agent read and scroll; a person has
        to approve the rest. Unknown verbs are denied in every case. None for an address that is
        opened without a link, since the format has no verb for it.
        """
        if request.verb == NAVIGATION:
            return None
        own = self._decide(request, now, ledger, trace)
        decisions = [
            decision
            for other in self.also
            if (decision := other.decide(request, now=now, ledger=ledger, trace=trace)) is not None
        ]
        if not decisions:
            return own
        decisions.insert(0, own)
        uses = unique(use for decision in decisions for use in decision.uses)
        return replace(strictest(decisions), uses=uses)

    def visibility(
        self, verb: Verb = Verb.READ_CONTENT, *, now: datetime, ledger: Ledger, url: str = ""
    ) -> Visibility:
        """Return what may be read: what the rules leave visible, everything without rules."""
        own = (
            Visibility.open()
            if self.rules is None
            else self.rules.visibility(verb, now=now, ledger=ledger)
        )
        return own.within(
            *(other.visibility(verb, now=now, ledger=ledger, url=url) for other in self.also)
        )

    def _decide(self, request: Request, now: datetime, ledger: Ledger, trace: bool) -> Decision:
        if self.rules is not None:
            return self.rules.decide(request, now=now, ledger=ledger, trace=trace)
        if request.verb not in _KNOWN:
            return unknown_verb(request.verb)
        code = _REASONS[self.status]
        if self.status is PolicyStatus.ABSENT:
            return Decision(
                Verdict.ALLOW, request.verb, code, f"{request.verb}: there is no site policy."
            )
        if request.verb in _HARMLESS:
            return Decision(
                Verdict.ALLOW,
                request.verb,
                code,
                f"{request.verb}: it changes nothing, though {_TROUBLES[self.status]}.",
            )
        return Decision(
            Verdict.NEEDS_HUMAN,
            request.verb,
            code,
            f"{request.verb}: a person must approve it, because {_TROUBLES[self.status]}.",
        ).answered(request.approved)
