"""Two evaluations of the same tasks, compared task by task."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from webagent.evaluation.statistics import mcnemar, paired_difference

from ._flat import flat
from ._tally import Outcome, Tally, outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from webagent.evaluation import Attempt, EvaluationRecord

_KNOWN = (Outcome.SUCCESS, Outcome.FAILURE)


@dataclass(frozen=True, slots=True)
class Pairs:
    """How two evaluations, A and B, did on tasks that both have an outcome for."""

    name: str
    both: int = 0
    only_a: int = 0
    only_b: int = 0
    neither: int = 0

    @classmethod
    def of(cls, name: str, outcomes: Iterable[tuple[bool, bool]]) -> Pairs:
        """Count pairs of whether A and B succeeded."""
        counts = [0, 0, 0, 0]
        for a, b in outcomes:
            counts[2 * (not a) + (not b)] += 1
        return cls(name, *counts)

    @property
    def n(self) -> int:
        """All pairs."""
        return self.both + self.only_a + self.only_b + self.neither

    @property
    def difference(self) -> float | None:
        """B's share of successes less A's, -1 to 1; `None` without pairs."""
        return (self.only_b - self.only_a) / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of `difference`, by Newcombe's method 10 for paired proportions."""
        return paired_difference(self.both, self.only_b, self.only_a, self.neither)

    @property
    def p(self) -> float:
        """How likely equals would differ as much: McNemar's test, exact and two-sided."""
        return mcnemar(self.only_a, self.only_b)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "name": self.name,
            "n": self.n,
            "both": self.both,
            "only_a": self.only_a,
            "only_b": self.only_b,
            "neither": self.neither,
            "difference": self.difference,
            "interval": list(self.interval),
            "p": self.p,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two evaluations, A and B, say of each other."""

    warnings: tuple[str, ...]
    """Why they may not be comparable, a sentence each."""
    a: Tally
    b: Tally
    """Each by itself, with the tasks that the other lacks."""
    overall: Pairs
    families: tuple[Pairs, ...]
    """By name."""
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    """The tasks that one did and the other failed, by id, in the order of A."""
    unpaired: tuple[str, ...]
    """Tasks of both that broke or were not judged in one, and count in no pair."""
    missing_a: tuple[str, ...]
    missing_b: tuple[str, ...]
    """Tasks that only the other has."""

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "warnings": list(self.warnings),
            "a": self.a.to_json(),
            "b": self.b.to_json(),
            "overall": self.overall.to_json(),
            "families": [pairs.to_json() for pairs in self.families],
            "only_a": list(self.only_a),
            "only_b": list(self.only_b),
            "unpaired": list(self.unpaired),
            "missing_a": list(self.missing_a),
            "missing_b": list(self.missing_b),
        }


def compare(a: EvaluationRecord, b: EvaluationRecord) -> Comparison:
    """Compare two evaluations over the tasks that both have an outcome for."""
    left = {attempt.task.id: attempt for attempt in a.attempts}
    right = {attempt.task.id: attempt for attempt in b.attempts}
    shared = [task for task in left if task in right]
    families: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    succeeded: dict[str, tuple[bool, bool]] = {}
    unpaired: list[str] = []
    for task in shared:
        outcomes = outcome_of(left[task]), outcome_of(right[task])
        if any(outcome not in _KNOWN for outcome in outcomes):
            unpaired.append(task)
            continue
        pair = outcomes[0] is Outcome.SUCCESS, outcomes[1] is Outcome.SUCCESS
        succeeded[task] = pair
        families[left[task].task.family].append(pair)
    return Comparison(
        warnings=tuple(_warnings(a, b, left, right)),
        a=Tally.of(map(outcome_of, a.attempts)),
        b=Tally.of(map(outcome_of, b.attempts)),
        overall=Pairs.of("overall", succeeded.values()),
        families=tuple(Pairs.of(name, pairs) for name, pairs in sorted(families.items())),
        only_a=tuple(task for task, pair in succeeded.items() if pair == (True, False)),
        only_b=tuple(task for task, pair in succeeded.items() if pair == (False, True)),
        unpaired=tuple(unpaired),
        missing_a=tuple(task for task in right if task not in left),
        missing_b=tuple(task for task in left if task not in right),
    )


def _warnings(
    a: EvaluationRecord,
    b: EvaluationRecord,
    left: Mapping[str, Attempt],
    right: Mapping[str, Attempt],
) -> Iterable[str]:
    if a.suite != b.suite:
        yield f"The suites differ: A is {a.suite}, B is {b.suite}."
    seeds = [task for task in left if task in right and _seed(left, task) != _seed(right, task)]
    if seeds:
        yield f"Tasks with different seeds: {len(seeds)}, such as {seeds[0]}."
    goals = [task for task in left if task in right and _goals_differ(left[task], right[task])]
    if goals:
        yield f"Tasks with different goals: {len(goals)}, such as {goals[0]}."
    for name, one, other in _differing(a.settings, b.settings):
        if name not in _COMPARED and name not in _SELECTION:
            yield f"The setting {name} differs: A has {_short(one)}, B has {_short(other)}."
    for name, one, other in _differing(a.environment, b.environment):
        if name in _PAGES or (name.startswith("packages.") and name not in _OURS):
            yield f"{name} differs: A has {_short(one)}, B has {_short(other)}."
    for letter, record in (("A", a), ("B", b)):
        if record.missing:
            yield f"{letter} is not complete; tasks not played: {len(record.missing)}."


_COMPARED = frozenset({"actor", "model", "plan", "search", "search_nodes", "search_seconds"})
"""Settings that evaluations are compared over: that they differ is the point."""
_SELECTION = frozenset({"tasks", "tags", "limit"})
"""Settings that only choose tasks: what both have played is compared whatever they are."""
_PAGES = frozenset({"browser", "viewport"})
"""What pages depend on."""
_OURS = frozenset({"packages.polite-webagent", "packages.openai"})
"""What is compared too: a change of the agent."""
_SHORT = 60


def _differing(a: Mapping[str, Any], b: Mapping[str, Any]) -> Iterator[tuple[str, object, object]]:
    ours, theirs = dict(flat(a)), dict(flat(b))
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) != theirs.get(name):
            yield name, ours.get(name), theirs.get(name)


def _seed(attempts: Mapping[str, Attempt], task: str) -> int | None:
    return attempts[task].task.seed


def _goals_differ(a: Attempt, b: Attempt) -> bool:
    # Where something broke before the goal was known, it tells nothing.
    return bool(a.goal and b.goal) and a.goal != b.goal


def _short(value: object) -> str:
    text = "none" if value is None else str(value)
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
