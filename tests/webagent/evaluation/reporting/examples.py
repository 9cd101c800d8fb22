"""Attempts and evaluations to report on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from webagent.evaluation import Attempt, Check, EvaluationRecord, Score, Task
from webagent.models import Usage


def attempt(
    task: str, score: float | None = 1.0, *, tags: tuple[str, ...] = (), **told: Any
) -> Attempt:
    """Return an attempt at `family/seed`; its end is `done` unless told."""
    family, _, seed = task.partition("/")
    of = Task(task, family, int(seed) if seed.isdigit() else None, tags)
    check = Check("the goal", score, "It was reached." if score == 1 else "It was missed.")
    values: dict[str, Any] = {
        "score": Score(score, (check,)),
        "status": "done",
        "steps": 2,
        "usage": Usage(2, 100, 10, 0.01),
        "seconds": 4.0,
    }
    return Attempt(of, **{**values, **told})


def broken(task: str, error: str = "The browser died.", **told: Any) -> Attempt:
    """Return an attempt that came to no score."""
    return replace(attempt(task, **told), score=None, error=error, status="")


def measured(task: str, score: float, /, **measures: float) -> Attempt:
    """Return an attempt whose suite measures something more."""
    return replace(attempt(task), score=Score(score, (), measures))


def record(*attempts: Attempt, folder: Path | None = None, **told: Any) -> EvaluationRecord:
    """Return the record of a complete evaluation."""
    values: dict[str, Any] = {
        "suite": "example",
        "tasks": tuple(attempt.task.id for attempt in attempts),
        "settings": {"seeds": 2, "limits": {"steps": 30}},
        "environment": {"browser": "Chromium 156"},
        "resumed": (),
        "started": "2026-11-22T10:00:00+00:00",
        "seconds": 60.0,
    }
    return EvaluationRecord(
        folder=folder or Path("nowhere"), attempts=attempts, **{**values, **told}
    )
