"""`webagent model`: fetching and listing models."""

from __future__ import annotations

import hashlib
import json
import socket
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from tests.support.model_server import serve_file
from tests.webagent.cli.calling import call
from webagent.cli import app
from webagent.models.local import KNOWN

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = b"GGUF" * 50_000
NAMES = [model.name for model in KNOWN]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    monkeypatch.setenv("WEBAGENT_MODELS_DIR", str(tmp_path / "models"))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The known models are this one, which is small."""
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    known = replace(KNOWN[0], bytes=len(CONTENT), sha256=sha256)
    monkeypatch.setattr("webagent.models.local._known.KNOWN", (known,))
    monkeypatch.setattr("webagent.models.local.KNOWN", (known,))


def test_the_list_says_what_each_is_and_whether_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / f"{NAMES[1]}.gguf").touch()
    environment = {"WEBAGENT_MODELS_DIR": str(tmp_path / "models")}
    told = call("model", "list", environment=environment)
    listed = json.loads(call("model", "list", "--json", environment=environment).stdout)

    first, second = told.stdout.splitlines()
    assert first.startswith(f"{NAMES[0]}  1.12 GB")
    assert first.endswith("Apache-2.0: not pulled")
    assert second.endswith(f"{NAMES[1]}.gguf")
    assert listed["schema_version"] == "1"
    assert [(model["name"], model["pulled"]) for model in listed["models"]] == [
        (NAMES[0], False),
        (NAMES[1], True),
    ]
    assert all(model["url"].startswith("https://huggingface.co/") for model in listed["models"])


@pytest.mark.usefixtures("small")
def test_a_pull_puts_the_file_in_its_place_and_says_where(tmp_path: Path) -> None:
    with serve_file(CONTENT, cuts=(100_000,)) as server:
        done = CliRunner().invoke(app, ["model", "pull", "--url", server.url])
        again = CliRunner().invoke(app, ["model", "pull", "--url", server.url, "--json"])

    path = tmp_path / "models" / f"{NAMES[0]}.gguf"
    assert path.read_bytes() == CONTENT
    assert (done.exit_code, done.stdout) == (0, f"{path}\n")
    assert f"{NAMES[0]}: 100 %" in done.stderr
    assert "checking its hash" in done.stderr
    report = json.loads(again.stdout)
    assert (report["name"], report["path"], report["fetched"]) == (NAMES[0], str(path), False)
    assert server.ranges == [None, "bytes=100000-"]


def test_a_model_that_is_not_known_is_a_usage_error() -> None:
    done = call("model", "pull", "gpt-9")

    assert done.code == 2
    assert NAMES[0] in done.stderr


def test_no_network_is_code_5_and_says_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    done = call(
        *("model", "pull", "--url", f"http://127.0.0.1:{port}/x"),
        environment={"WEBAGENT_MODELS_DIR": str(tmp_path)},
    )

    assert done.code == 5
    assert "webagent: 127.0.0.1 can't be reached" in done.stderr
    assert done.stdout == ""
