"""Who divides a task into parts."""

from __future__ import annotations

from ._choose import planner_for
from ._model import MAX_SUBTASKS, ModelPlanner
from ._single import SinglePlanner

__all__ = ["MAX_SUBTASKS", "ModelPlanner", "SinglePlanner", "planner_for"]
