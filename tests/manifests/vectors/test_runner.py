"""Driving an implementation, whatever it answers."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import pytest
from webagent_manifests.vectors import (
    CommandFailed,
    Outcome,
    Status,
    load_vectors,
    run_vectors,
    running_command,
)

VECTORS = load_vectors()
FIRST, SECOND = VECTORS[:2]
REWRITING = next(n for n, vector in enumerate(VECTORS) if vector.question == "rewrite")
LIMIT = next(vector for vector in load_vectors() if vector.id == "48")
ECHO = """
import json, sys
for line in sys.stdin:
    vector = json.loads(line)
    print(json.dumps({"decision": "allow", "rule_index": None, "seen": vector["id"]}), flush=True)
"""


class Saying:
    """An implementation that knows one answer."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def decide(self, vector: dict[str, Any], /) -> Any:
        return self.answer


async def outcome_of(answer: Any, vector: Any = FIRST) -> Outcome:
    return (await run_vectors(Saying(answer), [vector])).outcomes[0]


async def test_the_right_answer_passes() -> None:
    outcome = await outcome_of({"decision": "allow", "rule_index": None})

    assert outcome.status is Status.PASSED
    assert outcome.differences == ()


async def test_a_rule_that_did_not_decide_fails() -> None:
    outcome = await outcome_of({"decision": "allow", "rule_index": 0})

    assert outcome.status is Status.FAILED
    assert [each.key for each in outcome.differences] == ["rule_index"]


async def test_another_reason_is_told_and_does_not_count() -> None:
    outcome = await outcome_of({"decision": "allow", "rule_index": None, "reason_code": "rule"})

    assert outcome.status is Status.PASSED
    assert [(each.key, each.binding) for each in outcome.differences] == [("reason_code", False)]


async def test_unsupported_is_neither_passed_nor_failed() -> None:
    result = await run_vectors(Saying({"unsupported": "no clock"}), [FIRST])

    assert result.outcomes[0].detail == "no clock"
    assert result.count(Status.UNSUPPORTED) == 1
    assert result.passed
    assert result.cases == (0, 1)


@pytest.mark.parametrize("answer", [None, [], "allow", 3])
async def test_an_answer_that_is_no_object_is_an_error(answer: Any) -> None:
    assert (await outcome_of(answer)).status is Status.ERROR


async def test_an_implementation_that_raises_fails_this_vector_alone() -> None:
    class Broken:
        def decide(self, vector: dict[str, Any], /) -> dict[str, Any]:
            if vector["id"] == FIRST.id:
                raise RuntimeError("no")
            return {"decision": "deny", "rule_index": None}

    result = await run_vectors(Broken(), [FIRST, SECOND])

    assert [each.status for each in result.outcomes] == [Status.ERROR, Status.PASSED]
    assert result.outcomes[0].detail == "RuntimeError: no"


async def test_rate_limited_is_a_wait() -> None:
    outcome = await outcome_of({"decision": "rate_limited", "rule_index": 0}, LIMIT)

    assert outcome.status is Status.PASSED


async def test_an_acceptable_other_answer_passes() -> None:
    invalid = next(vector for vector in load_vectors() if vector.id == "20")

    assert (await outcome_of({"decision": "deny"}, invalid)).status is Status.PASSED
    assert (await outcome_of({"decision": "allow"}, invalid)).status is Status.FAILED


async def test_answers_may_come_later_and_several_at_once() -> None:
    running = most = 0

    class Slow:
        async def decide(self, vector: dict[str, Any], /) -> dict[str, Any]:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1
            return {"decision": "allow", "rule_index": None}

    vectors = load_vectors()[:10]
    result = await run_vectors(Slow(), vectors, at_once=3)

    assert most == 3
    assert [each.vector.id for each in result.outcomes] == [each.id for each in vectors]


async def test_a_program_answers_line_by_line() -> None:
    async with running_command([sys.executable, "-c", ECHO]) as adapter:
        result = await run_vectors(adapter, [FIRST, SECOND], at_once=2)

    assert [each.answer["seen"] for each in result.outcomes] == [FIRST.id, SECOND.id]
    assert [each.status for each in result.outcomes] == [Status.PASSED, Status.FAILED]


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("pass", "ended before it answered"),
        ("input(); print('{'); input()", "wrote no JSON"),
        ("input(); print('[]'); input()", "wrote no JSON object"),
        ("input(); print('{}', end='')", "ended before it answered"),
    ],
)
async def test_a_program_that_does_not_answer(program: str, said: str) -> None:
    async with running_command([sys.executable, "-c", program]) as adapter:
        with pytest.raises(CommandFailed, match=said):
            await adapter.decide(FIRST.ask())


async def test_a_silent_program_is_not_asked_again() -> None:
    program = "import sys; sys.stdin.read()"
    async with running_command([sys.executable, "-c", program], timeout_s=0.1) as adapter:
        for _ in range(2):
            with pytest.raises(CommandFailed, match=r"silent for 0\.1 seconds"):
                await adapter.decide(FIRST.ask())


class Counting:
    """An implementation that allows unless the manifest is strict, and counts what it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def decide(self, vector: dict[str, Any], /) -> dict[str, Any]:
        self.asked += 1
        strict = '"strict":true' in json.dumps(vector["manifest"]).replace(" ", "").replace(
            "\\", ""
        )
        return {"decision": "deny" if strict else "allow"}


async def test_rewriting_builds_on_the_answers_that_are_there() -> None:
    counting = Counting()
    result = await run_vectors(counting)

    rewriting = result.outcomes[REWRITING]
    assert rewriting.status is Status.PASSED
    assert counting.asked == len(result.outcomes) - 1 + rewriting.answer["asked"]


async def test_who_always_says_the_same_shows_nothing_by_rewriting() -> None:
    assert (await outcome_of({"decision": "allow"}, VECTORS[REWRITING])).status is Status.FAILED
