"""The arguments of an action, as policies and approvals see them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeAlias

from webagent_actions import (
    Check,
    ClickAt,
    Drag,
    DragBy,
    Goto,
    Press,
    ScrollContainer,
    Select,
    SetDate,
    SetRange,
    Type,
    Upload,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent_actions import Action

Argument: TypeAlias = "str | int | float | bool"


def arguments(action: Action) -> Mapping[str, Argument]:
    """Return what an action carries, by the names that a policy constrains it with.

    Secrets are still placeholders: a policy sees that one is typed, not what it is.
    """
    match action:
        case Type(text=text):
            return {"value": text}
        case Select(option=option):
            return {"value": option}
        case Check(on=on):
            return {"checked": on}
        case SetDate(value=value):
            return {"value": value}
        case SetRange(number=number):
            return {"value": number}
        case Upload(file=file):
            return {"file": file}
        case ClickAt(across=across, down=down):
            return {"across": across, "down": down}
        case DragBy(right=right, down=down):
            return {"right": right, "down": down}
        case Drag(place=place):
            return {"place": place.value}
        case ScrollContainer(to=to):
            return {"to": to.value}
        case Press(key=key):
            return {"key": key}
        case Goto(url=url):
            return {"url": url}
        case _:
            return {}


def pending_text(action: Action) -> str | None:
    """Return what an action types before anything else it does."""
    return action.text if isinstance(action, Type) else None


def digest(action: Action) -> str:
    """Return a short fingerprint of an action with all its arguments: what an approval is for."""
    return hashlib.sha256(repr(action).encode()).hexdigest()[:16]
