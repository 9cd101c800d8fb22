"""What was seen of controls in all runs: the reversibility table of the memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webagent.memory.store import Store


@dataclass(frozen=True, slots=True)
class Control:
    """A kind of control of a site, and what is done to it."""

    origin: str
    verb: str
    role: str
    template: str
    """Its name, see `template_of`."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How often something was done to a kind of control, by what came of it."""

    control: Control
    harmless: int = 0
    """No request was sent that may change something."""
    changing: int = 0
    """Such a request was sent, or was tried and stopped."""


class SqliteHabits:
    """What was seen, kept over runs in the memory; all methods raise `MemoryUnavailable`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, control: Control) -> Habit:
        """Return what was seen of one kind of control."""
        with self._store.connected() as connection:
            row = connection.execute(
                "SELECT harmless, changing FROM habits"
                " WHERE origin = ? AND verb = ? AND role = ? AND template = ?",
                _key(control),
            ).fetchone()
        return Habit(control) if row is None else Habit(control, *row)

    def count(self, control: Control, *, changing: bool) -> None:
        """Add one to what was seen."""
        with self._store.connected() as connection:
            connection.execute(
                "INSERT INTO habits (origin, verb, role, template, harmless, changing)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET harmless = harmless + excluded.harmless,"
                " changing = changing + excluded.changing",
                (*_key(control), not changing, changing),
            )


def _key(control: Control) -> tuple[str, str, str, str]:
    return control.origin, control.verb, control.role, control.template
