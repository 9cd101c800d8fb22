"""One SQLite file for all that is kept over runs: opened, listed and erased here alone."""

from __future__ import annotations

from ._inventory import Entry, Inventory, Kind
from ._store import MemoryUnavailable, Store, open_store

__all__ = ["Entry", "Inventory", "Kind", "MemoryUnavailable", "Store", "open_store"]
