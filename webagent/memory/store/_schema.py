"""The tables of the memory, and how a file that was left by an earlier version becomes this one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Numbers of what was forgotten are never given to anything else: AUTOINCREMENT.
_VERSIONS = (
    (
        """CREATE TABLE habits (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            origin TEXT NOT NULL, verb TEXT NOT NULL, role TEXT NOT NULL, template TEXT NOT NULL,
            harmless INTEGER NOT NULL, changing INTEGER NOT NULL,
            UNIQUE (origin, verb, role, template)
        )""",
        """CREATE TABLE checkpoints (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            origin TEXT NOT NULL, template TEXT NOT NULL,
            kept INTEGER NOT NULL, lost INTEGER NOT NULL,
            UNIQUE (origin, template)
        )""",
        """CREATE TABLE pages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            origin TEXT NOT NULL, template TEXT NOT NULL, title TEXT NOT NULL,
            visits INTEGER NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
            UNIQUE (origin, template)
        )""",
        """CREATE TABLE skills (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            origin TEXT NOT NULL, intent TEXT NOT NULL, body TEXT NOT NULL,
            succeeded INTEGER NOT NULL, failed INTEGER NOT NULL, failing INTEGER NOT NULL,
            learned_at TEXT NOT NULL,
            UNIQUE (origin, intent)
        )""",
    ),
)
"""The statements that lead from each version of the file to the next."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date, within the caller's transaction."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for number, statements in enumerate(_VERSIONS[version:], version + 1):
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")


def adopt_habits(connection: sqlite3.Connection, path: Path) -> None:
    """Take over what `habits.sqlite` holds, in which habits were once kept alone.

    What is known in both is left as it is, so that nothing is counted twice if this is cut off.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as earlier:
        rows = earlier.execute(
            "SELECT origin, verb, role, template, harmless, changing FROM habits"
        ).fetchall()
    connection.executemany(
        "INSERT INTO habits (origin, verb, role, template, harmless, changing)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        rows,
    )


def remove_habits(path: Path) -> None:
    """Remove that file, once its content is safe."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
