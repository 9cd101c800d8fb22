"""`webagent memory`: what is kept is listed, shown, forgotten and learned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from tests.webagent.cli.calling import call
from webagent.cli._memory import memory_app
from webagent.consequences import Control, SqliteHabits
from webagent.demo import serve_shop
from webagent.errors import UsageError
from webagent.memory.sites import SqliteCheckpoints, SqlitePages
from webagent.memory.skills import Skill, SkillStep, SqliteSkills
from webagent.memory.store import Inventory, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

    from webagent.memory.store import Store

A, B = "https://a.example", "https://b.example"


@pytest.fixture
def store() -> Store:
    store = open_store()
    SqliteHabits(store).count(Control(A, "click", "button", "b\x1b[31muy"), changing=True)
    SqliteCheckpoints(store).learn(f"{A}/cart", True)
    SqlitePages(store).saw(f"{B}/help", "Help")
    SqliteSkills(store).admit(Skill(A, "Look at {item}", (SkillStep("click", "link", "{item}"),)))
    return store


def memory(*arguments: str) -> Result:
    return CliRunner().invoke(memory_app, list(arguments))


@pytest.mark.usefixtures("store")
def test_a_line_for_each_entry() -> None:
    done = memory("list")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "habit-1  https://a.example  click button “b [31muy”: harmless 0, changing 1",
        "checkpoint-1  https://a.example  /cart: kept 1, lost 0",
        "page-1  https://b.example  /help “Help”: seen 1",
        "skill-1  https://a.example  “Look at {item}”: succeeded 0, failed 0",
    ]


@pytest.mark.usefixtures("store")
def test_what_is_listed_can_be_narrowed_and_read_by_programs() -> None:
    done = memory("list", "--origin", "https://A.example:443/x", "--kind", "skill", "--json")
    told = json.loads(done.stdout)
    assert told["schema_version"] == "1"
    assert [entry["id"] for entry in told["entries"]] == ["skill-1"]
    assert told["entries"][0]["body"]["steps"][0]["name"] == "{item}"


def test_an_empty_memory_says_so() -> None:
    done = memory("list")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "Nothing is kept.\n")


@pytest.mark.usefixtures("store")
def test_one_entry_in_full() -> None:
    done = memory("show", "skill-1")
    assert "intent: Look at {item}" in done.stdout
    assert json.loads(memory("show", "page-1", "--json").stdout)["template"] == "/help"
    assert isinstance(memory("show", "skill-7").exception, UsageError)


@pytest.mark.parametrize(
    ("what", "left"),
    [(("skill-1", "page-1"), 2), (("--origin", A), 1), (("--all",), 0), (("page-9",), 4)],
)
def test_what_is_forgotten_is_gone(store: Store, what: tuple[str, ...], left: int) -> None:
    done = memory("forget", *what)
    assert done.stdout == f"{4 - left} forgotten\n"
    assert len(Inventory(store).all()) == left


@pytest.mark.parametrize("what", [(), ("page-1", "--all"), ("--all", "--origin", A)])
def test_what_to_forget_has_to_be_said(store: Store, what: tuple[str, ...]) -> None:
    assert isinstance(memory("forget", *what).exception, UsageError)
    assert len(Inventory(store).all()) == 4


def test_no_variable_of_the_environment_erases_anything(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEBAGENT_ALL", "1")
    monkeypatch.setenv("WEBAGENT_ORIGIN", A)
    assert isinstance(memory("forget").exception, UsageError)
    assert len(Inventory(store).all()) == 4


@pytest.mark.slow
def test_a_skill_is_learned_used_and_forgotten_from_the_shell(tmp_path: Path) -> None:
    allowed = ("--model", "baseline")
    with serve_shop() as shop:
        url, run = shop.url, tmp_path / "first"
        task = "Add the cheapest {} to the cart"
        done = call("run", task.format("green tea"), "--url", url, *allowed, "--out", str(run))
        assert done.code == 0, done.stderr
        doubted = call("memory", "learn", str(run), "--task", task.format("oolong"), *allowed)
        assert (doubted.code, "--trust takes your word" in doubted.stdout) == (1, True)
        shop.reset()
        done = call(
            "memory", "learn", str(run), "--task", task.format("oolong"), "--trust", "--json",
            *allowed,
        )  # fmt: skip
        assert done.code == 0, done.stdout + done.stderr
        told = json.loads(done.stdout)
        assert (told["id"], told["intent"]) == ("skill-1", "Add the cheapest {item} to the cart")
        assert shop.cart_lines() == []
        done = call("run", task.format("black tea"), "--url", url, *allowed, "--json")
        assert "skill-1, step 1 of 3" in json.loads(done.stdout)["steps"][0]["reason"]
        assert len(shop.cart_lines()) == 1
        assert call("memory", "forget", "--all").stdout.endswith(" forgotten\n")
        assert call("memory", "list").stdout == ""
