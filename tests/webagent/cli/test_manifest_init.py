"""`webagent manifest init`: questions on a terminal, or flags."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner
from webagent_manifests import parse_manifest
from webagent_manifests.lint import lint

from tests.webagent.cli.calling import TIMEOUT_S
from webagent import UsageError
from webagent.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    from webagent_manifests import Manifest


def init(*arguments: str, out: Path) -> Manifest:
    result = CliRunner().invoke(app, ["manifest", "init", *arguments, "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{out}\n"
    assert "webagent manifest check" in result.stderr
    assert lint(out.read_bytes()).findings == ()
    return parse_manifest(out.read_bytes())


def test_flags_say_all(tmp_path: Path) -> None:
    manifest = init(
        *("--no-links", "--human-for", "#checkout", "--human-for", ".pay", "--deny", "#delete"),
        *("--rate", "60/3600", "--hours", "8:00-20:00", "--author", "Ada", "--no-strict"),
        out=tmp_path / "mine.json",
    )

    assert manifest.metadata.author == "Ada"
    assert not manifest.strict
    told = [(each.verb, each.selector, each.allowed) for each in manifest.resource_rules]
    assert ("follow_link", "*", False) in told
    assert ("submit_form", "#checkout:not(#delete, #delete *)", True) in told
    assert ("click_element", "#delete, #delete *", False) in told
    (sending,) = [each for each in manifest.resource_rules if each.selector == ".pay"][-1:]
    assert sending.modifiers.model_dump() == {
        "burst": None,
        "rate_limit": {"max_requests": 60, "window_seconds": 3_600},
        "time_window": "08:00-20:00 UTC",
        "human_in_the_loop": True,
    }


def test_without_a_terminal_defaults_hold(tmp_path: Path) -> None:
    manifest = init(out=tmp_path / "mine.json")

    assert manifest.strict
    assert all(each.allowed and each.selector == "*" for each in manifest.resource_rules)


def test_questions_are_asked_on_a_terminal(tmp_path: Path) -> None:
    """Two answers are wrong at first, and asked for again."""
    out = tmp_path / "mine.json"
    answers = ["", "n", "y", "a{}", "#checkout", "", "often", "9/60", "", "Ada", "y"]
    controller, terminal = pty.openpty()
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "webagent", "manifest", "init", "--out", str(out)],
            stdin=terminal,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={name: value for name, value in os.environ.items() if "WEBAGENT" not in name},
        ) as process:
            os.write(controller, "".join(f"{each}\n" for each in answers).encode())
            stdout, stderr = process.communicate(timeout=TIMEOUT_S)
    finally:
        os.close(terminal)
        os.close(controller)

    told = stderr.decode()
    assert process.returncode == 0, told
    assert stdout.decode() == f"{out}\n"
    assert "is no CSS selector" in told
    assert "60/3600" in told
    manifest = parse_manifest(out.read_bytes())
    assert manifest.metadata.author == "Ada"
    assert "follow_link" not in [
        each.verb for each in manifest.resource_rules if each.selector == "*"
    ]
    assert any(
        each.selector == "#checkout" and each.modifiers.human_in_the_loop
        for each in manifest.resource_rules
    )


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    out = tmp_path / "mine.json"
    out.write_text("mine", encoding="utf-8")

    refused = CliRunner().invoke(app, ["manifest", "init", "--out", str(out)])
    assert isinstance(refused.exception, UsageError)
    assert "--force" in str(refused.exception)
    assert out.read_text(encoding="utf-8") == "mine"
    init("--force", out=out)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--rate", "often"), "60/3600"),
        (("--hours", "always"), "08:00-20:00"),
        (("--deny", "a{}"), "no CSS selector"),
        (("--human-for", "#buy[["), "no CSS selector"),
    ],
)
def test_what_can_not_be_is_told(arguments: tuple[str, str], told: str, tmp_path: Path) -> None:
    out = tmp_path / "mine.json"
    result = CliRunner().invoke(app, ["manifest", "init", *arguments, "--out", str(out)])

    assert isinstance(result.exception, UsageError)
    assert told in str(result.exception)
    assert not out.exists()


def test_json_is_one_object(tmp_path: Path) -> None:
    out = tmp_path / "mine.json"
    result = CliRunner().invoke(app, ["manifest", "init", "--json", "--out", str(out)])

    report = json.loads(result.stdout)
    assert (report["schema_version"], report["file"]) == ("1", str(out))
    assert report["manifest"] == json.loads(out.read_bytes())
