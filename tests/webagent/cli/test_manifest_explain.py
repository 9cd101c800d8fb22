"""`webagent manifest explain`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from tests.manifests.documents import document, rule
from webagent import UsageError
from webagent.cli import app

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = json.dumps(
    document(
        True,
        rule("click_element", "button.danger", False),
        action_guidelines=[{"directive": "MUST NOT", "description": "Lie\x1b[31m."}],
    )
)


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "agent-permissions.json"
    path.write_text(MANIFEST, encoding="utf-8")
    return path


def test_the_text_is_for_people(manifest: Path) -> None:
    result = CliRunner().invoke(app, ["manifest", "explain", str(manifest)])

    assert result.exit_code == 0
    assert "Agents may not\n- Click buttons with class danger. (rule 0)" in result.stdout
    assert "\x1b" not in result.stdout


def test_json_is_one_object(manifest: Path) -> None:
    result = CliRunner().invoke(app, ["manifest", "explain", str(manifest), "--json"])

    report = json.loads(result.stdout)
    assert report["schema_version"] == "1"
    (denied,) = [each for each in report["sections"] if each["title"] == "Agents may not"]
    assert denied["statements"] == [{"text": "Click buttons with class danger.", "rules": [0]}]


def test_a_dash_reads_standard_input() -> None:
    result = CliRunner().invoke(app, ["manifest", "explain", "-"], input=MANIFEST)

    assert result.exit_code == 0
    assert "Agents may not" in result.stdout


def test_what_is_no_manifest_is_code_1(manifest: Path) -> None:
    manifest.write_text('{"strict": true}', encoding="utf-8")
    result = CliRunner().invoke(app, ["manifest", "explain", str(manifest)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "metadata" in result.stderr

    manifest.write_text('{"agent_access": {"read": true}}', encoding="utf-8")
    result = CliRunner().invoke(app, ["manifest", "explain", str(manifest)])
    assert result.exit_code == 1
    assert f"webagent manifest convert {manifest}" in result.stderr


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["manifest", "explain", str(tmp_path / "none.json")])

    assert isinstance(result.exception, UsageError)
    assert "none.json can't be read" in str(result.exception)
