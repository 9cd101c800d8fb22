"""The vectors themselves: complete, well-formed, and passed by this package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from webagent_manifests.vectors import (
    Expectation,
    PureAdapter,
    Status,
    Vector,
    load_vectors,
    run_vectors,
    vector_schema,
)

FOLDER = files("webagent_manifests.vectors")


def test_every_case_is_there() -> None:
    vectors = load_vectors()

    assert {vector.case for vector in vectors} == set(range(1, 101))
    assert len({vector.id for vector in vectors}) == len(vectors)
    assert all(vector.id.rstrip("abcdefgh") == str(vector.case) for vector in vectors)
    assert len({vector.case for vector in vectors if vector.ambiguous}) == 33


def test_every_vector_expects_something_that_binds() -> None:
    describing = {
        "also_acceptable", "lint", "reason_code", "requests", "saved", "site", "source", "until",
        "warned",
    }  # fmt: skip
    for vector in load_vectors():
        assert vector.expect.model_fields_set - describing, vector.id


def test_the_published_schema_is_that_of_the_vectors() -> None:
    published = json.loads(FOLDER.joinpath("vectors.schema.json").read_text("utf-8"))

    assert published == vector_schema()
    jsonschema.Draft202012Validator.check_schema(published)
    validator: Any = jsonschema.Draft202012Validator(published)
    for file in FOLDER.joinpath("cases").iterdir():
        validator.validate(json.loads(file.read_text("utf-8")))
    assert not validator.is_valid([{"id": "1"}])


def test_a_question_says_everything_but_the_answer() -> None:
    for vector in load_vectors():
        asked = vector.ask()
        assert not {"expect", "title", "ambiguous"} & asked.keys()
        assert asked["now"].endswith(("Z", "+05:30"))
        json.dumps(asked)


async def test_this_package_passes_every_case() -> None:
    result = await run_vectors(PureAdapter())

    assert [(each.vector.id, each.detail, each.differences) for each in troubled(result)] == []
    assert result.cases == (100, 100)
    assert result.count(Status.UNSUPPORTED) == 0


@pytest.mark.parametrize("answer", ["allow", "deny", "needs_human", "wait"])
async def test_no_single_answer_passes(answer: str) -> None:
    """A vector that every answer satisfies would prove nothing."""

    class Stubborn:
        def decide(self, vector: dict[str, Any], /) -> dict[str, Any]:
            return {"decision": answer, "rule_index": None}

    result = await run_vectors(Stubborn())

    assert result.count(Status.PASSED) < len(result.outcomes) / 4
    assert not result.passed


@pytest.mark.parametrize(
    ("change", "cases"),
    [
        ({"manifest": None, "manifest_http": []}, {5, 8, 12, 36, 44, 48, 58, 87}),
        ({"history": []}, {48, 51, 53, 64}),
        ({"in_flight": []}, {54}),
        ({"approvals": []}, {62, 63}),
        ({"policy": None}, {67, 69, 70, 71, 100}),
        ({"robots": None}, {72}),
        ({"visits": []}, {80, 81, 82}),
        ({"changes": []}, {89, 98}),
        ({"frame": [], "target": None}, {86, 87}),
        ({"profile": "head"}, {17}),
        ({"now": "2026-03-04T12:00:00Z"}, {56, 57, 60, 81}),
    ],
)
async def test_each_part_of_a_question_matters(change: dict[str, Any], cases: set[int]) -> None:
    """An implementation that overlooks a part fails the cases that are about it."""

    class Careless(PureAdapter):
        async def decide(self, vector: dict[str, Any], /) -> dict[str, Any]:
            return await super().decide({**vector, **change})

    vectors = [vector for vector in load_vectors() if vector.case in cases]
    result = await run_vectors(Careless(), vectors)

    failed = {outcome.vector.case for outcome in troubled(result)}
    assert cases <= failed


async def test_a_rewriting_that_changes_a_decision_fails() -> None:
    class Forgetful(PureAdapter):
        async def decide(self, vector: dict[str, Any], /) -> dict[str, Any]:
            if isinstance(vector["manifest"], str):
                return {"decision": "deny"}
            return {"decision": "allow"}

    (last,) = [vector for vector in load_vectors() if vector.question == "rewrite"]
    result = await run_vectors(Forgetful(), [last])

    assert not result.passed
    assert len(result.outcomes[0].answer["changed"]) == result.outcomes[0].answer["asked"] > 50


def test_an_action_or_a_verb_is_asked_about() -> None:
    told = {"id": "1", "case": 1, "title": "t", "spec_ref": "s", "expect": Expectation()}

    with pytest.raises(ValueError, match="either an action or a verb"):
        Vector.model_validate(told)
    with pytest.raises(ValueError, match="either an action or a verb"):
        Vector.model_validate({**told, "action": "click", "verb": "click_element"})


def troubled(result: Any) -> list[Any]:
    return [
        outcome
        for outcome in result.outcomes
        if outcome.status is not Status.PASSED or outcome.differences
    ]
