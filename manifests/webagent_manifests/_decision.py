"""The answer to "may the agent do this?"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class Verdict(IntEnum):
    """Ordered from the laxest to the strictest, so that composing decisions is `max`."""

    ALLOW = 0
    NEEDS_HUMAN = 1
    WAIT = 2
    DENY = 3


class ReasonCode(StrEnum):
    """Why a decision came out as it did, for logs and for programs."""

    RULE = "rule"
    INHERITED_DENY = "inherited_deny"
    DEFAULT_STRICT = "default_strict"
    DEFAULT_OPEN = "default_open"
    INCIDENTAL = "incidental"
    NO_MANIFEST = "no_manifest"
    INVALID_MANIFEST = "invalid_manifest"
    FOREIGN_MANIFEST = "foreign_manifest"
    UNREACHABLE_MANIFEST = "unreachable_manifest"
    UNEVALUABLE_SELECTOR = "unevaluable_selector"
    UNKNOWN_VERB = "unknown_verb"
    OUTSIDE_TIME_WINDOW = "outside_time_window"
    RATE_LIMITED = "rate_limited"
    HUMAN_REQUIRED = "human_required"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict on one verb, with its reason.

    `reason` is one sentence for a person. `rule` is the index in `resource_rules` of the rule that
    decided. `until` (UTC) is the earliest moment at which a WAIT may turn into something laxer.
    `limited` names every rule whose rate limit the action uses up once it is dispatched: the form
    and its submitter may be governed by two of them.
    """

    verdict: Verdict
    verb: str
    reason_code: ReasonCode
    reason: str
    rule: int | None = None
    until: datetime | None = None
    limited: tuple[int, ...] = ()


def strictest(decisions: Iterable[Decision]) -> Decision:
    """Return the decision with the highest verdict, the first one among equals.

    Raises ValueError if there is none: an action nobody decided on is not allowed by silence.
    """
    return max(decisions, key=lambda decision: decision.verdict)
