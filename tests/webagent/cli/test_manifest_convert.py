"""`webagent manifest convert`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner
from webagent_manifests import parse_manifest

from webagent import UsageError
from webagent.cli import app

if TYPE_CHECKING:
    from pathlib import Path

POLICY = json.dumps({"agent_access": {"read": True, "cite": True, "submit_forms": False}})


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.json"
    path.write_text(POLICY, encoding="utf-8")
    return path


def test_the_manifest_is_the_result_and_the_notes_are_beside_it(policy: Path) -> None:
    result = CliRunner().invoke(app, ["manifest", "convert", str(policy)])

    assert result.exit_code == 0
    assert parse_manifest(result.stdout).strict
    assert "an agent access map" in result.stderr
    assert "Content-Usage" in result.stderr


def test_a_file_is_written_once(policy: Path, tmp_path: Path) -> None:
    out = tmp_path / "agent-permissions.json"
    arguments = ["manifest", "convert", "-", "--out", str(out)]
    result = CliRunner().invoke(app, arguments, input=POLICY)
    assert (result.exit_code, result.stdout) == (0, "")
    assert parse_manifest(out.read_bytes()).strict

    refused = CliRunner().invoke(app, arguments, input=POLICY)
    assert isinstance(refused.exception, UsageError)
    assert "--force" in str(refused.exception)
    assert CliRunner().invoke(app, [*arguments, "--force"], input=POLICY).exit_code == 0


def test_json_is_one_object(policy: Path) -> None:
    result = CliRunner().invoke(app, ["manifest", "convert", str(policy), "--json"])

    report = json.loads(result.stdout)
    assert report["schema_version"] == "1"
    assert report["format"] == "an agent access map (agent_access)"
    assert parse_manifest(json.dumps(report["manifest"])).strict
    assert any("cite" in note for note in report["notes"])


@pytest.mark.parametrize("text", ["{}", "[]", "{", "\x00"])
def test_what_is_no_policy_is_code_1(text: str) -> None:
    result = CliRunner().invoke(app, ["manifest", "convert", "-"], input=text)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("webagent: -: ")
