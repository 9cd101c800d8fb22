"""`webagent identity`: keys and directories from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner
from webagent_manifests.identity import AgentKey, Directory

from webagent import UsageError
from webagent.cli._identity import identity_app

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


def _call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(identity_app, [str(each) for each in arguments])


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    assert _call("new", "--out", path).exit_code == 0
    return path


def test_a_new_key_is_made(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    result = _call("new", "--out", path, "--json")
    report = json.loads(result.stdout)

    key = AgentKey.load(path)
    assert report == {
        "schema_version": "1",
        "file": str(path),
        "keyid": key.keyid,
        "jwk": key.jwk,
    }
    assert "PRIVATE" not in result.output


def test_a_key_is_shown_by_its_id(key: Path) -> None:
    assert _call("show", key).stdout == f"{AgentKey.load(key).keyid}\n"
    assert json.loads(_call("show", key, "--json").stdout)["jwk"] == AgentKey.load(key).jwk


def test_a_directory_has_every_key(key: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "other.pem", tmp_path / "site/directory.json"
    _call("new", "--out", other)
    printed = _call("directory", key, other)
    _call("directory", key, other, "--out", out)

    assert "application/http-message-signatures-directory+json" in printed.stderr
    assert out.read_text(encoding="utf-8") == printed.stdout
    ids = {AgentKey.load(path).keyid for path in (key, other)}
    assert set(Directory.parse(out.read_bytes()).keys) == ids


def test_a_key_that_is_there_is_kept(key: Path) -> None:
    before = key.read_bytes()
    result = _call("new", "--out", key)
    assert isinstance(result.exception, UsageError)
    assert "exists and is kept" in str(result.exception)
    assert key.read_bytes() == before


@pytest.mark.parametrize("command", ["show", "directory"])
def test_what_is_no_key_is_refused(command: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam", encoding="utf-8")
    path.chmod(0o600)
    for each, words in ((path, "can't be used"), (tmp_path / "none", "can't be read")):
        result = _call(command, each)
        assert isinstance(result.exception, UsageError)
        assert words in str(result.exception)
        assert result.stdout == ""
