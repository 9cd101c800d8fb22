"""What is kept of sites: which pages reload as they were, and which pages there are.

What controls did before, the third part of it, is in `webagent.consequences`, which judges by it.
"""

from __future__ import annotations

from ._checkpoints import SqliteCheckpoints
from ._pages import SqlitePages

__all__ = ["SqliteCheckpoints", "SqlitePages"]
