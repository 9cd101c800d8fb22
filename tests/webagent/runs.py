"""Runs of the agent, and what they leave behind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from webagent_actions import Situation

    from webagent import RunResult


def folder_of(result: RunResult) -> Path:
    """Return the folder of a run, which every run has."""
    assert result.run_dir is not None
    return result.run_dir


def events_of(result: RunResult, kind: str | None = None) -> list[dict[str, Any]]:
    """Return the events of a run, or those of one type, as the file holds them."""
    lines = (folder_of(result) / "events.jsonl").read_text(encoding="utf-8").splitlines()
    events: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return [event for event in events if kind is None or event["type"] == kind]


def outcomes_of(result: RunResult) -> list[str]:
    """Return what came of each step."""
    return [step.outcome for step in result.steps]


def assert_complete(result: RunResult) -> None:
    """Check that a run's folder holds all that every run has to leave, each part well formed."""
    events = events_of(result)
    assert [events[0]["type"], events[-1]["type"]] == ["run_started", "run_finished"]
    assert all(event["schema_version"] == "1" for event in events)
    assert len(events_of(result, "stepped")) == len(result.steps)
    folder = folder_of(result)
    saved = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    assert saved["status"] == result.status.value
    assert saved["reason"] == result.reason
    assert (folder / "report.html").stat().st_size > 0
    for event in events_of(result, "observed"):
        if event["picture"] is not None:
            assert (folder / event["picture"]).read_bytes().startswith(b"\xff\xd8")


def files_with(folder: Path, *texts: str) -> list[str]:
    """Return the files of a folder whose bytes hold one of the texts."""
    wanted = [text.encode() for text in texts]
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(text in path.read_bytes() for text in wanted)
    ]


def ref_of(situation: Situation, role: str, name: str) -> int:
    """Return the ref of the one element of that role and name."""
    found = [
        ref
        for ref, node in situation.observation.refs.items()
        if (node.role, node.name) == (role, name)
    ]
    assert len(found) == 1, f"{role} “{name}”: {len(found)} of them"
    return found[0]


def manifest(*rules: Mapping[str, Any], strict: bool = False) -> dict[str, Any]:
    """Return a valid manifest of these resource rules."""
    return {
        "metadata": {"schema_version": "1.0.0", "last_updated": "2026-11-01T00:00:00Z"},
        "strict": strict,
        "resource_rules": list(rules),
    }


def rule(verb: str, selector: str, allowed: bool, **modifiers: Any) -> dict[str, Any]:
    """Return one resource rule."""
    made: dict[str, Any] = {"verb": verb, "selector": selector, "allowed": allowed}
    return {**made, "modifiers": modifiers} if modifiers else made
