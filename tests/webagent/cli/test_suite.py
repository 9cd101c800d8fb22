"""`webagent suite`: tasks of the user's own, checked before they are played."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from webagent.cli._suite import suite_app
from webagent.errors import UsageError
from webagent.evaluation.own import suite_schema

if TYPE_CHECKING:
    from pathlib import Path

SUITE = """name: mine
url: https://shop.example/
tasks:
  - id: look
    goal: Look.
    paraphrases: Have a look.
    tags: [quick]
    checks: [{answer: {number: 3}}]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(SUITE)
    return path


def test_a_valid_suite_lists_its_tasks(file: Path) -> None:
    done = CliRunner().invoke(suite_app, ["check", str(file)])
    assert done.exit_code == 0
    assert done.stdout == "look     mine  quick\nlook.p1  mine  quick\n"
    assert done.stderr == f"{file}: valid, 2 tasks\n"
    told = json.loads(CliRunner().invoke(suite_app, ["check", str(file), "--json"]).stdout)
    assert told == {
        "schema_version": "1",
        "file": str(file),
        "valid": True,
        "name": "mine",
        "tasks": [
            {"id": "look", "family": "mine", "tags": ["quick"]},
            {"id": "look.p1", "family": "mine", "tags": ["quick"]},
        ],
    }


def test_a_suite_that_is_not_valid(file: Path) -> None:
    file.write_text(SUITE.replace("goal", "gaol\\e[31m"))
    done = CliRunner().invoke(suite_app, ["check", str(file)])
    assert done.exit_code == 1
    assert f"{file}: line 4: tasks[0].goal: this key is missing; it is required" in done.stdout
    assert "\x1b" not in done.stdout
    done = CliRunner().invoke(suite_app, ["check", str(file), "--json"])
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert told["valid"] is False
    missing = "this key is missing; it is required"
    assert {"path": "tasks[0].goal", "line": 4, "message": missing} in told["problems"]


def test_a_file_that_is_not_there_is_a_wrong_argument(tmp_path: Path) -> None:
    done = CliRunner().invoke(suite_app, ["check", str(tmp_path / "gone.yaml")])
    assert isinstance(done.exception, UsageError)
    assert "check its name" in str(done.exception)


def test_the_schema() -> None:
    done = CliRunner().invoke(suite_app, ["schema"])
    assert json.loads(done.stdout) == suite_schema()
