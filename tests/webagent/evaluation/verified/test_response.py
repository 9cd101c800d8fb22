"""Whatever an agent answers becomes the object that WebArena-Verified reads."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_actions import Click, Reversibility, parse

from webagent import RunResult, Status
from webagent.evaluation.verified import AgentResponse, goal_of, response_of
from webagent.evaluation.verified._response import STATUSES, TASK_TYPES
from webagent.models import Usage
from webagent.state import Step


def result(answer: str, status: Status = Status.DONE, *, sent: bool = False) -> RunResult:
    """Return how a run ended that did something for good, or only looked around."""
    did = Reversibility.COMMIT if sent else Reversibility.SAFE
    steps = (Step(1, "", "", (Click(1),), "done", reversibility=did),)
    return RunResult(status, answer, "it was so", steps, Usage(), 0.0, "", "scripted", None)


def full(**changes: Any) -> dict[str, Any]:
    """Return an answer as it is asked for."""
    told = {"task_type": "RETRIEVE", "status": "SUCCESS", "retrieved_data": ["a", 2]}
    return told | {"error_details": None} | changes


def test_the_goal_has_the_intent_and_every_word_that_may_be_answered() -> None:
    goal = goal_of("Find {{ it }}")
    assert goal.startswith("Find {{ it }}\n")
    assert all(word in goal for word in (*TASK_TYPES, *STATUSES))


def test_the_grammar_carries_such_an_answer_as_it_is() -> None:
    told = full(retrieved_data=["a] [b", {"c": [1]}])
    (stop,) = parse(f"stop [{json.dumps(told)}]")
    assert json.loads(stop.answer) == told  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("answer", "response"),
    [
        (full(), ("RETRIEVE", "SUCCESS", ["a", 2], None)),
        (full(retrieved_data=0), ("RETRIEVE", "SUCCESS", [0], None)),
        (full(task_type="mutate"), ("MUTATE", "SUCCESS", None, None)),
        ({"TASK_TYPE": "navigate", "Status": "success"}, ("NAVIGATE", "SUCCESS", None, None)),
        (
            {"performed_operation": "RETRIEVE", "status": "not found", "error_details": "gone"},
            ("RETRIEVE", "NOT_FOUND_ERROR", None, "gone"),
        ),
        ({"status": "done", "retrieved_data": "x"}, ("RETRIEVE", "SUCCESS", ["x"], None)),
        ({"task_type": "MUTATE", "status": "weird"}, ("MUTATE", "UNKNOWN_ERROR", None, None)),
        ({"task_type": "MUTATE", "error_details": "no"}, ("MUTATE", "UNKNOWN_ERROR", None, "no")),
        ({"task_type": 3, "status": "SUCCESS"}, ("NAVIGATE", "SUCCESS", None, None)),
    ],
)
def test_an_object_is_read_however_it_is_written(
    answer: dict[str, Any], response: tuple[Any, ...]
) -> None:
    text = json.dumps(answer)
    expected = AgentResponse(*response)
    for wrapped in (text, f"```json\n{text}\n```", f"I {{did}} it: {text}. That is all."):
        assert response_of(result(wrapped)) == expected


@pytest.mark.parametrize(
    ("run", "response"),
    [
        (result("42"), ("RETRIEVE", "SUCCESS", [42])),
        (result('["a", "b"]'), ("RETRIEVE", "SUCCESS", ["a", "b"])),
        (result('{"count": 3}'), ("RETRIEVE", "SUCCESS", [{"count": 3}])),
        (result("Catso and Dibbins"), ("RETRIEVE", "SUCCESS", ["Catso and Dibbins"])),
        (result(""), ("NAVIGATE", "SUCCESS", None)),
        (result("It is done.", sent=True), ("MUTATE", "SUCCESS", None)),
        (
            result("unable: there is no such user", Status.FAILED),
            ("RETRIEVE", "NOT_FOUND_ERROR", None, "there is no such user"),
        ),
        (
            result("unable: the button is forbidden", Status.BLOCKED, sent=True),
            ("MUTATE", "PERMISSION_DENIED_ERROR", None, "the button is forbidden"),
        ),
        (
            result("N/A. Postmill does not support polls", Status.FAILED),
            ("RETRIEVE", "ACTION_NOT_ALLOWED_ERROR", None, "Postmill does not support polls"),
        ),
        (result("", Status.LIMIT), ("NAVIGATE", "UNKNOWN_ERROR", None, "it was so")),
    ],
)
def test_words_are_taken_for_what_they_are_nearest_to(
    run: RunResult, response: tuple[Any, ...]
) -> None:
    assert response_of(run) == AgentResponse(*response)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
TOLD = st.fixed_dictionaries(
    {},
    optional={
        "task_type": JSON | st.sampled_from(TASK_TYPES),
        "status": JSON | st.sampled_from(STATUSES),
        "retrieved_data": JSON,
        "error_details": JSON,
    },
).map(json.dumps)


@given(st.text(max_size=40), TOLD, st.text(max_size=10), st.sampled_from(Status), st.booleans())
def test_every_answer_becomes_one_that_the_schema_allows(
    before: str, told: str, after: str, status: Status, sent: bool
) -> None:
    for answer in (before, told, f"{before}{told}{after}"):
        response = response_of(result(answer, status, sent=sent))
        assert response.task_type in TASK_TYPES
        assert response.status in STATUSES
        assert response.retrieved_data is None or response.task_type == "RETRIEVE"
        assert response.error_details is None or response.status != "SUCCESS"
        assert json.loads(json.dumps(response.to_json())) == response.to_json()


@given(st.sampled_from(TASK_TYPES), st.sampled_from(STATUSES), st.lists(JSON, min_size=1))
def test_a_complete_answer_is_taken_word_for_word(kind: str, status: str, data: list[Any]) -> None:
    retrieved = data if kind == "RETRIEVE" else None
    details = None if status == "SUCCESS" else "so"
    told = AgentResponse(kind, status, retrieved, details)
    assert response_of(result(json.dumps(told.to_json()))) == told
