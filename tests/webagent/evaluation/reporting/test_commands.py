"""`webagent compare` and `webagent report`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from webagent import Agent, BrowserOptions, ScriptedActor
from webagent.cli._compare import compare
from webagent.cli._eval_report import report
from webagent.errors import UsageError

from .examples import attempt, broken

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

app = typer.Typer(pretty_exceptions_enable=False)
app.command("compare")(compare)
app.command("report")(report)


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def pair(recorded: Callable[..., Path]) -> tuple[Path, Path]:
    a = recorded(
        *(attempt(f"tea/{n}", 0.0) for n in range(6)),
        attempt("milk/0"),
        attempt("milk/1"),
        name="a",
    )
    b = recorded(
        *(attempt(f"tea/{n}") for n in range(6)), attempt("milk/0"), broken("milk/1"), name="b"
    )
    return a, b


def test_two_evaluations_are_compared_in_a_table(pair: tuple[Path, Path]) -> None:
    done = call("compare", *pair)
    assert done.exit_code == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == f"A  25.0% (7.1% to 59.1%), 2 of 8  {pair[0]}"
    assert lines[1] == f"B  100.0% (64.6% to 100.0%), 7 of 7, 1 errors  {pair[1]}"
    assert [line.split() for line in lines[3:7]] == [
        ["family", "tasks", "both", "only", "A", "only", "B", "neither", "B", "-", "A"],
        ["milk", "1", "1", "0", "0", "0", "+0.0%"],
        ["tea", "6", "0", "0", "6", "0", "+100.0%"],
        ["overall", "7", "1", "0", "6", "0", "+85.7%"],
    ]
    assert lines[8].startswith("B - A: +85.7% (95 %: +")
    assert lines[8].endswith("over 7 tasks; McNemar, exact: p = 0.031.")
    assert lines[9] == "Left out, since broken or not judged in one: 1 task."
    assert lines[-1] == "only B did: tea/0, tea/1, tea/2, tea/3, tea/4, tea/5"


def test_what_differs_is_warned_of_beside_the_result(
    pair: tuple[Path, Path], recorded: Callable[..., Path]
) -> None:
    other = recorded(attempt("tea/0"), name="c", suite="other\x1b[31m")
    done = call("compare", pair[0], other, "--json")
    told = json.loads(done.stdout)
    assert (told["schema_version"], told["overall"]["only_b"]) == ("1", 1)
    assert done.stderr == "webagent: The suites differ: A is example, B is other [31m.\n"
    assert told["warnings"] == ["The suites differ: A is example, B is other\x1b[31m."]


def test_nothing_in_common_is_said(recorded: Callable[..., Path]) -> None:
    a, b = recorded(attempt("x/0"), name="a"), recorded(attempt("y/0"), name="b")
    assert "No task has an outcome in both." in call("compare", a, b).stdout


def test_a_report_is_written_and_its_path_told(pair: tuple[Path, Path]) -> None:
    done = call("report", pair[0])
    assert done.stdout == f"{pair[0] / 'report.html'}\n"
    names = {path.name for path in pair[0].iterdir()}
    assert {"report.html", "attempts.csv", "summary.json"} <= names
    told = json.loads(call("report", pair[0], "--json").stdout)
    assert told["overall"]["successes"] == 2
    saved = json.loads((pair[0] / "summary.json").read_text(encoding="utf-8"))
    assert told == {**saved, "report": str(pair[0] / "report.html")}


async def test_of_a_single_run_its_own_report_is_written_anew(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    # A run that finds no browser leaves a record all the same.
    await Agent(
        "a task",
        url="http://127.0.0.1:9/",
        actor=ScriptedActor([]),
        browser=BrowserOptions(executable=tmp_path / "none"),
        run_dir=folder,
    ).run()
    (folder / "report.html").unlink()
    assert call("report", folder).stdout == f"{folder / 'report.html'}\n"
    assert "a task" in (folder / "report.html").read_text(encoding="utf-8")
    refused = call("report", folder, "--json")
    assert isinstance(refused.exception, UsageError)


def test_a_folder_of_neither_is_refused(tmp_path: Path) -> None:
    done = call("report", tmp_path)
    assert isinstance(done.exception, UsageError)
    assert str(done.exception) == f"{tmp_path} holds neither an evaluation nor a run."
