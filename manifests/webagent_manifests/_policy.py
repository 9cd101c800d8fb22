"""What is known of a site's wishes, whether or not it published any."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ._decision import Decision, ReasonCode, Verdict
from ._manifest import Verb
from ._rules import RuleSet, unknown_verb
from ._visibility import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable
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
    """

    status: PolicyStatus
    url: str | None
    detail: str
    rules: RuleSet | None = None

    def __post_init__(self) -> None:
        if (self.rules is None) is (self.status is PolicyStatus.PRESENT):
            raise ValueError("Give a policy rules exactly when its status is PRESENT.")

    @property
    def selectors(self) -> tuple[str, ...]:
        """The selectors a page is asked to match, none without rules."""
        return () if self.rules is None else self.rules.selectors

    def decide(self, request: Request, *, now: datetime, ledger: Ledger) -> Decision:
        """Decide as the rules do; without rules, by why there are none.

        A site that published nothing forbids nothing. One whose wish cannot be read, because it is
        malformed, in another format or unreachable, lets an agent read and scroll; a person has
        to approve the rest. Unknown verbs are denied in every case.
        """
        if self.rules is not None:
            return self.rules.decide(request, now=now, ledger=ledger)
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
        )

    def record(self, decisions: Iterable[Decision], *, when: datetime, ledger: Ledger) -> None:
        """Count one dispatched action against the rules that allowed it; see `RuleSet.record`."""
        if self.rules is not None:
            self.rules.record(decisions, when=when, ledger=ledger)

    def visibility(
        self, verb: Verb = Verb.READ_CONTENT, *, now: datetime, ledger: Ledger
    ) -> Visibility:
        """Return what may be read: what the rules leave visible, everything without rules."""
        if self.rules is None:
            return Visibility.open()
        return self.rules.visibility(verb, now=now, ledger=ledger)
