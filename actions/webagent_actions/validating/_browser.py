"""Whether what concerns the browser, the view or the plan can be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._errors import ActionRefused
from ..verbs import (
    Action,
    Branch,
    CloseTab,
    Dialog,
    Expand,
    Find,
    GoBack,
    GoHome,
    Prune,
    Recall,
    SubtaskDone,
    SwitchTab,
)

if TYPE_CHECKING:
    from .._situation import Situation

_NAMED_PARTS = 10
_KEYS = frozenset(
    {"Alt", "ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "Backspace", "Control", "Delete"}
    | {"End", "Enter", "Escape", "Home", "Insert", "Meta", "PageDown", "PageUp", "Shift", "Space"}
    | {"Tab", *(f"F{n}" for n in range(1, 13))}
)


def check_situation(action: Action, situation: Situation) -> None:
    """Check what does not depend on an element of the page."""
    match action:
        case SwitchTab(number):
            _check_tab(number, situation)
        case Find(text):
            if not text.strip():
                raise _not_now("Say which text is to be found: find [some words].")
        case Expand(ref):
            _check_expanding(ref, situation)
        case GoBack() if not situation.can_go_back:
            raise _not_now("There is no page to go back to.")
        case GoHome() if not situation.can_go_home:
            raise _not_now("This is the page where the task began.")
        case CloseTab() if len(situation.tabs) < 2:
            raise _not_now("This is the only tab; it stays open.")
        case Dialog() if situation.dialog is None:
            raise _not_now("No dialog is open.")
        case Branch(part) | Prune(part):
            _check_part(part, situation)
        case Recall(part) if part not in situation.closed:
            over = ", ".join(map(str, situation.closed)) or "none"
            raise _not_now(f"What is done for part {part} is shown. Parts that are over: {over}.")
        case SubtaskDone() if len(situation.plan) < 2:
            raise _not_now("This task has no subtask. End it with: stop [answer].")
        case _:
            pass


def check_key(key: str) -> None:
    """Check that a keyboard has these keys."""
    for part in key.split("+") if key != "+" else ["+"]:
        if len(part) != 1 and part not in _KEYS:
            raise _not_now(
                f"There is no key “{part[:40]}”. Examples: Enter, Escape, ArrowDown, Control+a."
            )


def _check_tab(number: int, situation: Situation) -> None:
    if number not in {tab.number for tab in situation.tabs}:
        tabs = ", ".join(f"{tab.number} ({tab.url[:80]})" for tab in situation.tabs)
        raise _not_now(f"There is no tab {number}. Open tabs: {tabs}.")


def _check_part(part: int, situation: Situation) -> None:
    if not situation.plan:
        raise _not_now("This task has no plan to change.")
    if part not in situation.plan:
        parts = ", ".join(map(str, situation.plan))
        raise _not_now(f"The plan has no part {part}. Its parts: {parts}.")


def _check_expanding(ref: int, situation: Situation) -> None:
    elisions = () if situation.view is None else situation.view.elisions
    if any(elision.ref == ref for elision in elisions):
        return
    node = situation.observation.refs.get(ref)
    if node is not None:
        raise _not_now(f"[{ref}] is a {node.role}: it is shown, there is nothing to expand.")
    left = ", ".join(f"[{elision.ref}]" for elision in elisions[:_NAMED_PARTS])
    raise ActionRefused(
        "unknown_ref",
        f"No part [{ref}] is left out here. " + (f"Left out are: {left}." if left else ""),
    )


def _not_now(hint: str) -> ActionRefused:
    return ActionRefused("not_applicable", hint)
