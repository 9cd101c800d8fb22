"""What was seen of controls, in the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent.consequences import Control, Habit, SqliteHabits
from webagent.memory.store import Inventory, Kind, Store

if TYPE_CHECKING:
    from pathlib import Path

BUY = Control("https://a.example", "click", "button", "buy")
GUIDE = Control("https://b.example", "click", "button", "guide")


def test_counts_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "state" / "memory.sqlite"
    habits = SqliteHabits(Store(path))
    assert habits.of(BUY) == Habit(BUY)
    habits.count(BUY, changing=True)
    habits.count(BUY, changing=False)
    habits.count(BUY, changing=False)
    assert SqliteHabits(Store(path)).of(BUY) == Habit(BUY, harmless=2, changing=1)


def test_they_are_listed_and_forgotten_with_all_else(tmp_path: Path) -> None:
    store = Store(tmp_path / "memory.sqlite")
    habits = SqliteHabits(store)
    habits.count(GUIDE, changing=False)
    habits.count(BUY, changing=True)
    inventory = Inventory(store)
    assert [each.told["template"] for each in inventory.all(kind=Kind.HABIT)] == ["guide", "buy"]
    assert inventory.forget_origin("https://a.example") == 1
    assert habits.of(BUY) == Habit(BUY)
    assert habits.of(GUIDE) == Habit(GUIDE, harmless=1)
