"""What one rule makes of a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from .._decision import ReasonCode, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

_Strictness: TypeAlias = tuple[Verdict, datetime]
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with its reason, before it is tied to a verb.

    `because` is the sentence without the verb and the full stop. `rule` is the rule's index among
    the rules; a temporal rule has none.
    """

    verdict: Verdict
    code: ReasonCode
    because: str
    rule: int | None = None
    until: datetime | None = None


def strictest_outcome(outcomes: Iterable[Outcome], *, declined: bool = False) -> Outcome | None:
    """Return the strictest outcome, of two waits the longer one; the first one among equals.

    `declined` tells that a person was asked and said no: no wait covers that up.
    """

    def strictness(outcome: Outcome) -> _Strictness:
        refused = declined and outcome.verdict is Verdict.NEEDS_HUMAN
        return Verdict.DENY if refused else outcome.verdict, outcome.until or _NEVER

    return max(outcomes, key=strictness, default=None)


def moment(when: datetime) -> str:
    """Return a moment in words."""
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
