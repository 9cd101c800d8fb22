"""Assertions put to the test."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from .._decision import Source
from .._ledger import MemoryLedger
from ..page import decide_action

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from .._compose import Contributor
    from .._ledger import Ledger
    from ..page import ActionDecision, Page
    from ._assertion import Assertion, Assertions

_SECOND = timedelta(seconds=1)


class Outcome(StrEnum):
    """What became of an assertion."""

    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AssertionResult:
    """An assertion with its outcome; `why` tells, if it failed, what came out instead."""

    assertion: Assertion
    page: str
    outcome: Outcome
    why: str
    elements: int
    seconds: float

    def to_json(self) -> dict[str, object]:
        """Return the same as plain JSON values."""
        return {
            "name": self.assertion.title,
            "page": self.page,
            "target": self.assertion.target,
            "action": self.assertion.action,
            "verb": self.assertion.verb,
            "expect": self.assertion.expect,
            "outcome": self.outcome,
            "why": self.why,
            "elements": self.elements,
        }


class Ask(Protocol):
    """Whoever decides: `ask_page`, or the same question put to an agent's own gate."""

    async def __call__(
        self,
        page: Page,
        target: int | None,
        assertion: Assertion,
        *,
        now: datetime,
        ledger: Ledger,
    ) -> ActionDecision:
        """Return the decision on one element. Raises ValueError for what cannot be asked."""
        ...


def ask_page(contributors: Sequence[Contributor]) -> Ask:
    """Return the question put to some policies and nothing else."""

    async def ask(
        page: Page, target: int | None, assertion: Assertion, *, now: datetime, ledger: Ledger
    ) -> ActionDecision:
        args = assertion.args.model_dump(exclude_none=True)
        return await decide_action(
            page,
            target,
            assertion.word,
            contributors,
            now=now,
            ledger=ledger,
            key=assertion.args.key,
            url=assertion.args.url,
            args=args,
        )

    return ask


async def run_assertions(
    assertions: Assertions,
    ask: Ask,
    open_page: Callable[[str], Awaitable[Page]],
    *,
    now: datetime | None = None,
) -> tuple[AssertionResult, ...]:
    """Put every assertion to the test; the results are in the file's order.

    Each page is opened once, and asked until the next one is. Each assertion starts with a fresh
    ledger.
    """
    moment = datetime.now(UTC) if now is None else now
    numbers: dict[str, list[int]] = {}
    for number, assertion in enumerate(assertions.tests):
        numbers.setdefault(assertions.page_of(assertion), []).append(number)
    results: dict[int, AssertionResult] = {}
    for source, group in numbers.items():
        page = await open_page(source)
        for number in group:
            assertion = assertions.tests[number]
            started = time.perf_counter()
            why, elements = await _why_not(assertion, page, ask, assertion.at or moment)
            results[number] = AssertionResult(
                assertion,
                source,
                Outcome.FAILED if why else Outcome.PASSED,
                why,
                elements,
                time.perf_counter() - started,
            )
    return tuple(results[number] for number in sorted(results))


async def _why_not(assertion: Assertion, page: Page, ask: Ask, now: datetime) -> tuple[str, int]:
    """Return why an assertion fails, nothing if it does not, and how many elements were asked."""
    targets: Sequence[int | None] = (None,)
    if assertion.target is not None:
        found = (await page.matches((assertion.target,)))[assertion.target]
        if found is None:
            return f"“{assertion.target}” is no selector that can be evaluated.", 0
        if not found:
            return f"No element of the page matches “{assertion.target}”.", 0
        targets = sorted(found)
    for target in targets:
        try:
            decision = await _decided(assertion, page, target, ask, now)
        except ValueError as error:
            return str(error), len(targets)
        why = _mismatch(assertion, decision)
        if why:
            where = "" if target is None else f"{page.elements[target].path}: "
            return f"{where}{why}", len(targets)
    return "", len(targets)


async def _decided(
    assertion: Assertion, page: Page, target: int | None, ask: Ask, now: datetime
) -> ActionDecision:
    ledger = MemoryLedger()
    decision = await ask(page, target, assertion, now=now, ledger=ledger)
    if not assertion.history:
        return decision
    uses = [use for each in decision.verbs for use in each.decision.uses]
    for _ in range(assertion.history):
        claim = ledger.claim(uses, when=now - _SECOND)
        if claim is None:
            break
        ledger.release(claim)
    return await ask(page, target, assertion, now=now, ledger=ledger)


def _mismatch(assertion: Assertion, decision: ActionDecision) -> str:
    rule = decision.rule if decision.source is Source.SITE else None
    if decision.verdict.word != assertion.expect:
        return f"expected {assertion.expect.value}, got {decision.verdict.word}: {decision.reason}"
    if assertion.names_rule and rule != assertion.rule:
        return f"expected {_rule(assertion.rule)} to decide, not {_rule(rule)}: {decision.reason}"
    return ""


def _rule(index: int | None) -> str:
    return "the default" if index is None else f"rule {index}"
