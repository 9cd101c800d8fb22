"""The map of a site: which kinds of pages it has."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from webagent_manifests import origin_of

from ..abstraction import UrlTemplate, objection

if TYPE_CHECKING:
    from ..store import Store

_MOST = 200
"""Pages kept of one origin; those not seen for longest go first."""


class SqlitePages:
    """The kinds of pages that were seen: shape of the address, title, how often and when.

    A title is kept by the rule for names, see `webagent.memory.abstraction`, and without its
    numbers; else the page has none.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def saw(self, url: str, title: str) -> None:
        """Note a page that was looked at. Raises `MemoryUnavailable`."""
        origin = origin_of(url)
        if origin is None:
            return
        told = re.sub(r"\d+", "#", " ".join(title.split()))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._store.transaction() as connection:
            connection.execute(
                "INSERT INTO pages (origin, template, title, visits, first_seen, last_seen)"
                " VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT DO UPDATE"
                " SET title = excluded.title, visits = visits + 1, last_seen = excluded.last_seen",
                (str(origin), str(UrlTemplate.of(url)), "" if objection(told) else told, now, now),
            )
            connection.execute(
                "DELETE FROM pages WHERE origin = ?1 AND id NOT IN"
                " (SELECT id FROM pages WHERE origin = ?1"
                " ORDER BY last_seen DESC, id DESC LIMIT ?2)",
                (str(origin), _MOST),
            )
