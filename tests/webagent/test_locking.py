"""A file is written by one at a time."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from webagent._locking import lock

if TYPE_CHECKING:
    from pathlib import Path


def test_a_lock_lasts_until_its_file_is_closed(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    first, second = (os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT) for _ in range(2))
    assert lock(first)
    assert not lock(second)
    os.close(first)
    assert lock(second)
    os.close(second)


def test_where_there_are_no_locks_nobody_is_kept_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    files = [os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT) for _ in range(2)]
    assert all(map(lock, files))
    for file in files:
        os.close(file)
