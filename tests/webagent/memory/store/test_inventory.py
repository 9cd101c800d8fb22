"""The memory is inspectable and erasable: listed as it lies in its file, and gone from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.webagent.runs import files_with
from webagent.consequences import Control, SqliteHabits
from webagent.memory.sites import SqliteCheckpoints, SqlitePages
from webagent.memory.skills import Skill, SkillStep, SqliteSkills
from webagent.memory.store import Inventory, Kind, Store

if TYPE_CHECKING:
    from webagent.memory.store import Entry

A, B = "https://a.example", "https://b.example"


@pytest.fixture
def inventory(store: Store) -> Inventory:
    """Something of each kind, of two origins."""
    for origin in (A, B):
        SqliteHabits(store).count(Control(origin, "click", "button", "buy"), changing=True)
        SqliteCheckpoints(store).learn(f"{origin}/cart", True)
        SqlitePages(store).saw(f"{origin}/help", "Wonderful help")
        SqliteSkills(store).admit(Skill(origin, "Look at {item}", (SkillStep("click", "link"),)))
    return Inventory(store)


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


def test_everything_is_listed_by_kind_and_origin(inventory: Inventory) -> None:
    assert len(inventory.all()) == 2 * len(Kind)
    assert {entry.origin for entry in inventory.all(origin=A)} == {A}
    assert ids(inventory.all(kind=Kind.SKILL)) == ["skill-1", "skill-2"]
    assert ids(inventory.all(origin=B, kind=Kind.PAGE)) == ["page-2"]


def test_an_entry_is_shown_with_all_that_is_kept(inventory: Inventory) -> None:
    habit = inventory.get("habit-1")
    assert habit is not None
    assert habit.origin == A
    told = {"verb": "click", "role": "button", "template": "buy", "harmless": 0, "changing": 1}
    assert habit.told == told


@pytest.mark.parametrize("identity", ["habit-9", "habits-1", "habit", "1", "", "habit-1;--"])
def test_what_is_no_name_of_anything_is_nothing(inventory: Inventory, identity: str) -> None:
    assert inventory.get(identity) is None
    assert inventory.forget([identity]) == 0
    assert len(inventory.all()) == 2 * len(Kind)


def test_forgetting_takes_what_is_named_alone(inventory: Inventory) -> None:
    assert inventory.forget(["skill-1", "page-2", "page-77"]) == 2
    assert inventory.get("skill-1") is None
    assert len(inventory.all()) == 2 * len(Kind) - 2


def test_forgetting_an_origin_leaves_the_others(inventory: Inventory) -> None:
    assert inventory.forget_origin(A) == len(Kind)
    assert {entry.origin for entry in inventory.all()} == {B}


def test_what_was_forgotten_is_in_the_file_no_more(inventory: Inventory, store: Store) -> None:
    assert files_with(store.path.parent, "Wonderful help")
    assert inventory.forget_all() == 2 * len(Kind)
    assert inventory.all() == ()
    assert files_with(store.path.parent, "Wonderful help", "Look at", A) == []


def test_a_name_is_never_given_to_another(inventory: Inventory, store: Store) -> None:
    inventory.forget_all()
    SqlitePages(store).saw(f"{A}/help", "Help")
    assert ids(inventory.all()) == ["page-3"]
