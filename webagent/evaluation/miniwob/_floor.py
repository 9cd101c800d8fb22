"""What choosing at random scores: without it, no score says much."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .._suites import Floor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._task import Task

FLOOR = Path(__file__).with_name("floor.json")
"""Made by `python -m benchmarks.miniwob_floor`."""


def random_floor(tasks: Iterable[Task]) -> Floor | None:
    """Return the floor of tasks as it was measured once; `None` if one of them was not."""
    told = _measured()
    raw: list[float] = []
    for task in tasks:
        if task.id not in told["raw"]:
            return None
        raw.append(told["raw"][task.id])
    if not raw:
        return None
    return Floor(
        sum(reward > 0 for reward in raw),
        len(raw),
        sum(reward == 1 for reward in raw),
        told["measured"],
    )


@cache
def _measured() -> dict[str, Any]:
    if not FLOOR.is_file():
        return {"measured": "", "raw": {}}
    return json.loads(FLOOR.read_text(encoding="utf-8"))
