"""What was learned of sites, in its file."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from webagent.consequences import Control, Habit, HabitsUnavailable, SqliteHabits

if TYPE_CHECKING:
    from pathlib import Path

BUY = Control("https://a.example", "click", "button", "buy")
GUIDE = Control("https://b.example", "click", "button", "guide")


def test_counts_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "state" / "habits.sqlite"
    habits = SqliteHabits(path)
    assert habits.of(BUY) == Habit(BUY)
    habits.count(BUY, changing=True)
    habits.count(BUY, changing=False)
    habits.count(BUY, changing=False)
    assert SqliteHabits(path).of(BUY) == Habit(BUY, harmless=2, changing=1)


def test_everything_can_be_looked_at_and_forgotten(tmp_path: Path) -> None:
    habits = SqliteHabits(tmp_path / "habits.sqlite")
    habits.count(GUIDE, changing=False)
    habits.count(BUY, changing=True)
    assert [habit.control for habit in habits.all()] == [BUY, GUIDE]
    assert [habit.control for habit in habits.all("https://b.example")] == [GUIDE]
    assert habits.erase("https://a.example") == 1
    assert habits.of(BUY) == Habit(BUY)
    assert habits.erase() == 1
    assert habits.all() == ()


def test_only_the_user_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "habits.sqlite"
    SqliteHabits(path).count(BUY, changing=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_something_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "habits.sqlite"
    path.write_text("no database, but long enough to be taken for one" * 20)
    with pytest.raises(HabitsUnavailable, match=r"habits\.sqlite"):
        SqliteHabits(path)


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HabitsUnavailable, match="can't be read or kept"):
        SqliteHabits(tmp_path / "file" / "habits.sqlite")
