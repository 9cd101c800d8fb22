"""A memory of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent.memory.store import Store, open_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The memory that runs of the test use too: the state folder is the test's own."""
    store = open_store()
    assert store.path.is_relative_to(tmp_path)
    return store
