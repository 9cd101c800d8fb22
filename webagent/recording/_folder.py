"""Where the records of runs lie."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from platformdirs import user_state_path

if TYPE_CHECKING:
    from pathlib import Path


def new_run_folder(task: str) -> Path:
    """Return a path for a run in the user's state folder, named by time and task."""
    words = re.sub(r"[^a-z0-9]+", "-", task.lower()).strip("-")[:40].rstrip("-")
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")[:-3]
    return user_state_path("webagent") / "runs" / "-".join(filter(None, (stamp, words)))
