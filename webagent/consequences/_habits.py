"""What was seen of controls in all runs, in a SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent.errors import EnvironmentFailure

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS habits (
    origin TEXT NOT NULL, verb TEXT NOT NULL, role TEXT NOT NULL, template TEXT NOT NULL,
    harmless INTEGER NOT NULL, changing INTEGER NOT NULL,
    PRIMARY KEY (origin, verb, role, template)
) WITHOUT ROWID;
"""
_BUSY_SECONDS = 10.0


class HabitsUnavailable(EnvironmentFailure):
    """The file with what was learned cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"what was learned of sites can't be read or kept in {path}: {reason}. "
            "Free the file, or remove it to begin anew."
        )


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
    """What was seen, kept over runs and shared by all processes of the user.

    The file is made if needed, readable to the user alone: names of controls may be personal.

    Raises:
        HabitsUnavailable: the file can't be opened or written. What is known to change something
            would be taken for harmless without it, so that nothing goes on.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        except OSError as error:
            raise HabitsUnavailable(path, error.strerror or str(error)) from error
        with self._connected() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)

    def of(self, control: Control) -> Habit:
        """Return what was seen of one kind of control."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT harmless, changing FROM habits"
                " WHERE origin = ? AND verb = ? AND role = ? AND template = ?",
                _key(control),
            ).fetchone()
        return Habit(control) if row is None else Habit(control, *row)

    def count(self, control: Control, *, changing: bool) -> None:
        """Add one to what was seen."""
        with self._connected() as connection:
            connection.execute(
                "INSERT INTO habits VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET harmless = harmless + excluded.harmless,"
                " changing = changing + excluded.changing",
                (*_key(control), not changing, changing),
            )

    def all(self, origin: str | None = None) -> tuple[Habit, ...]:
        """Return everything that was seen, or that of one origin, in alphabetical order."""
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT * FROM habits WHERE ?1 IS NULL OR origin = ?1"
                " ORDER BY origin, template, role, verb",
                (origin,),
            ).fetchall()
        return tuple(Habit(Control(*row[:4]), *row[4:]) for row in rows)

    def erase(self, origin: str | None = None) -> int:
        """Forget everything, or what was seen on one origin; return how many kinds of controls."""
        with self._connected() as connection:
            return connection.execute(
                "DELETE FROM habits WHERE ?1 IS NULL OR origin = ?1", (origin,)
            ).rowcount

    @contextmanager
    def _connected(self) -> Generator[sqlite3.Connection]:
        try:
            with closing(
                sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
            ) as connection:
                yield connection
        except sqlite3.Error as error:
            raise HabitsUnavailable(self._path, str(error)) from error


def _key(control: Control) -> tuple[str, str, str, str]:
    return control.origin, control.verb, control.role, control.template
