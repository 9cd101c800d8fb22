"""The record of an evaluation: written line by line, read back whatever ended the writing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.errors import UsageError
from webagent.evaluation import Attempt, Check, EvaluationRecord, Score, Task
from webagent.evaluation._record import RecordWriter
from webagent.models import Usage

if TYPE_CHECKING:
    from pathlib import Path

HEAD: dict[str, Any] = {
    "suite": "toy",
    "tasks": ["a/1", "a/2", "b/1"],
    "settings": {"actor": "baseline"},
    "environment": {"python": "3"},
    "started": "2026-11-22T00:00:00+00:00",
}


def _attempt(task: str, score: float | None = 1.0, **told: Any) -> Attempt:
    return Attempt(Task(task, task[0], 1), None if score is None else Score(score), **told)


def test_attempts_are_read_back_in_the_order_of_the_suite(tmp_path: Path) -> None:
    full = Attempt(
        Task("b/1", "b", 7, ("train",)),
        Score(0.5, (Check("answer", 0.5, "half of it"),), {"raw": 0.5}),
        goal="Ünïcode",
        usage=Usage(1, 2, 3, None),
        steps=4,
    )
    with RecordWriter.begin(tmp_path, HEAD) as writer:
        writer.attempted(full, 1.5)
        writer.attempted(_attempt("a/1"), 2.5)
    record = EvaluationRecord.read(tmp_path)
    assert record.attempts == (_attempt("a/1"), full)
    assert (record.suite, record.seconds, record.missing) == ("toy", 2.5, ("a/2",))
    assert (record.settings, record.environment) == (HEAD["settings"], HEAD["environment"])


def test_an_attempt_that_is_made_again_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    with RecordWriter.begin(tmp_path, HEAD) as writer:
        writer.attempted(_attempt("a/1", None, error="crashed"), 1.0)
    with RecordWriter.go_on(tmp_path) as writer:
        writer.attempted(_attempt("a/1"), 3.0)
    assert EvaluationRecord.read(tmp_path).attempts == (_attempt("a/1"),)


def test_a_last_line_that_was_cut_off_is_left_out_and_written_over(tmp_path: Path) -> None:
    with RecordWriter.begin(tmp_path, HEAD) as writer:
        writer.attempted(_attempt("a/1"), 1.0)
    path = tmp_path / "attempts.jsonl"
    path.write_bytes(path.read_bytes() * 2)
    path.write_bytes(path.read_bytes()[:-40])
    assert EvaluationRecord.read(tmp_path).attempts == (_attempt("a/1"),)
    with RecordWriter.go_on(tmp_path) as writer:
        writer.attempted(_attempt("a/2"), 2.0)
    assert EvaluationRecord.read(tmp_path).attempts == (_attempt("a/1"), _attempt("a/2"))


def test_only_one_process_writes_a_folder(tmp_path: Path) -> None:
    with RecordWriter.begin(tmp_path, HEAD):
        with pytest.raises(UsageError, match="holds an evaluation already"):
            RecordWriter.begin(tmp_path, HEAD)
        with pytest.raises(UsageError, match="is still going on"):
            RecordWriter.go_on(tmp_path)


def test_what_differs_when_it_goes_on_is_told_apart(tmp_path: Path) -> None:
    with RecordWriter.begin(tmp_path, HEAD) as writer:
        writer.played_with({"browser": "156", "dpi": 1})
    with RecordWriter.go_on(tmp_path) as writer:
        writer.resumed("later")
        writer.played_with({"browser": "157", "dpi": 1})
    record = EvaluationRecord.read(tmp_path)
    assert record.environment == {"python": "3", "browser": "156", "dpi": 1}
    assert record.resumed == ({"started": "later", "environment": {"browser": "157"}},)


def test_a_folder_without_an_evaluation_or_with_a_damaged_one_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no evaluation"):
        EvaluationRecord.read(tmp_path)
    for text in ("[]", "{", '{"suite": 3}'):
        (tmp_path / "evaluation.json").write_text(text)
        with pytest.raises(UsageError, match="damaged"):
            EvaluationRecord.read(tmp_path)
    with RecordWriter.begin(tmp_path, HEAD):
        pass
    (tmp_path / "attempts.jsonl").write_text('{"elapsed": 1}\n')
    with pytest.raises(UsageError, match="line 1, is no attempt"):
        EvaluationRecord.read(tmp_path)


@given(st.builds(_attempt, st.just("a/1"), st.none() | st.floats(0, 1), goal=st.text()))
def test_any_attempt_survives_a_line_of_json(attempt: Attempt) -> None:
    assert Attempt.from_json(json.loads(json.dumps(attempt.to_json()))) == attempt
