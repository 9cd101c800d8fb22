"""The record of a run that looked ahead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.webagent.planning.search.worlds import found_every_kind
from webagent.planning.search import tree_json
from webagent.recording import Recorder
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from pathlib import Path

STARTED: dict[str, Any] = {
    "schema_version": "1",
    "type": "run_started",
    "seconds": 0.0,
    "step": None,
    "task": "Find the teas",
    "url": "http://127.0.0.1/",
    "actor": "scripted",
    "limits": {"steps": 30, "seconds": None, "tokens": None, "cost_usd": None},
    "time": "2026-05-09T12:00:00+00:00",
    "versions": {"python": "3.11"},
}
OBSERVED: dict[str, Any] = {
    "schema_version": "1",
    "type": "observed",
    "seconds": 1.0,
    "step": 1,
    "url": "http://127.0.0.1/",
    "title": "Start",
    "text": "",
    "elements": 1,
    "refs": 0,
    "capture_ms": 1.0,
    "simplify_ms": 1.0,
    "tabs": [],
    "dialog": None,
    "failed_frames": [],
    "picture": None,
}


async def record_search(folder: Path, *, searches: int = 1) -> dict[str, Any]:
    """Write the record and the report of a run that searched in its first turn; return the tree."""
    lines = [json.dumps(event) + "\n" for event in (STARTED, OBSERVED)]
    (folder / "events.jsonl").write_text("".join(lines), encoding="utf-8")
    tree = tree_json(await found_every_kind())
    with Recorder(folder, Secrets(), again=1.0) as recorder:
        for _ in range(searches):
            recorder.searched(1, tree)
    return tree
