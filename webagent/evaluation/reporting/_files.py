"""What stands beside the record of an evaluation: a report, a table and a summary."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from webagent.evaluation import EvaluationRecord

from ._html import write_html
from ._summary import summarise
from ._tally import outcome_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from webagent.evaluation import Attempt

SCHEMA_VERSION = "1"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_reports(folder: Path) -> Path:
    """Write `report.html`, `attempts.csv` and `summary.json` into the folder of an evaluation.

    Return the path of the first. It can be done while the evaluation goes on, and as often as
    wanted.

    Raises:
        UsageError: the folder holds no evaluation.
    """
    record = EvaluationRecord.read(folder)
    summary = json.dumps(summary_json(record), ensure_ascii=False, indent=2)
    (folder / "summary.json").write_text(f"{summary}\n", encoding="utf-8")
    _write_csv(folder / "attempts.csv", record.attempts)
    return write_html(record)


def summary_json(record: EvaluationRecord) -> dict[str, Any]:
    """Return what an evaluation says as plain JSON values, with what it was played with."""
    return {
        "schema_version": SCHEMA_VERSION,
        "suite": record.suite,
        "started": record.started,
        "seconds": record.seconds,
        "tasks": len(record.tasks),
        "missing": list(record.missing),
        "settings": dict(record.settings),
        "environment": dict(record.environment),
        **summarise(record.attempts).to_json(),
    }


def _write_csv(path: Path, attempts: Sequence[Attempt]) -> None:
    """Write a line for each attempt (RFC 4180), with a column for each measure."""
    measures = sorted({name for attempt in attempts for name in _measures(attempt)})
    rows = [_cells(attempt, measures) for attempt in attempts]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS + [f"measure:{name}" for name in measures])
        writer.writeheader()
        writer.writerows(rows)


_COLUMNS = [
    "task",
    "family",
    "seed",
    "tags",
    "outcome",
    "score",
    "status",
    "steps",
    "calls",
    "input_tokens",
    "output_tokens",
    "cost_usd",
    "seconds",
    "reset_seconds",
    "denials",
    "goal",
    "answer",
    "reason",
    "error",
    "folder",
]


def _cells(attempt: Attempt, measures: Sequence[str]) -> dict[str, object]:
    task, usage = attempt.task, attempt.usage
    told = _measures(attempt)
    return {
        "task": task.id,
        "family": task.family,
        "seed": task.seed,
        "tags": " ".join(task.tags),
        "outcome": outcome_of(attempt).value,
        "score": None if attempt.score is None else attempt.score.score,
        "status": attempt.status,
        "steps": attempt.steps,
        "calls": usage.calls,
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cost_usd": usage.cost_usd,
        "seconds": attempt.seconds,
        "reset_seconds": attempt.reset_seconds,
        "denials": attempt.denials,
        "goal": _text(attempt.goal),
        "answer": _text(attempt.answer),
        "reason": _text(attempt.reason),
        "error": _text(attempt.error),
        "folder": attempt.folder,
        **{f"measure:{name}": told.get(name) for name in measures},
    }


def _measures(attempt: Attempt) -> Mapping[str, float]:
    return {} if attempt.score is None else attempt.score.measures


def _text(text: str) -> str:
    """Return a text that a spreadsheet takes for one: a site's words must not become a formula."""
    if not text.startswith(_FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text
