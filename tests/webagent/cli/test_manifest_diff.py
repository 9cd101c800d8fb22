"""`webagent manifest diff`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from tests.manifests.documents import document, rule
from webagent import UsageError
from webagent.cli import app

if TYPE_CHECKING:
    from pathlib import Path

OLD = document(False, rule("click_element", ".danger", False))
NEW = document(
    False,
    rule("click_element", ".danger", True, {"human_in_the_loop": True}),
    rule("click_element", "#nowhere", False),
)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths: list[str] = []
    for name, content in (("old", OLD), ("new", NEW)):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        paths.append(str(path))
    page = tmp_path / "page.html"
    page.write_text("<button class=danger>Delete</button><button>Save</button>", encoding="utf-8")
    return [*paths, str(page)]


def report(*arguments: str) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(app, ["manifest", "diff", *arguments, "--json"])
    return result.exit_code, json.loads(result.stdout)


def test_rules_that_changed_are_code_1(files: list[str]) -> None:
    old, new, _ = files
    result = CliRunner().invoke(app, ["manifest", "diff", old, new])

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "laxer: changed click_element on .danger",
        "  deny (rule 0) → needs_human (rule 0)",
        "stricter: added click_element on #nowhere",
        "  no rule → deny (rule 1)",
    ]
    code, told = report(old, new)
    assert (code, told["schema_version"], told["tendency"]) == (1, "1", "different")


def test_the_same_rules_are_code_0(files: list[str]) -> None:
    result = CliRunner().invoke(app, ["manifest", "diff", files[0], files[0]])

    assert result.exit_code == 0
    assert "Nothing has changed" in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["browser", "static"])
def test_on_a_page_only_its_elements_count(files: list[str], engine: str) -> None:
    old, new, page = files
    code, told = report(old, new, "--page", page, "--engine", engine)

    assert (code, told["engine"]) == (1, engine)
    (change,) = told["decisions"]
    assert (change["verb"], change["count"], change["tendency"]) == ("click_element", 1, "laxer")
    assert (change["old"]["decision"], change["new"]["decision"]) == ("deny", "needs_human")
    assert change["samples"][0]["text"] == "Delete"

    narrow = document(False, OLD["resource_rules"][0], NEW["resource_rules"][1])
    with open(new, "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(narrow, file)
    code, told = report(old, new, "--page", page, "--engine", engine)
    assert (code, told["decisions"], len(told["rules"])) == (0, [], 1)


def test_what_can_not_be_compared_is_code_2(files: list[str], tmp_path: Path) -> None:
    old, _, page = files
    broken = tmp_path / "broken.json"
    broken.write_text("{}", encoding="utf-8")
    assert CliRunner().invoke(app, ["manifest", "diff", old, str(broken)]).exit_code == 2

    for arguments in (
        [old, str(tmp_path / "none.json")],
        [old, old, "--page", str(tmp_path / "none.html")],
        [old, old, "--page", page, "--engine", "magic"],
    ):
        result = CliRunner().invoke(app, ["manifest", "diff", *arguments])
        assert isinstance(result.exception, UsageError)
