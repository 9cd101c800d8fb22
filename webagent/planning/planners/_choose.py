"""Who divides a task, by the name that users give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent.errors import UsageError

from ._model import ModelPlanner
from ._single import SinglePlanner

if TYPE_CHECKING:
    from webagent.models import Model
    from webagent.protocols import Planner


def planner_for(plan: str, model: Model | None) -> Planner:
    """Return who divides a task under `demand` or `model`.

    Raises:
        UsageError: a model is to plan, and there is none.
    """
    if plan != "model":
        return SinglePlanner()
    if model is None:
        raise UsageError("--plan model needs a model, and this actor is none: see --model.")
    return ModelPlanner(model)
