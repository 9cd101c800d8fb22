"""Files that a run may upload are checked before anything is started."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent import BrowserOptions, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_files_have_to_be_there_and_to_differ_in_name(tmp_path: Path) -> None:
    one, other = tmp_path / "a" / "report.pdf", tmp_path / "b" / "report.pdf"
    for path in (one, other):
        path.parent.mkdir()
        path.write_bytes(b"x")
    assert BrowserOptions(files=(one,)).files == (one,)
    with pytest.raises(UsageError, match=r"2 files are named report\.pdf"):
        BrowserOptions(files=(one, other))
    for missing in (tmp_path, tmp_path / "none"):
        with pytest.raises(UsageError, match="can't be read"):
            BrowserOptions(files=(missing,))
