"""Playing tasks whose end can be scored, and telling what the scores say."""

from __future__ import annotations

from ._attempt import Attempt
from ._record import EvaluationRecord
from ._score import Check, Score
from ._suite import End, EndsItself, Stage, Start, Suite
from ._task import Conditions, Task

__all__ = [
    "Attempt",
    "Check",
    "Conditions",
    "End",
    "EndsItself",
    "EvaluationRecord",
    "Score",
    "Stage",
    "Start",
    "Suite",
    "Task",
]
