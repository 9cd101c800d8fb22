"""What an agent did in a run, and what it wanted to do, from the record of the run."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from webagent_actions import SAFE_METHODS, ActionError, FillForm, Goto, parse

from ._reached import reached_of, refused_places, sent_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from webagent_actions import Action

    from webagent.recording import EventData

    from ._reached import Places

_CARRIED = ("text", "option", "value", "number", "file")
"""Fields of actions that hold what is typed, chosen, set or uploaded."""


class Fate(StrEnum):
    """What became of something that the agent wanted to do."""

    DONE = "done"
    DENIED = "denied"
    """A permission stood against it."""
    FAILED = "failed"
    """It was permitted, and came to nothing."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request that a deed caused."""

    method: str
    url: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One action on a page, or in a dialog."""

    step: int
    action: str
    verbs: frozenset[str]
    """The agent's own, and all that it is in agent-permissions.json."""
    role: str
    name: str
    value: str
    page: str
    """The address that it was done at."""
    fate: Fate
    approved: bool = False
    """A person was asked before, and agreed."""
    destinations: tuple[str, ...] = ()
    """The addresses that it opened, or for a `goto` was to open."""
    sent: tuple[Request, ...] = ()

    def __str__(self) -> str:
        """Return the action with the element it was for."""
        element = f" ({self.role} “{self.name}”)" if self.role else ""
        return f"{self.action}{element}"


def deeds_of(events: Iterable[EventData]) -> tuple[Deed, ...]:
    """Return what the agent did to pages, or wanted to, in order.

    Reading on in a page is none. What was only tried while nothing could be changed counts where
    the run went on from it.
    """
    events = tuple(events)
    refused = refused_places(events)
    deeds: list[Deed] = []
    turn: list[Deed] = []
    seen: EventData = {}
    tried: dict[str, EventData] = {}
    for event in events:
        match event["type"]:
            case "observed":
                deeds += _followed(turn, seen, event, refused)
                turn, seen = [], event
            case "tried_permission":
                tried[event["action"]] = event
            case "permission":
                turn.append(_deed(event, seen, Fate.FAILED if event["granted"] else Fate.DENIED))
            case "intent" if turn:
                role, name = _element(event["target"]) or (turn[-1].role, turn[-1].name)
                turn[-1] = replace(turn[-1], fate=Fate.DONE, role=role, name=name)
            case "stepped":
                turn = _settled(turn, event, seen, tried)
            case _:
                pass
    return (*deeds, *turn)


def _deed(permission: EventData, seen: EventData, fate: Fate) -> Deed:
    action = _parsed(permission["action"])
    dialog = seen.get("dialog")
    role, name = _shown(getattr(action, "ref", 0), seen)
    if action is not None and action.verb == "dialog" and dialog is not None:
        role, name = "dialog", dialog["message"]
    return Deed(
        step=permission["step"],
        action=permission["action"],
        verbs=frozenset(
            [
                *((action.verb,) if action is not None else ()),
                *(ruling["verb"] for ruling in permission["rulings"]),
            ]
        ),
        role=role,
        name=name,
        value=_value(action),
        page=seen.get("url", ""),
        fate=fate,
        approved=permission["approved"] is True,
        destinations=(action.url,) if isinstance(action, Goto) else (),
    )


def _settled(
    turn: Sequence[Deed], stepped: EventData, seen: EventData, tried: Mapping[str, EventData]
) -> list[Deed]:
    """Complete the deeds of a turn by what came of it."""
    if not turn:
        turn = _unasked(stepped, seen, tried)
    if not turn:
        return []
    element = _element(stepped["target"])
    if len(turn) == 1 and element is not None:
        turn = [replace(turn[0], role=element[0], name=element[1])]
    last = turn[-1]
    if stepped["failed"] and last.fate is Fate.DONE:
        last = replace(last, fate=Fate.FAILED)
    return [*turn[:-1], last]


def _unasked(stepped: EventData, seen: EventData, tried: Mapping[str, EventData]) -> list[Deed]:
    """Return the deed of a turn in which the gate was not asked."""
    wanted = next((each for each in stepped["actions"] if _touches_page(each)), None)
    if wanted is None:
        return []
    if wanted in tried and not stepped["failed"]:
        # A search had taken the step already, and asked then.
        return [_deed({**tried[wanted], "step": stepped["step"]}, seen, Fate.DONE)]
    # It was refused before anybody was asked: no such element, an address that nobody gave.
    unasked: dict[str, Any] = {
        "step": stepped["step"],
        "action": wanted,
        "rulings": [],
        "approved": None,
    }
    return [_deed(unasked, seen, Fate.FAILED if stepped["failed"] else Fate.DONE)]


def _touches_page(action: str) -> bool:
    parsed = _parsed(action)
    return parsed is not None and parsed.touches_page and not isinstance(parsed, FillForm)


def _followed(turn: Sequence[Deed], seen: EventData, now: EventData, refused: Places) -> list[Deed]:
    """Complete the deeds of a turn by what was seen after it."""
    if not turn:
        return []
    requests = now["requests"]
    opened = [each["url"] for each in requests if each["kind"] == "document"]
    moved = [now["url"]] if now["url"] != seen.get("url") else []
    wanted, reached = (*opened, *moved), reached_of(now, refused)
    last, fate = turn[-1], turn[-1].fate
    if any(each["method"].upper() not in SAFE_METHODS for each in sent_of(now, refused)):
        # Whatever became of it then, it has sent something.
        fate = Fate.DENIED if fate is Fate.DENIED else Fate.DONE
    elif fate is Fate.DONE and wanted and all(each not in reached for each in wanted):
        # What it was to open was not let through, or is not there.
        fate = Fate.FAILED
    followed = replace(
        last,
        fate=fate,
        destinations=tuple(dict.fromkeys((*last.destinations, *wanted))),
        sent=tuple(Request(each["method"].upper(), each["url"]) for each in requests),
    )
    return [*turn[:-1], followed]


def _parsed(action: str) -> Action | None:
    try:
        return parse(action)[-1]
    except ActionError:
        return None


def _value(action: Action | None) -> str:
    carried = (getattr(action, name, None) for name in _CARRIED)
    return next((str(each) for each in carried if each is not None), "")


def _shown(ref: int, seen: EventData) -> tuple[str, str]:
    """Return role and name of an element as the page text has them; empty where it has not.

    Of a form that was filled in one turn, the fields that were denied are told nowhere else.
    """
    pattern = rf'(\w+) \[{ref}\] "((?:[^"\\]|\\.)*)"'
    match = re.search(pattern, seen.get("text", "")) if ref else None
    return (match[1], match[2].replace('\\"', '"')) if match else ("", "")


def _element(target: str) -> tuple[str, str] | None:
    """Return role and name of an element, from how a step tells it."""
    role, quote, rest = target.partition(" “")
    return (role, rest.removesuffix("”")) if quote and role.isalpha() else None
