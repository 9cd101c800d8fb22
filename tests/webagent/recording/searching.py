"""The record of a run that looked ahead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.webagent.planning.search.worlds import found_every_kind
from tests.webagent.recording.written import OBSERVED, STARTED
from webagent.planning.search import tree_json
from webagent.recording import Recorder
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from pathlib import Path


async def record_search(folder: Path, *, searches: int = 1) -> dict[str, Any]:
    """Write the record and the report of a run that searched in its first turn; return the tree."""
    lines = [json.dumps(event) + "\n" for event in (STARTED, OBSERVED)]
    (folder / "events.jsonl").write_text("".join(lines), encoding="utf-8")
    tree = tree_json(await found_every_kind())
    with Recorder(folder, Secrets(), again=1.0) as recorder:
        for _ in range(searches):
            recorder.searched(1, tree)
    return tree
