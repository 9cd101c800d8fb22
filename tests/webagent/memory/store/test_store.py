"""The file of the memory: who may read it, what becomes of an earlier one, and what is no file."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from webagent.consequences import Control, Habit, SqliteHabits
from webagent.memory.store import Inventory, MemoryUnavailable, Store

if TYPE_CHECKING:
    from pathlib import Path

BUY = Control("https://a.example", "click", "button", "buy")
GUIDE = Control("https://a.example", "click", "button", "guide")
EARLIER = """
CREATE TABLE habits (
    origin TEXT NOT NULL, verb TEXT NOT NULL, role TEXT NOT NULL, template TEXT NOT NULL,
    harmless INTEGER NOT NULL, changing INTEGER NOT NULL,
    PRIMARY KEY (origin, verb, role, template)
) WITHOUT ROWID;
INSERT INTO habits VALUES ('https://a.example', 'click', 'button', 'buy', 2, 1);
INSERT INTO habits VALUES ('https://a.example', 'click', 'button', 'guide', 3, 0);
"""


def earlier(folder: Path) -> Path:
    """Leave the file in which habits were kept alone."""
    path = folder / "habits.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(EARLIER)
    return path


def test_only_the_user_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "state" / "memory.sqlite"
    SqliteHabits(Store(path)).count(BUY, changing=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_something_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_text("no database, but long enough to be taken for one" * 20)
    with pytest.raises(MemoryUnavailable, match=r"memory\.sqlite"):
        Store(path)


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MemoryUnavailable, match="can't be read or kept"):
        Store(tmp_path / "file" / "memory.sqlite")


def test_habits_that_were_kept_alone_are_taken_over_once(tmp_path: Path) -> None:
    path = earlier(tmp_path)
    store = Store(tmp_path / "memory.sqlite")
    assert SqliteHabits(store).of(BUY) == Habit(BUY, harmless=2, changing=1)
    assert SqliteHabits(store).of(GUIDE) == Habit(GUIDE, harmless=3)
    assert not path.exists()
    assert len(Inventory(Store(store.path)).all()) == 2


def test_taking_habits_over_again_counts_nothing_twice(tmp_path: Path) -> None:
    earlier(tmp_path)
    store = Store(tmp_path / "memory.sqlite")
    SqliteHabits(store).count(BUY, changing=True)
    earlier(tmp_path)  # as if it had been cut off before the file was removed
    assert SqliteHabits(Store(store.path)).of(BUY) == Habit(BUY, harmless=2, changing=2)


def test_of_a_transaction_that_fails_nothing_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "memory.sqlite")
    with pytest.raises(RuntimeError), store.transaction() as connection:
        connection.execute("INSERT INTO checkpoints VALUES (1, 'https://a.example', '/', 1, 0)")
        raise RuntimeError
    assert Inventory(store).all() == ()
