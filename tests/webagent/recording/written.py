"""Lines of a record, as a run of one turn writes them."""

from __future__ import annotations

from typing import Any

STARTED: dict[str, Any] = {
    "schema_version": "1",
    "type": "run_started",
    "seconds": 0.0,
    "step": None,
    "task": "Look",
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
PROPOSED: dict[str, Any] = {
    "schema_version": "1",
    "type": "proposed",
    "seconds": 2.0,
    "step": 1,
    "reason": "",
    "actions": ["click [1]"],
    "repairs": 0,
    "calls": 0,
    "input_tokens": 0,
    "output_tokens": 0,
    "cost_usd": 0.0,
}
