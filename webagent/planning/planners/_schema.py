"""What a planner's model may reply, and what is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from webagent.models import ReplySchema, object_schema
from webagent.planning.plan import Draft, Judged, SubtaskKind, criterion_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from webagent.planning.plan import Criterion

MAX_SUBTASKS = 7
_INTENT_LENGTH = 400
_STRING = {"type": "string"}


def _one_of(*words: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


_OR_NULL = {"type": ["string", "null"]}
_CRITERION = {
    "anyOf": [
        object_schema(type=_one_of("url"), pattern=_STRING),
        object_schema(
            type=_one_of("element"), role=_STRING, name=_STRING, value=_OR_NULL, state=_STRING
        ),
        object_schema(type=_one_of("text"), text=_STRING),
        object_schema(
            type=_one_of("request"),
            method=_STRING,
            path=_STRING,
            status={"type": ["integer", "null"]},
        ),
        object_schema(type=_one_of("judged"), text=_STRING),
    ]
}
_CRITERIA = {"type": "array", "items": _CRITERION}
_SUBTASKS = {
    "type": "array",
    "items": object_schema(
        intent=_STRING,
        kind=_one_of(*SubtaskKind),
        must_commit={"type": "boolean"},
        success=_CRITERIA,
    ),
}
PLAN = ReplySchema(
    "plan",
    "The plan of a task",
    object_schema(
        constraints={"type": "array", "items": _STRING}, success=_CRITERIA, subtasks=_SUBTASKS
    ),
)
REFINEMENT = ReplySchema(
    "refinement",
    "What changes in a plan",
    object_schema(
        redundant={"type": "array", "items": {"type": "integer"}},
        instead=_SUBTASKS,
        reason=_STRING,
    ),
)


def texts(reply: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Return the texts of a list; what is none is left out."""
    return tuple(each.strip() for each in _items(reply, key) if isinstance(each, str) and each)


def numbers(reply: Mapping[str, Any], key: str) -> tuple[int, ...]:
    """Return the whole numbers of a list; what is none is left out."""
    return tuple(each for each in _items(reply, key) if type(each) is int)


def criteria(reply: Mapping[str, Any]) -> tuple[Criterion, ...]:
    """Return the criteria of a reply or a subtask; plain words are judged, nonsense is left out."""
    return tuple(_criteria(reply))


def drafts(reply: Mapping[str, Any], key: str) -> tuple[Draft, ...]:
    """Return the first seven subtasks of a reply; what has no intent is left out."""
    found = (_draft(cast("Mapping[str, Any]", e)) for e in _items(reply, key) if _is_object(e))
    return tuple(draft for draft in found if draft is not None)[:MAX_SUBTASKS]


def _draft(told: Mapping[str, Any]) -> Draft | None:
    intent, kind = told.get("intent"), told.get("kind")
    if not isinstance(intent, str) or not intent.strip():
        return None
    known = kind in list(SubtaskKind)
    return Draft(
        intent.strip()[:_INTENT_LENGTH],
        criteria(told),
        SubtaskKind(kind) if known else SubtaskKind.ACT,
        told.get("must_commit") is True,
    )


def _criteria(told: Mapping[str, Any]) -> Iterator[Criterion]:
    for each in _items(told, "success"):
        if isinstance(each, str) and each.strip():
            yield Judged(each.strip())
            continue
        try:
            yield criterion_from(each)
        except ValueError:
            continue


def _items(told: Mapping[str, Any], key: str) -> list[object]:
    value = told.get(key)
    return cast("list[object]", value) if isinstance(value, list) else []


def _is_object(value: object) -> bool:
    return isinstance(value, dict)
