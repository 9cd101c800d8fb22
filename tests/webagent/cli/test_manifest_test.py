"""`webagent manifest test`: an owner's assertions in their own continuous integration."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from tests.manifests.documents import document, rule
from webagent import UsageError
from webagent.cli import app

if TYPE_CHECKING:
    from pathlib import Path

TESTS = """\
page: pages/shop.html
tests:
  - name: "Buying #1 needs a person"
    target: "#buy"
    action: click
    expect: needs_human
    rule: 0
  - target: .danger
    verb: click_element
    expect: deny
"""


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/shop.html").write_text(
        # Only a browser runs this.
        "<form id=f><button id=buy>Buy</button></form><div id=more></div><script>"
        "document.getElementById('more').innerHTML = '<button class=danger>Delete</button>'"
        "</script>",
        encoding="utf-8",
    )
    (tmp_path / "agent-permissions.test.yaml").write_text(TESTS, encoding="utf-8")
    path = tmp_path / "agent-permissions.json"
    path.write_text(
        json.dumps(
            document(
                False,
                rule("submit_form", "#f", True, {"human_in_the_loop": True}),
                rule("click_element", ".danger", False),
            )
        ),
        encoding="utf-8",
    )
    return path


@pytest.mark.slow
def test_all_pass_in_the_browser(manifest: Path) -> None:
    result = CliRunner().invoke(app, ["manifest", "test", str(manifest)])

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "TAP version 14",
        "1..2",
        "ok 1 - Buying \\#1 needs a person",
        "ok 2 - click_element on .danger: deny",
    ]
    assert "2 passed, 0 failed" in result.stderr


def test_what_fails_is_code_1_with_the_reason(manifest: Path, tmp_path: Path) -> None:
    junit = tmp_path / "report.xml"
    arguments = [str(manifest), "--engine", "static", "--junit", str(junit)]
    result = CliRunner().invoke(app, ["manifest", "test", *arguments])

    assert result.exit_code == 1
    # Without a browser the script has not made the button.
    assert "not ok 2 - click_element on .danger: deny" in result.stdout
    assert "No element of the page matches" in result.stdout
    assert "scripts have not run" in result.stderr
    (suite,) = ElementTree.fromstring(junit.read_text(encoding="utf-8"))
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")


def test_json_is_one_object(manifest: Path) -> None:
    arguments = [str(manifest), "--engine", "static", "--json"]
    result = CliRunner().invoke(app, ["manifest", "test", *arguments])

    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (report["schema_version"], report["passed"], report["failed"]) == ("1", 1, 1)
    assert [each["outcome"] for each in report["tests"]] == ["passed", "failed"]


def test_a_bad_file_is_refused_with_its_line(manifest: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(TESTS.replace("needs_human", "maybe"), encoding="utf-8")
    result = CliRunner().invoke(app, ["manifest", "test", str(manifest), "--tests", str(bad)])

    assert isinstance(result.exception, UsageError)
    assert f"{bad}:6: tests[0].expect" in str(result.exception)


def test_what_is_not_there_is_refused(manifest: Path, tmp_path: Path) -> None:
    (tmp_path / "agent-permissions.test.yaml").unlink()
    result = CliRunner().invoke(app, ["manifest", "test", str(manifest)])
    assert isinstance(result.exception, UsageError)
    assert "agent-permissions.test.yaml" in str(result.exception)

    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text(TESTS.replace("shop.html", "none.html"), encoding="utf-8")
    arguments = [str(manifest), "--tests", str(elsewhere), "--engine", "static"]
    result = CliRunner().invoke(app, ["manifest", "test", *arguments])
    assert isinstance(result.exception, UsageError)
    assert "none.html can't be read" in str(result.exception)


def test_an_invalid_manifest_is_code_2(manifest: Path) -> None:
    manifest.write_text("{}", encoding="utf-8")

    assert CliRunner().invoke(app, ["manifest", "test", str(manifest)]).exit_code == 2
