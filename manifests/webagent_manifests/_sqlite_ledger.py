"""The ledger on disk, shared by every process of one agent and kept over restarts."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ._errors import LedgerUnavailable
from ._ledger import Claim, Mark, slots_of, unique, values_by_key

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from ._ledger import Use

_SCHEMA = """
CREATE TABLE IF NOT EXISTS marks (
    agent TEXT NOT NULL, key TEXT NOT NULL, moment INTEGER NOT NULL,
    session TEXT NOT NULL, value TEXT, expires INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS marks_by_key ON marks (agent, key, moment);
CREATE INDEX IF NOT EXISTS marks_by_expiry ON marks (expires);
CREATE TABLE IF NOT EXISTS slots (
    claim INTEGER NOT NULL, agent TEXT NOT NULL, key TEXT NOT NULL, expires INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS slots_by_key ON slots (agent, key);
CREATE TABLE IF NOT EXISTS claims (number INTEGER PRIMARY KEY AUTOINCREMENT, moment INTEGER);
"""
_BUSY_SECONDS = 10.0
# A slot outlives the slowest action; one that was never given back belongs to a dead process.
_SLOT_LIFE = timedelta(minutes=2)
_MARK_LIFE = timedelta(days=400)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class SqliteLedger:
    """Dispatched actions in a SQLite file.

    `agent` names the identity whose limits are counted together, whatever process or tab acts;
    `session` marks what is counted per session, by default a new one. The file is made if needed.
    Every check-and-count is one write transaction, so two processes cannot both take the last one.

    Raises:
        LedgerUnavailable: the file cannot be opened or is no ledger. Limits that cannot be counted
            cannot be kept, so nothing goes on without one.
    """

    def __init__(self, path: Path, *, agent: str = "default", session: str | None = None) -> None:
        self._path = path
        self._agent = agent
        self._session = uuid.uuid4().hex if session is None else session
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerUnavailable(path, error.strerror or str(error)) from error
        with self._connected() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
            connection.execute("DELETE FROM marks WHERE expires < ?", (_stamp(datetime.now(UTC)),))

    def times(self, key: str, *, since: datetime | None = None) -> tuple[datetime, ...]:
        """Return the dispatch times later than `since`, oldest first.

        Without `since`, those of this session.
        """
        with self._connected() as connection:
            return tuple(map(_moment, self._stamps(connection, key, since)))

    def last(self, key: str, *, session: bool = False) -> Mark | None:
        """Return the latest mark, in this session or ever, by the time it carries."""
        query = "SELECT moment, value FROM marks WHERE agent = ? AND key = ?"
        values = [self._agent, key]
        if session:
            query += " AND session = ?"
            values.append(self._session)
        with self._connected() as connection:
            row = connection.execute(f"{query} ORDER BY moment DESC LIMIT 1", values).fetchone()
        return None if row is None else Mark(_moment(row[0]), row[1])

    def in_flight(self, key: str) -> int:
        """Return how many claimed actions have not settled yet, in any process."""
        with self._connected() as connection:
            return self._slots(connection, key)

    def claim(self, uses: Iterable[Use], *, when: datetime) -> Claim | None:
        """Count an action, unless a limit is used up."""
        taken = unique(uses)
        if not taken:
            return Claim(0)
        slots = slots_of(taken)
        # From real time, not from `when`: a slot's life is how long a process may need.
        slot_expires = _stamp(datetime.now(UTC) + _SLOT_LIFE)
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            if any(self._used_up(connection, use, when) for use in taken):
                connection.execute("ROLLBACK")
                return None
            number = connection.execute(
                "INSERT INTO claims (moment) VALUES (?)", (_stamp(when),)
            ).lastrowid
            assert number is not None  # SQLite gives one to every inserted row
            lives = {use.key: _life(taken, use.key) for use in taken}
            connection.executemany(
                "INSERT INTO marks VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        self._agent,
                        key,
                        _stamp(when),
                        self._session,
                        value,
                        _stamp(when) + lives[key] // _MICROSECOND,
                    )
                    for key, value in values_by_key(taken).items()
                ],
            )
            connection.executemany(
                "INSERT INTO slots VALUES (?, ?, ?, ?)",
                [(number, self._agent, key, slot_expires) for key in slots],
            )
            connection.execute("COMMIT")
        return Claim(number, slots)

    def release(self, claim: Claim) -> None:
        """Give the slots of a settled action back."""
        if claim.slots:
            with self._connected() as connection:
                connection.execute("DELETE FROM slots WHERE claim = ?", (claim.number,))

    def _used_up(self, connection: sqlite3.Connection, use: Use, when: datetime) -> bool:
        if use.burst is not None and self._slots(connection, use.key) >= use.burst:
            return True
        if use.max_requests is None:
            return False
        since = None if use.window is None else when - use.window
        return len(self._stamps(connection, use.key, since)) >= use.max_requests

    def _stamps(
        self, connection: sqlite3.Connection, key: str, since: datetime | None
    ) -> list[int]:
        query = "SELECT moment FROM marks WHERE agent = ? AND key = ? AND "
        query += "session = ?" if since is None else "moment > ?"
        limit = self._session if since is None else _stamp(since)
        rows = connection.execute(f"{query} ORDER BY moment", (self._agent, key, limit))
        return [row[0] for row in rows]

    def _slots(self, connection: sqlite3.Connection, key: str) -> int:
        now = _stamp(datetime.now(UTC))
        query = "SELECT count(*) FROM slots WHERE agent = ? AND key = ? AND expires > ?"
        return connection.execute(query, (self._agent, key, now)).fetchone()[0]

    @contextmanager
    def _connected(self) -> Generator[sqlite3.Connection]:
        # A connection for each look: no process keeps the file, and any thread may ask.
        try:
            with closing(
                sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
            ) as connection:
                connection.execute("PRAGMA synchronous = NORMAL")
                yield connection
        except sqlite3.Error as error:
            raise LedgerUnavailable(self._path, str(error)) from error


def _life(uses: Iterable[Use], key: str) -> timedelta:
    """Return how long a mark can matter: its window, or long where only the last one counts."""
    return max(use.window or _MARK_LIFE for use in uses if use.key == key)


def _stamp(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _moment(stamp: int) -> datetime:
    return _EPOCH + stamp * _MICROSECOND
