"""The cases say the same to the agent and to bare Playwright, and the table counts what agrees."""

from __future__ import annotations

import pytest
from webagent_actions import Stop, parse

from benchmarks import webarena_verified
from benchmarks._verified_cases import CASES, Case
from benchmarks.webarena_verified import Row, table
from webagent import RunResult, Status
from webagent.actors._scripted import numbered
from webagent.evaluation.verified import response_of
from webagent.models import Usage


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.task} {case.what}")
def test_a_case_is_understood_on_both_ways(case: Case) -> None:
    *actions, stop = case.script
    for action in actions:
        assert webarena_verified.ACTION.fullmatch(action)
        assert parse(numbered(action, ()))
    (said,) = parse(stop)
    assert isinstance(said, Stop)
    run = RunResult(Status.DONE, said.answer, "", (), Usage(), 0.0, "", "scripted", None)
    assert response_of(run).to_json() == case.answer


def test_every_task_is_done_right_and_wrong() -> None:
    for task in {case.task for case in CASES}:
        assert {case.score for case in CASES if case.task == task} == {0, 1}


def test_the_table_tells_what_agrees_from_what_was_expected() -> None:
    rows = [
        Row("1", "a", 1, 1.0, 1.0, ""),
        Row("1", "b", 0, 1.0, 1.0, ""),
        Row("2", "c", 0, None, 0.0, ""),
    ]
    assert table(rows).splitlines()[2:] == [
        "| 1 | a | 1 | 1 | 1 |",
        "| 1 | b | 0 | 1 | 1 |",
        "| 2 | c | 0 | – | 0 |",
        "",
        "2 of 3 scores are the same; 1 are what was expected.",
    ]


def test_without_the_program_the_way_to_get_it_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit):
        webarena_verified.main([])
    assert "--make-upstream DIR" in capsys.readouterr().err
