"""JSON that somebody else wrote, of which nothing is taken on trust."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping


def loads(text: str | bytes) -> Any:
    """Return what a text holds, `None` where it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def mapping(value: Any) -> Mapping[str, Any]:
    """Return a value that is an object, else an empty one."""
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """Return a value that is a list, else an empty one."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def first(value: Any) -> Any:
    """Return the first item of a list, `None` where there is none."""
    return next(iter(items(value)), None)


def count(value: Any) -> int | None:
    """Return a value that is a whole number from 0 on, else `None`."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    return None
