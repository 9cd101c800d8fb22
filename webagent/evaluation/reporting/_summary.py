"""What the attempts of an evaluation say, overall and by family and tag."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any

from webagent.evaluation.policy import PolicySummary
from webagent.models import Usage

from ._causes import Cause, causes_of
from ._spread import Spread
from ._tally import FULL, Outcome, Tally, outcome_of, raw_outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from webagent.evaluation import Attempt
    from webagent.evaluation.injection import InjectionSummary


@dataclass(frozen=True, slots=True)
class Group:
    """Attempts told together. What broke counts for what it used, and for nothing else."""

    name: str
    tally: Tally
    raw: Tally | None
    """By the strict rule, where the suite measures a raw reward."""
    mean_score: float | None
    """Of those judged, 0 to 1; `None` where none was."""
    steps: Spread
    tokens: Spread
    """Read and written."""
    cost_usd: Spread
    """Of the attempts whose cost is known."""
    seconds: Spread
    usage: Usage
    """All that was used, by what broke too."""
    denials: int

    @classmethod
    def of(cls, name: str, attempts: Iterable[Attempt]) -> Group:
        """Sum up attempts."""
        attempts = tuple(attempts)
        whole = [attempt for attempt in attempts if outcome_of(attempt) is not Outcome.ERROR]
        scores = [a.score.score for a in whole if a.score is not None and a.score.score is not None]
        measured = any(a.score is not None and FULL in a.score.measures for a in whole)
        costs = (attempt.usage.cost_usd for attempt in whole)
        return cls(
            name=name,
            tally=Tally.of(map(outcome_of, attempts)),
            raw=Tally.of(map(raw_outcome_of, attempts)) if measured else None,
            mean_score=fmean(scores) if scores else None,
            steps=Spread.of(attempt.steps for attempt in whole),
            tokens=Spread.of(tokens_of(attempt) for attempt in whole),
            cost_usd=Spread.of(cost for cost in costs if cost is not None),
            seconds=Spread.of(attempt.seconds for attempt in whole),
            usage=sum((attempt.usage for attempt in attempts), Usage()),
            denials=sum(attempt.denials for attempt in attempts),
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "name": self.name,
            **self.tally.to_json(),
            "raw": None if self.raw is None else self.raw.to_json(),
            "mean_score": self.mean_score,
            "steps": self.steps.to_json(),
            "tokens": self.tokens.to_json(),
            "cost_usd": self.cost_usd.to_json(),
            "seconds": self.seconds.to_json(),
            "usage": asdict(self.usage),
            "denials": self.denials,
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """What attempts say."""

    overall: Group
    families: tuple[Group, ...]
    """By name."""
    tags: tuple[Group, ...]
    """By name; an attempt is in as many as it has tags."""
    causes: tuple[Cause, ...]
    policy: PolicySummary | None
    """What they came to under policy; `None` where nothing was expected but the task."""
    injection: InjectionSummary | None
    """What attacks came to; `None` where there were none."""

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "overall": self.overall.to_json(),
            "families": [group.to_json() for group in self.families],
            "tags": [group.to_json() for group in self.tags],
            "causes": [cause.to_json() for cause in self.causes],
            "policy": None if self.policy is None else self.policy.to_json(),
            "injection": None if self.injection is None else self.injection.to_json(),
        }


def summarise(attempts: Iterable[Attempt]) -> Summary:
    """Return what attempts say."""
    attempts = tuple(attempts)
    families: defaultdict[str, list[Attempt]] = defaultdict(list)
    tags: defaultdict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        families[attempt.task.family].append(attempt)
        for tag in attempt.task.tags:
            tags[tag].append(attempt)
    return Summary(
        Group.of("overall", attempts),
        tuple(Group.of(name, found) for name, found in sorted(families.items())),
        tuple(Group.of(name, found) for name, found in sorted(tags.items())),
        causes_of(attempts),
        PolicySummary.of(attempts),
        _injection(attempts),
    )


def _injection(attempts: Sequence[Attempt]) -> InjectionSummary | None:
    """Return the summary of attempts at attacked pages and their clean twins."""
    if not any({"attack", "false_block"} & _measures(attempt) for attempt in attempts):
        return None
    # With it come all its pages: no other suite needs them.
    from webagent.evaluation.injection import InjectionSummary

    return InjectionSummary.of(attempts)


def _measures(attempt: Attempt) -> Set[str]:
    return set() if attempt.score is None else attempt.score.measures.keys()


def tokens_of(attempt: Attempt) -> int:
    """Return how many tokens were read and written."""
    return attempt.usage.input_tokens + attempt.usage.output_tokens
