"""`webagent manifest conformance`."""

from __future__ import annotations

import json
import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from tests.webagent.cli.calling import call

if TYPE_CHECKING:
    from pathlib import Path

OPEN_MIND = """
def decide(vector):
    if vector["question"] != "decide":
        return {"unsupported": "decisions only"}
    return {"decision": "allow", "rule_index": None}
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An implementation that allows everything, in the folder one stands in."""
    (tmp_path / "open_mind.py").write_text(OPEN_MIND)
    monkeypatch.chdir(tmp_path)
    return "open_mind"


@pytest.mark.slow
def test_this_package_passes() -> None:
    done = call("manifest", "conformance", "--json")

    told = json.loads(done.stdout)
    assert done.code == 0
    assert told["schema_version"] == "1"
    assert told["cases"] == {"passed": 100, "all": 100}
    assert told["vectors"]["failed"] == told["vectors"]["unsupported"] == 0
    assert {each["group"] for each in told["outcomes"]} >= {"priority", "discovery", "frames"}


def test_a_module_is_driven_and_its_failures_are_told(module: str) -> None:
    done = call("manifest", "conformance", "--adapter", module, "--only", "priority")

    assert done.code == 1
    assert "priority             1      13            0" in done.stdout
    assert "failed 10*: A rule for the verb itself beats" in done.stdout
    assert 'decision: expected "deny", got "allow"' in done.stdout


def test_what_is_unsupported_is_counted_apart(module: str) -> None:
    done = call("manifest", "conformance", "--adapter", module, "--only", "46", "--json")

    told = json.loads(done.stdout)
    assert done.code == 0
    assert told["vectors"] == {"passed": 0, "failed": 0, "error": 0, "unsupported": 2}
    assert told["cases"] == {"passed": 0, "all": 1}


def test_a_program_is_driven(module: str) -> None:
    program = (
        "import json, sys, open_mind\n"
        "for line in sys.stdin: print(json.dumps(open_mind.decide(json.loads(line))), flush=True)"
    )
    command = f"{sys.executable} -c {shlex.quote(program)}"

    done = call(
        "manifest", "conformance", "--adapter-command", command, "--only", "1", "--only", "2"
    )

    assert done.code == 1
    assert "1 of 2 cases passed" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--adapter", "there_is_no_such_module"], "can't be imported"),
        (["--adapter", "json"], "has no function decide"),
        (["--adapter-command", "/there/is/none"], "can't be started"),
        (["--adapter-command", "'"], "can't be read"),
        (["--adapter-command", " "], "names no program"),
        (["--adapter", "json", "--live"], "Give one of"),
        (["--only", "777"], "is no case, vector or group"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], said: str) -> None:
    done = call("manifest", "conformance", *arguments)

    assert done.code == 2
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.slow
def test_the_agent_itself_is_asked_with_live() -> None:
    done = call("manifest", "conformance", "--live", "--only", "88", "--json")

    told = json.loads(done.stdout)
    assert done.code == 0
    assert [each["got"]["by"] for each in told["outcomes"]] == ["gate", "gate"]
