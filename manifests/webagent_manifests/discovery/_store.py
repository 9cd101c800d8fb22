"""Answers of sites kept on disk, shared by every process of a user."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from ._freshness import LONGEST, STALE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Self

_Result = TypeVar("_Result")

_BUSY_S = 2.0
_MOST_ANSWERS = 2_000
# After this nothing may use an answer any more.
_USELESS_AFTER = LONGEST + STALE

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers_1 (
    url TEXT NOT NULL,
    agent TEXT NOT NULL,
    accept TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body BLOB,
    asked REAL NOT NULL,
    answered REAL NOT NULL,
    PRIMARY KEY (url, agent, accept)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answers_1_answered ON answers_1 (answered);
"""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: a site may answer each agent, and each wish for a format, differently."""

    url: str
    agent: str
    accept: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it came: the status, lower-case headers and the body, unpacked.

    `body` is None if it could not be unpacked. `asked` and `answered` are UTC.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes | None
    asked: datetime
    answered: datetime


class CacheStore:
    """A cache file, or without a path a cache for this object alone.

    Several processes may share the file. One that is damaged, locked for seconds or on a full disk
    is worked without: a cache is never the reason why a site cannot be asked. `trouble` then says
    in one sentence what is wrong with the file, and this object goes on in memory. Methods may be
    called from any thread. As a context manager it closes itself.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = Lock()
        self._database: sqlite3.Connection | None = None
        self.trouble: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, question: Question) -> Kept | None:
        """Return the answer that is kept, however old it is."""

        def find(database: sqlite3.Connection) -> Kept | None:
            row = database.execute(
                "SELECT status, headers, body, asked, answered FROM answers_1"
                " WHERE url = ? AND agent = ? AND accept = ?",
                (question.url, question.agent, question.accept),
            ).fetchone()
            return None if row is None else _kept(row)

        return self._do(find)

    def put(self, question: Question, kept: Kept) -> None:
        """Keep an answer in place of the one before; what nothing can use any more is let go."""
        values = (
            question.url,
            question.agent,
            question.accept,
            kept.status,
            json.dumps(dict(kept.headers)),
            kept.body,
            kept.asked.timestamp(),
            kept.answered.timestamp(),
        )

        def write(database: sqlite3.Connection) -> None:
            database.execute(f"REPLACE INTO answers_1 VALUES ({', '.join('?' * 8)})", values)
            database.execute(
                "DELETE FROM answers_1 WHERE answered < ?",
                ((kept.answered - _USELESS_AFTER).timestamp(),),
            )
            database.execute(
                "DELETE FROM answers_1 WHERE answered < (SELECT answered FROM answers_1"
                f" ORDER BY answered DESC LIMIT 1 OFFSET {_MOST_ANSWERS - 1})"
            )

        self._do(write)

    def remove(self, question: Question) -> None:
        """Forget an answer."""

        def delete(database: sqlite3.Connection) -> None:
            database.execute(
                "DELETE FROM answers_1 WHERE url = ? AND agent = ? AND accept = ?",
                (question.url, question.agent, question.accept),
            )

        self._do(delete)

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _do(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        with self._lock:
            try:
                return self._in_transaction(work)
            except (sqlite3.Error, OSError) as error:
                self.trouble = f"The cache {self._path} cannot be used ({error})."
                self._path = None
                if self._database is not None:
                    self._database.close()
                    self._database = None
            return self._in_transaction(work)

    def _in_transaction(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        if self._database is None:
            self._database = _open(self._path)
        with self._database as database:
            return work(database)


def _open(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(
        ":memory:" if path is None else path, timeout=_BUSY_S, check_same_thread=False
    )
    try:
        database.execute("PRAGMA journal_mode = WAL")
        # Losing the last answers to a power cut costs a question; waiting for the disk costs more.
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_SCHEMA)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _kept(row: tuple[Any, ...]) -> Kept | None:
    """Return a row as the answer it is; None if somebody else wrote it."""
    status, headers, body, asked, answered = row
    try:
        return Kept(
            status,
            {str(name): str(value) for name, value in json.loads(headers).items()},
            body,
            datetime.fromtimestamp(asked, UTC),
            datetime.fromtimestamp(answered, UTC),
        )
    except (ValueError, TypeError, AttributeError, OverflowError, OSError):
        return None
