"""Which kinds of pages stay the same when they are loaded again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_manifests import origin_of

from ..abstraction import UrlTemplate

if TYPE_CHECKING:
    from ..store import Store


class SqliteCheckpoints:
    """What was measured of pages by loading them again; all methods raise `MemoryUnavailable`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def stable(self, url: str) -> bool | None:
        """Return whether pages of this kind reload as they were.

        `None` where nothing is known, or where some did and some did not: then each has to be
        measured.
        """
        with self._store.connected() as connection:
            row = connection.execute(
                "SELECT kept, lost FROM checkpoints WHERE origin = ? AND template = ?", _key(url)
            ).fetchone()
        kept, lost = row or (0, 0)
        return None if bool(kept) == bool(lost) else bool(kept)

    def learn(self, url: str, stable: bool) -> None:
        """Count one measurement."""
        with self._store.connected() as connection:
            connection.execute(
                "INSERT INTO checkpoints (origin, template, kept, lost) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET kept = kept + excluded.kept,"
                " lost = lost + excluded.lost",
                (*_key(url), stable, not stable),
            )


def _key(url: str) -> tuple[str, str]:
    return str(origin_of(url) or ""), str(UrlTemplate.of(url))
