"""An evaluation on the disk, as the runner leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent.evaluation._record import RecordWriter

from .examples import record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from webagent.evaluation import Attempt


@pytest.fixture
def recorded(tmp_path: Path) -> Callable[..., Path]:
    """Write attempts, and return the folder they are in."""

    def write(*attempts: Attempt, name: str = "evaluation", **told: Any) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        of = record(*attempts, **told)
        head = {
            "suite": of.suite,
            "tasks": list(of.tasks),
            "settings": dict(of.settings),
            "environment": dict(of.environment),
            "started": of.started,
        }
        with RecordWriter.begin(folder, head) as writer:
            for number, attempt in enumerate(attempts, start=1):
                writer.attempted(attempt, 10.0 * number)
        return folder

    return write
