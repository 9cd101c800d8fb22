"""Carrying out choices: options of lists, boxes, radio buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_actions import Check, Select
from webagent_actions import Click as ClickOn

from ._matching import SURE, rank
from ._moves import Fulfilled, Move, Stuck, press, set_boxes
from ._target import CHECKABLE, Target
from ._words import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from webagent_actions import FillForm

    from ._intents import Choose
    from ._moves import Next, Trail
    from ._page import Control, Page

_ENOUGH = 0.7
_OTHER_LIST = 0.9
_BUTTON = 0.8
_OPTION_ROLES = frozenset({"option", "treeitem", "listitem"})
_JOINT = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name can mean on a page."""

    score: float
    control: Control
    move: Move | None
    """`None` where it is so already."""


def choose_all(intent: Choose, page: Page, trail: Trail) -> Next:
    """Choose what the task names: as one name if the page offers it, else as a list of names."""
    names = [piece for piece in _JOINT.split(intent.names) if piece]
    whole = _best(intent.names, intent, page)
    choices = [_best(name, intent, page) for name in names]
    if whole is not None and (whole.score >= SURE or None in choices):
        names, choices = [intent.names], [whole]
    known = [choice for choice in choices if choice is not None]
    if len(known) < len(choices):
        missing = next(name for name, c in zip(names, choices, strict=True) if c is None)
        return _open_list(intent, page, trail) or Stuck(f"a choice named “{missing}”")
    lists = [choice.control.ref for choice in known if choice.control.node.tag == "select"]
    if len(lists) > len(set(lists)):
        return Stuck(
            f"a way to choose more than one option of a list, for “{intent.names}”", final=True
        )
    clicked = trail.of(ClickOn)
    left = [c.move for c in known if c.move is not None and c.move.action not in clicked]
    told = f"“{intent.names}” is {'chosen' if intent.on else 'not chosen'}"
    if not left:
        return Fulfilled(told)
    failed = {a.action: a for a in trail.attempts if a.failed}
    boxes = _at_once(left, page)
    if boxes is not None and boxes not in failed:
        return Move(boxes, f"These boxes are named like what is in “{intent.names}”.", told)
    action = left[0].action
    if action in failed:
        outcome = failed[action].outcome
        return Stuck(f"“{intent.names}”, which could not be chosen: {outcome}", final=True)
    return Move(action, left[0].reason, told, finishes=len(left) == 1)


def _at_once(moves: Sequence[Move], page: Page) -> FillForm | None:
    """Return one action for all that is left, where that is several boxes."""
    boxes = {control.ref for control in page.controls if control.node.role == "checkbox"}
    checks = [move.action for move in moves if isinstance(move.action, Check)]
    if len(moves) < 2 or len(checks) < len(moves) or not boxes.issuperset(c.ref for c in checks):
        return None
    return set_boxes(checks)


def _best(name: str, intent: Choose, page: Page) -> Choice | None:
    """Return the choice that fits a name best; the first of equals."""
    found = [*_of_lists(name, intent, page), *_of_controls(name, intent, page)]
    fits = [choice for choice in found if choice.score >= _ENOUGH]
    return max(fits, key=lambda choice: choice.score, default=None)


def _of_lists(name: str, intent: Choose, page: Page) -> Iterator[Choice]:
    for control in page.selects:
        weight = 1.0 if _is_meant(control, intent.target) else _OTHER_LIST
        for option in control.node.options:
            if not option.disabled:
                reason = f"{control} has the option “{option.label}”."
                move = Move(Select(control.ref, option.label), reason, "")
                score = likeness(name, option.label) * weight
                yield Choice(score, control, None if option.selected else move)


def _of_controls(name: str, intent: Choose, page: Page) -> Iterator[Choice]:
    for match in rank(Target.named(name), [c for c in page.controls if c.enabled]):
        control, why = match.control, f"{match.control} {match.why}"
        states = control.node.states
        if control.node.role in CHECKABLE:
            move = Move(Check(control.ref, intent.on), f"{why}.", "")
            checked = states.get("checked") is True
            yield Choice(match.score, control, None if checked is intent.on else move)
        elif control.pressable and intent.on:
            weight = 1.0 if control.node.role in _OPTION_ROLES else _BUTTON
            chosen = states.get("selected") is True
            yield Choice(match.score * weight, control, None if chosen else press(control, why))


def _is_meant(control: Control, target: Target | None) -> bool:
    return target is None or not target.phrase or bool(rank(target, [control]))


def _open_list(intent: Choose, page: Page, trail: Trail) -> Next | None:
    """Click a list of the page's own making, once, so that it shows its options."""
    if trail.of(ClickOn):
        return None
    lists = [c for c in page.controls if c.enabled and _opens_list(c)]
    target = intent.target
    meant = [m.control for m in rank(target, lists)] if target and target.phrase else lists
    if len(meant) != 1:
        return None
    move = press(meant[0], f"{meant[0]} may offer “{intent.names}”")
    return move.unfinished()


def _opens_list(control: Control) -> bool:
    node = control.node
    own = node.tag != "select" and node.role == "combobox"
    return own or bool(node.states.get("haspopup"))
