"""`webagent policy`: the user's policy checked and in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from webagent.cli._policy import policy_app
from webagent.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """default = "deny"
[[rules]]
id = "look"
effect = "allow"
verbs = ["all"]
note = "red \\u001b[31m"
[[temporal]]
id = "slowly"
kind = "cool_down"
action = { verbs = ["submit_form"] }
seconds = 5
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text(POLICY)
    return path


def test_a_valid_policy(file: Path) -> None:
    done = CliRunner().invoke(policy_app, ["check", str(file)])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{file}: valid, 1 rule, 1 temporal rule\n"
    told = json.loads(CliRunner().invoke(policy_app, ["check", str(file), "--json"]).stdout)
    assert told == {
        "schema_version": "1",
        "file": str(file),
        "valid": True,
        "problems": [],
        "warnings": [],
    }


def test_warnings_go_to_stderr(file: Path) -> None:
    file.write_text("default = 'ask'")
    done = CliRunner().invoke(policy_app, ["check", str(file)])
    assert done.exit_code == 0
    assert done.stderr.startswith("warning: The default ask covers read_content")
    told = json.loads(CliRunner().invoke(policy_app, ["check", str(file), "--json"]).stdout)
    assert len(told["warnings"]) == 1


@pytest.mark.parametrize("command", ["check", "explain"])
def test_a_policy_that_is_not_valid(command: str, file: Path) -> None:
    file.write_text("default = 'no'\nx = 1")
    done = CliRunner().invoke(policy_app, [command, str(file)])
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"{file}: line 1: default: must be 'allow', 'ask' or 'deny'",
        f"{file}: line 2: x: there is no such key; allowed here: default, rules, temporal",
    ]
    done = CliRunner().invoke(policy_app, [command, str(file), "--json"])
    told = json.loads(done.stdout)
    assert (done.exit_code, told["valid"]) == (1, False)
    assert told["problems"][1] == {
        "path": "x",
        "line": 2,
        "message": "there is no such key; allowed here: default, rules, temporal",
    }


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    done = CliRunner().invoke(policy_app, ["check", str(tmp_path / "none.toml")])
    assert isinstance(done.exception, UsageError)
    assert "can't be read" in str(done.exception)


def test_explain_prints_a_line_for_each_rule(file: Path) -> None:
    done = CliRunner().invoke(policy_app, ["explain", str(file)])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "What no rule allows is denied.",
        "look: allow everything (red  [31m).",
        "slowly: wait 5 seconds on any site before another: submit_form.",
    ]
    told = json.loads(CliRunner().invoke(policy_app, ["explain", str(file), "--json"]).stdout)
    assert told["default"] == {"effect": "deny", "text": "What no rule allows is denied."}
    assert [each["id"] for each in told["rules"]] == ["look", "slowly"]
