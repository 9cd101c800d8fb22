"""The answer to "may the agent do this?"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ._ledger import Use
    from ._specificity import Specificity


class Verdict(IntEnum):
    """Ordered from the laxest to the strictest, so that composing decisions is `max`."""

    ALLOW = 0
    NEEDS_HUMAN = 1
    WAIT = 2
    DENY = 3

    @property
    def word(self) -> str:
        """The verdict as programs write it: `allow`, `needs_human`, `wait` or `deny`."""
        return self.name.lower()


class Source(StrEnum):
    """Whose decision it is."""

    SAFETY = "safety"
    ORGANISATION = "organisation"
    USER = "user"
    SITE = "site"
    ROBOTS = "robots"


class ReasonCode(StrEnum):
    """Why a decision came out as it did, for logs and for programs."""

    RULE = "rule"
    INHERITED_DENY = "inherited_deny"
    DEFAULT_STRICT = "default_strict"
    DEFAULT_OPEN = "default_open"
    DEFAULT_POLICY = "default_policy"
    INCIDENTAL = "incidental"
    NO_MANIFEST = "no_manifest"
    INVALID_MANIFEST = "invalid_manifest"
    FOREIGN_MANIFEST = "foreign_manifest"
    UNREACHABLE_MANIFEST = "unreachable_manifest"
    UNEVALUABLE_SELECTOR = "unevaluable_selector"
    UNKNOWN_VERB = "unknown_verb"
    OUTSIDE_TIME_WINDOW = "outside_time_window"
    RATE_LIMITED = "rate_limited"
    BURST = "burst"
    HUMAN_REQUIRED = "human_required"
    APPROVED = "approved"
    DECLINED = "declined"
    ARGUMENT = "argument"
    TEMPORAL = "temporal"
    ROBOTS = "robots"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    NO_ANSWER = "no_answer"
    UNSAFE_SCHEME = "unsafe_scheme"


@dataclass(frozen=True, slots=True)
class Considered:
    """A rule that had a say: it bears on the verb, and its selector matched.

    `inherited` tells that the selector matched an ancestor of the element, where only a denial
    reaches down; `dropped` that the rule was set aside because its selector list is invalid.
    """

    rule: int
    selector: str
    specificity: Specificity
    allowed: bool
    inherited: bool = False
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict on one verb, with its reason.

    `reason` is one sentence for a person. `rule` is the index of the rule that decided, in
    `resource_rules` or in the policy of the `source`. `until` (UTC) is the earliest moment at which
    a WAIT may turn into something laxer, None if that depends on another action's end. `uses` are
    the counts that the action takes once it is dispatched: the form and its submitter may be
    governed by two rules. `trace` holds, if asked for, the rules considered, first the one that
    has the highest priority.
    """

    verdict: Verdict
    verb: str
    reason_code: ReasonCode
    reason: str
    rule: int | None = None
    until: datetime | None = None
    uses: tuple[Use, ...] = ()
    source: Source = Source.SITE
    trace: tuple[Considered, ...] = ()

    def answered(self, approved: bool | None) -> Decision:
        """Return the decision after a person was asked and said this; None if nobody was.

        Only what waits for a person changes: nobody can lift a denial or a limit.
        """
        if self.verdict is not Verdict.NEEDS_HUMAN or approved is None:
            return self
        if approved:
            return replace(
                self,
                verdict=Verdict.ALLOW,
                reason_code=ReasonCode.APPROVED,
                reason=f"{self.reason} A person approved it.",
            )
        return replace(
            self,
            verdict=Verdict.DENY,
            reason_code=ReasonCode.DECLINED,
            reason=f"{self.reason} Nobody approved it.",
        )


def strictest(decisions: Iterable[Decision]) -> Decision:
    """Return the decision with the highest verdict, the first one among equals.

    Raises ValueError if there is none: an action nobody decided on is not allowed by silence.
    """
    return max(decisions, key=lambda decision: decision.verdict)
