"""Why attempts did not succeed, the same reason told once."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ._tally import Outcome, outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from webagent.evaluation import Attempt

EXAMPLES = 3
"""Tasks named with each reason."""
_PARTICULARS = re.compile(r"“[^”]*”|\"[^\"]*\"|\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence that several attempts ended with, but for its numbers and what it quotes."""

    text: str
    """As the first of them has it."""
    count: int
    examples: tuple[str, ...]
    """Ids of tasks."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A way not to succeed."""

    outcome: Outcome
    status: str
    """How the runs ended, as `webagent.result.Status`; empty where there was no run."""
    count: int
    reasons: tuple[Reason, ...]
    """The most frequent first."""

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return asdict(self)


def causes_of(attempts: Iterable[Attempt]) -> tuple[Cause, ...]:
    """Return why attempts did not succeed, the most frequent first."""
    kinds: defaultdict[tuple[Outcome, str], list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        outcome = outcome_of(attempt)
        if outcome is not Outcome.SUCCESS:
            kinds[outcome, attempt.status].append(attempt)
    causes = [
        Cause(outcome, status, len(found), _reasons(found))
        for (outcome, status), found in kinds.items()
    ]
    return tuple(sorted(causes, key=lambda cause: -cause.count))


def reason_of(attempt: Attempt) -> str:
    """Return why an attempt did not succeed, in one sentence.

    Of an agent that says it is done, its own last words tell nothing: what was missed does.
    """
    if attempt.error:
        return attempt.error
    if attempt.score is not None and (attempt.status == "done" or attempt.success is None):
        missed = [check for check in attempt.score.checks if check.score is None or check.score < 1]
        if missed:
            more = f" And {len(missed) - 1} more." if len(missed) > 1 else ""
            return missed[0].reason + more
    return attempt.reason


def _reasons(attempts: Sequence[Attempt]) -> tuple[Reason, ...]:
    alike: defaultdict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        alike[_PARTICULARS.sub("…", reason_of(attempt))].append(attempt)
    reasons = [
        Reason(
            reason_of(found[0]),
            len(found),
            tuple(attempt.task.id for attempt in found[:EXAMPLES]),
        )
        for found in alike.values()
    ]
    return tuple(sorted(reasons, key=lambda reason: -reason.count))
