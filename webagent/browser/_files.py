"""The files that a run may upload."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from webagent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def check_files(paths: Iterable[Path]) -> None:
    """Check that each file is there and can be read, and that its name means no other.

    Raises:
        UsageError: one can't be used.
    """
    paths = tuple(paths)
    for path in paths:
        if not path.is_file() or not os.access(path, os.R_OK):
            raise UsageError(f"The file {path} can't be read: name a file that is there.")
    names = Counter(path.name for path in paths)
    for name, count in names.items():
        if count > 1:
            raise UsageError(f"{count} files are named {name}: give each a name of its own.")
