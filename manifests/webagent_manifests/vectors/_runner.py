"""Putting the vectors to an implementation."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, Protocol, cast

from ._compare import differences
from ._rewrite import rewritten
from ._vector import load_vectors

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from ._compare import Difference
    from ._vector import Vector


class Adapter(Protocol):
    """What stands between the vectors and an implementation: a module or an object.

    It gets a question (see `Question`) as plain JSON values and returns an answer with the keys of
    `Expectation`, now or as an awaitable. `{"unsupported": "why"}` says that the implementation
    does not do such things. Whatever it raises counts against this vector alone.
    """

    def decide(self, vector: dict[str, Any], /) -> Mapping[str, Any] | Awaitable[Mapping[str, Any]]:
        """Return the implementation's answer."""
        ...


class Status(StrEnum):
    """How an implementation did on one vector."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one vector.

    `detail` says why it is unsupported or what was raised. Differences that do not bind leave a
    vector passed.
    """

    vector: Vector
    status: Status
    answer: Mapping[str, Any]
    differences: tuple[Difference, ...] = ()
    detail: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "id": self.vector.id,
            "case": self.vector.case,
            "group": self.vector.group,
            "title": self.vector.title,
            "spec_ref": self.vector.spec_ref,
            "ambiguous": self.vector.ambiguous,
            "status": self.status.value,
            "detail": self.detail or None,
            "expected": self.vector.expect.model_dump(mode="json", exclude_unset=True),
            "got": dict(self.answer),
            "differences": [
                {
                    "key": each.key,
                    "expected": each.expected,
                    "got": each.got,
                    "binding": each.binding,
                }
                for each in self.differences
            ],
        }


@dataclass(frozen=True, slots=True)
class Result:
    """What came of all vectors."""

    outcomes: tuple[Outcome, ...]

    def count(self, status: Status) -> int:
        """Return how many vectors ended this way."""
        return sum(outcome.status is status for outcome in self.outcomes)

    @property
    def passed(self) -> bool:
        """Whether none failed; what is unsupported did not, though it is no pass either."""
        return not (self.count(Status.FAILED) or self.count(Status.ERROR))

    @property
    def cases(self) -> tuple[int, int]:
        """How many cases passed with all their vectors, and how many there are."""
        whole: dict[int, bool] = {}
        for outcome in self.outcomes:
            case = outcome.vector.case
            whole[case] = whole.get(case, True) and outcome.status is Status.PASSED
        return sum(whole.values()), len(whole)

    def by_group(self) -> dict[str, Result]:
        """Return the same for each group, in the order of the cases."""
        groups: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            groups.setdefault(outcome.vector.group, []).append(outcome)
        return {name: Result(tuple(outcomes)) for name, outcomes in groups.items()}


async def run_vectors(
    adapter: Adapter,
    vectors: Iterable[Vector] | None = None,
    *,
    at_once: int = 1,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
) -> Result:
    """Ask an implementation every question, by default all of the package.

    `at_once` is how many it is asked at the same time; the outcomes are in the order of the
    vectors, while `on_outcome` hears of each when it is there.
    """
    slots = asyncio.Semaphore(at_once)

    given: dict[str, Mapping[str, Any]] = {}

    async def put(vector: Vector) -> Outcome:
        outcome = await _ask(adapter, vector, slots, given)
        on_outcome(outcome)
        return outcome

    chosen = tuple(load_vectors() if vectors is None else vectors)
    # The rewriting builds on the answers to all the others.
    outcomes: dict[str, Outcome] = {}
    for last in (False, True):
        now = [vector for vector in chosen if (vector.question == "rewrite") is last]
        for outcome in await asyncio.gather(*map(put, now)):
            outcomes[outcome.vector.id] = outcome
            if outcome.status is not Status.ERROR:
                given[outcome.vector.id] = outcome.answer
    return Result(tuple(outcomes[vector.id] for vector in chosen))


async def _ask(
    adapter: Adapter,
    vector: Vector,
    slots: asyncio.Semaphore,
    given: Mapping[str, Mapping[str, Any]],
) -> Outcome:
    try:
        if vector.question == "rewrite":
            answer = await _rewriting(adapter, slots, given)
        else:
            answer = await _answer(adapter, vector, slots)
    except Exception as error:
        return Outcome(vector, Status.ERROR, {}, detail=f"{type(error).__name__}: {error}")
    if answer.get("unsupported"):
        return Outcome(vector, Status.UNSUPPORTED, answer, detail=str(answer["unsupported"]))
    found = differences(vector.expect, answer)
    status = Status.FAILED if any(each.binding for each in found) else Status.PASSED
    return Outcome(vector, status, answer, found)


async def _answer(adapter: Adapter, vector: Vector, slots: asyncio.Semaphore) -> Mapping[str, Any]:
    async with slots:
        answer: Any = adapter.decide(vector.ask())
        if isawaitable(answer):
            answer = await answer
    if not isinstance(answer, dict):
        raise TypeError(f"an answer is an object, not {type(answer).__name__}")
    return cast("dict[str, Any]", answer)


async def _rewriting(
    adapter: Adapter, slots: asyncio.Semaphore, given: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Ask what has a valid manifest again, with the manifest written differently.

    The linter may drop a rule that does nothing, so that a rule's number may change: what has to
    stay is the decision. `given` are the answers, by vector, that are there already.
    """
    pairs = [(vector, again) for vector in load_vectors() if (again := rewritten(vector))]

    async def decided(vector: Vector, *, anew: bool) -> Any:
        known = None if anew else given.get(vector.id)
        answer = await _answer(adapter, vector, slots) if known is None else known
        return answer.get("decision")

    before = await asyncio.gather(*(decided(vector, anew=False) for vector, _ in pairs))
    after = await asyncio.gather(*(decided(again, anew=True) for _, again in pairs))
    changed = [
        vector.id
        for (vector, _), one, other in zip(pairs, before, after, strict=True)
        if one != other
    ]
    # Who says the same of everything shows nothing by saying it twice.
    unchanged = not changed and {"allow", "deny"} <= set(after)
    return {"unchanged": unchanged, "changed": changed, "asked": len(pairs)}
