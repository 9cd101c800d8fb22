"""All that is kept, to be looked at and erased, row by row and just as it lies in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ._store import Store


class Kind(StrEnum):
    """What sort of thing is kept; its table is named in the plural."""

    HABIT = "habit"
    """What a kind of control did before: the reversibility table."""
    CHECKPOINT = "checkpoint"
    """Whether a kind of page stays the same when it is loaded again."""
    PAGE = "page"
    """A kind of page that was seen."""
    SKILL = "skill"
    """A way to do a task that was learned from a run."""

    @property
    def table(self) -> str:
        """The table it is kept in."""
        return f"{self}s"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the memory."""

    kind: Kind
    number: int
    origin: str
    told: Mapping[str, Any]
    """The rest of its columns: texts and numbers."""

    @property
    def id(self) -> str:
        """What it is called by, such as `skill-3`; never given to another."""
        return f"{self.kind}-{self.number}"


class Inventory:
    """Everything in a store. All methods raise `MemoryUnavailable`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, *, origin: str | None = None, kind: Kind | None = None) -> tuple[Entry, ...]:
        """Return what is kept, or that of one origin or kind, the oldest of each kind first."""
        return tuple(
            entry
            for each in ([kind] if kind is not None else Kind)
            for entry in self._select(each, "?1 IS NULL OR origin = ?1", origin)
        )

    def get(self, identity: str) -> Entry | None:
        """Return what is called so, such as `skill-3`; `None` if there is nothing."""
        parts = _parts(identity)
        if parts is None:
            return None
        return next(iter(self._select(parts[0], "id = ?1", parts[1])), None)

    def forget(self, identities: Iterable[str]) -> int:
        """Erase what is called so; return how many there were."""
        parts = filter(None, map(_parts, identities))
        return self._delete([(kind, "id = ?1", number) for kind, number in parts])

    def forget_origin(self, origin: str) -> int:
        """Erase everything about an origin; return how many entries that were."""
        return self._delete([(kind, "origin = ?1", origin) for kind in Kind])

    def forget_all(self) -> int:
        """Erase everything; return how many entries that were."""
        return self._delete([(kind, "?1", 1) for kind in Kind])

    def _select(self, kind: Kind, condition: str, value: object) -> list[Entry]:
        with self._store.connected() as connection:
            cursor = connection.execute(
                f"SELECT * FROM {kind.table} WHERE {condition} ORDER BY id", (value,)
            )
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor]
        return [Entry(kind, row.pop("id"), row.pop("origin"), row) for row in rows]

    def _delete(self, conditions: Iterable[tuple[Kind, str, object]]) -> int:
        with self._store.transaction() as connection:
            erased = sum(
                connection.execute(f"DELETE FROM {kind.table} WHERE {condition}", (value,)).rowcount
                for kind, condition, value in conditions
            )
        with self._store.connected() as connection:
            # The log beside the file still holds the pages as they were.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return erased


def _parts(identity: str) -> tuple[Kind, int] | None:
    match = re.fullmatch(r"([a-z]+)-(\d{1,18})", identity)
    if match is None or match[1] not in set(Kind):
        return None
    return Kind(match[1]), int(match[2])
