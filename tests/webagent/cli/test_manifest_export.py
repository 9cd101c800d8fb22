"""`webagent manifest export`: a manifest among the files of a static site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.manifests.documents import document
from webagent import UsageError
from webagent.cli import app

TAG = '<link rel="agent-permissions" href="/.well-known/agent-permissions.json">'


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(document(False)), encoding="utf-8")
    return path


def test_the_tag_is_the_result(manifest: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["manifest", "export", str(manifest), str(tmp_path / "site")])
    assert result.exit_code == 0
    assert result.stdout == f"{TAG}\n"
    assert str(tmp_path / "site/_headers") in result.stderr


def test_json_names_the_files(manifest: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["manifest", "export", str(manifest), str(tmp_path / "site"), "--json"]
    )
    report = json.loads(result.stdout)
    assert report["schema_version"] == "1"
    assert report["link_tag"] == TAG
    assert len(report["files"]) == 4
    assert all(Path(path).is_file() for path in report["files"])


def test_a_broken_manifest_is_code_1(manifest: Path, tmp_path: Path) -> None:
    manifest.write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(app, ["manifest", "export", str(manifest), str(tmp_path / "site")])
    assert result.exit_code == 1
    assert "metadata" in result.stderr
    assert result.stdout == ""


def test_a_folder_that_is_a_file_is_refused(manifest: Path) -> None:
    result = CliRunner().invoke(app, ["manifest", "export", str(manifest), str(manifest)])
    assert isinstance(result.exception, UsageError)
    assert str(result.exception) == f"{manifest} can't be written to: Not a directory."


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["manifest", "export", str(tmp_path / "none.json"), str(tmp_path)]
    )
    assert isinstance(result.exception, UsageError)
    assert "no such file" in str(result.exception)
