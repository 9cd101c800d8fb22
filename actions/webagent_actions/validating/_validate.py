"""An action against what was observed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._errors import ActionRefused
from .._steps import step
from ..verbs import (
    Action,
    Check,
    Click,
    ClickAt,
    Dialog,
    Drag,
    DragBy,
    FillForm,
    Goto,
    Hover,
    Press,
    ScrollContainer,
    Select,
    SelectText,
    SetDate,
    SetRange,
    Type,
    Upload,
)
from ._addresses import check_address
from ._browser import check_key, check_situation
from ._elements import (
    check_checking,
    check_date,
    check_dragging,
    check_dropping,
    check_marking,
    check_number,
    check_place,
    check_scrolling,
    check_selecting,
    check_typing,
    check_uploading,
    element,
    enabled,
)
from ._options import find_option

if TYPE_CHECKING:
    from .._situation import Situation

MAX_FRUITLESS = 2
"""How often an action may be in vain on a page in the same state."""


def validate(action: Action, situation: Situation, said: str = "") -> None:
    """Check an action against what was observed.

    `said` is what whoever chose it said of it: names in it tell what a wrong number may stand for.

    Raises:
        ActionRefused: `unknown_ref`, `not_interactive`, `disabled`, `not_applicable`,
            `option_not_found`, `unknown_address`, `dialog_open`, or `repeated` when it was in vain
            twice on a page in this state.
    """
    if situation.dialog is not None and action.touches_page and not isinstance(action, Dialog):
        raise ActionRefused(
            "dialog_open", "A dialog is open. Answer it first: dialog [accept] or dialog [dismiss]."
        )
    _check(action, situation, said)
    tried = situation.fruitless.get((situation.observation.fingerprint, action), 0)
    if tried >= MAX_FRUITLESS:
        raise ActionRefused(
            "repeated",
            f"“{action}” was tried {MAX_FRUITLESS} times on this very page without effect. "
            "Do something else.",
        )


def is_valid(action: Action, situation: Situation) -> bool:
    """Whether `validate` refuses nothing of an action."""
    try:
        validate(action, situation)
    except ActionRefused:
        return False
    return True


def _check(action: Action, situation: Situation, said: str) -> None:
    match action:
        case FillForm():
            _check_form(action, situation, said)
        case Press(key):
            check_key(key)
        case Goto(url):
            check_address(url, situation)
        case (
            Click(ref)
            | ClickAt(ref)
            | Type(ref)
            | SelectText(ref)
            | Select(ref)
            | Check(ref)
            | SetDate(ref)
            | SetRange(ref)
            | Upload(ref)
            | Hover(ref)
            | Drag(ref)
            | DragBy(ref)
            | ScrollContainer(ref)
        ):
            _check_element(action, ref, situation, said)
        case _:
            check_situation(action, situation)


def _check_element(action: Action, ref: int, situation: Situation, said: str) -> None:
    """Check what is done to one element."""
    node = element(ref, situation, said)
    match action:
        case Type(_, text):
            check_typing(node, text)
        case SelectText():
            check_marking(node)
        case Select(_, option):
            check_selecting(node)
            if node.tag == "select":
                find_option(node, option)
        case Check(_, on):
            check_checking(node, on=on)
        case SetDate(_, value):
            check_date(node, value)
        case SetRange(_, number):
            check_number(node, number)
        case Upload(_, file):
            check_uploading(node, file, situation)
        case Drag(_, to):
            check_dropping(node, element(to, situation, said))
        case DragBy():
            check_dragging(node)
        case ClickAt(_, across, down):
            check_place(node, across, down)
        case ScrollContainer():
            check_scrolling(node, situation)
        case Click():
            enabled(node)
        case _:
            pass


def _check_form(action: FillForm, situation: Situation, said: str) -> None:
    """Check each field of a form by the verb that fills it."""
    refs = [field.ref for field in action.fields]
    twice = next((ref for ref in refs if refs.count(ref) > 1), None)
    if twice is not None:
        raise ActionRefused("not_applicable", f"[{twice}] is filled twice: give it one value.")
    refusals: list[ActionRefused] = []
    for field in action.fields:
        try:
            element(field.ref, situation, said)
            _check(step(field, situation.observation), situation, said)
        except ActionRefused as refused:
            refusals.append(refused)
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        # All at once, so that the form is not sent back once for each.
        raise ActionRefused("not_applicable", " ".join(refused.hint for refused in refusals))
