"""A plan as plain JSON values, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ._criterion import ElementShown, Judged, RequestAnswered, TextShown, UrlMatches
from ._subtask import Subtask, SubtaskKind, SubtaskStatus
from ._tree import PlanTree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._criterion import Criterion

_TYPES: Mapping[str, type[Criterion]] = {
    "url": UrlMatches,
    "element": ElementShown,
    "text": TextShown,
    "request": RequestAnswered,
    "judged": Judged,
}
_NAMES = {kind: name for name, kind in _TYPES.items()}


def criterion_json(criterion: Criterion) -> dict[str, Any]:
    """Return a criterion with its `type` and its fields."""
    return {"type": _NAMES[type(criterion)], **asdict(criterion)}


def criterion_from(told: object) -> Criterion:
    """Return the criterion that `criterion_json` tells, or that a model wrote like it.

    Raises:
        ValueError: it is none.
    """
    # It takes longer to import than most runs take to plan.
    from pydantic import TypeAdapter

    fields = TypeAdapter(dict[str, Any]).validate_python(told)
    kind = _TYPES.get(str(fields.pop("type", "")))
    if kind is None:
        raise ValueError(f"a criterion is one of {', '.join(_TYPES)}")
    return TypeAdapter(kind).validate_python(fields)


def plan_json(plan: PlanTree) -> dict[str, Any]:
    """Return a plan with all its parts, given up ones included."""
    return {
        "active": plan.active,
        "constraints": list(plan.constraints),
        "subtasks": [_part_json(part) for part in plan.subtasks],
    }


def plan_from(told: Mapping[str, Any]) -> PlanTree:
    """Return the plan that `plan_json` tells."""
    parts = tuple(_part_from(part) for part in told["subtasks"])
    return PlanTree(parts, told["active"], tuple(told["constraints"]))


def _part_json(part: Subtask) -> dict[str, Any]:
    return {
        **asdict(part),
        "success": [
            # In words too, for whoever only shows it.
            {**criterion_json(criterion), "told": str(criterion)}
            for criterion in part.success
        ],
        "kind": part.kind.value,
        "status": part.status.value,
        "reflections": list(part.reflections),
    }


def _part_from(told: Mapping[str, Any]) -> Subtask:
    fields: dict[str, Any] = {
        **told,
        "success": tuple(map(criterion_from, told["success"])),
        "kind": SubtaskKind(told["kind"]),
        "status": SubtaskStatus(told["status"]),
        "reflections": tuple(told["reflections"]),
    }
    return Subtask(**fields)
