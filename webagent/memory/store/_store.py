"""The file in which everything lies that is kept over runs."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from platformdirs import user_state_path

from webagent.errors import EnvironmentFailure

from ._schema import adopt_habits, migrate, remove_habits

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_BUSY_SECONDS = 10.0


class MemoryUnavailable(EnvironmentFailure):
    """The file with what is kept over runs cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"what was learned of sites can't be read or kept in {path}: {reason}. "
            "Free the file, or remove it to begin anew."
        )


class Store:
    """The memory's SQLite file, shared by all processes of the user.

    It is made if needed, readable to the user alone: names of controls may be personal. What is
    deleted is overwritten. A `habits.sqlite` beside it is taken over.

    Raises:
        MemoryUnavailable: the file can't be opened or written. What is known to change something
            would be taken for harmless without it, so that nothing goes on.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        except OSError as error:
            raise MemoryUnavailable(path, error.strerror or str(error)) from error
        with self.connected() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        with self.transaction() as connection:
            migrate(connection)
        earlier = path.with_name("habits.sqlite")
        if earlier.exists():
            self._adopt(earlier)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path

    @contextmanager
    def connected(self) -> Generator[sqlite3.Connection]:
        """Open a connection in which each statement stands for itself, until the block ends.

        Raises:
            MemoryUnavailable: SQLite refuses; the reason is its own.
        """
        try:
            with closing(
                sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
            ) as connection:
                connection.execute("PRAGMA secure_delete = ON")
                yield connection
        except sqlite3.Error as error:
            raise MemoryUnavailable(self._path, str(error)) from error

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """Do the same with all statements as one, alone; nothing of them is kept if one fails.

        Raises:
            MemoryUnavailable: as `connected` does.
        """
        with self.connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _adopt(self, earlier: Path) -> None:
        # Both under the file's own lock: of two processes that do this at once, neither meets a
        # file that the other is just removing.
        with self.transaction() as connection:
            if earlier.exists():
                adopt_habits(connection, earlier)
        with self.transaction():
            remove_habits(earlier)


def open_store(folder: Path | None = None) -> Store:
    """Open the user's memory, or one in another folder. Raises `MemoryUnavailable`."""
    return Store((folder or user_state_path("webagent")) / "memory.sqlite")
