"""Whether an element is there, can be used now, and is of the kind that a verb is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .._errors import ActionRefused
from ..controls import (
    CHECKABLE,
    DATE_FORMS,
    is_field,
    may_offer_options,
    may_take_date,
    scrolls,
    takes_file,
    takes_number,
    takes_option,
    takes_state,
    takes_text,
)
from ._dates import is_date
from ._nearest import nearest

if TYPE_CHECKING:
    from webagent_observation import Node

    from .._situation import Situation

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NATIVE_FIELDS = frozenset({"input", "option", "select", "textarea"})


def element(ref: int, situation: Situation, said: str) -> Node:
    """Return the element with a number.

    Raises:
        ActionRefused: `not_interactive` for a part that is left out, else `unknown_ref`.
    """
    node = situation.observation.refs.get(ref)
    if node is not None:
        return node
    elisions = () if situation.view is None else situation.view.elisions
    if any(elision.ref == ref for elision in elisions):
        raise ActionRefused(
            "not_interactive",
            f"[{ref}] stands for a part of the page that is left out: expand [{ref}] shows it.",
        )
    raise ActionRefused(
        "unknown_ref", f"There is no [{ref}] on this page. {nearest(ref, situation, said)}".strip()
    )


def enabled(node: Node) -> None:
    """Check that an element is not disabled."""
    if node.states.get("disabled"):
        raise ActionRefused("disabled", f"[{node.ref}] {node.role} “{node.name}” is disabled.")


def check_typing(node: Node, text: str) -> None:
    """Check that a text can be typed into an element."""
    if not takes_text(node):
        raise _unfit(node, "nothing can be typed there")
    _writable(node)
    if node.tag == "input" and node.type in DATE_FORMS and text and not is_date(text, node.type):
        raise _unfit(node, f"it takes a {node.type}")
    if node.type == "color" and not _COLOUR.fullmatch(text):
        raise ActionRefused(
            "not_applicable", f"[{node.ref}] takes a colour such as #1a2b3c: type that."
        )


def check_marking(node: Node) -> None:
    """Check that an element has a text that can be marked."""
    if not takes_text(node):
        raise _unfit(node, "no text is marked in it")
    enabled(node)


def check_selecting(node: Node) -> None:
    """Check that there is something to choose in an element."""
    if not may_offer_options(node):
        raise _unfit(node, "there is nothing to choose from in it")
    # Many a list of the page's own stands in a field that nothing can be typed into.
    enabled(node)


def check_checking(node: Node, *, on: bool) -> None:
    """Check that an element can be set to on or off."""
    if not takes_state(node):
        raise ActionRefused("not_applicable", f"[{node.ref}] is a {node.role}: click it instead.")
    if node.role == "radio" and not on:
        raise ActionRefused(
            "not_applicable", "A radio button can't be switched off; check another of its group."
        )
    enabled(node)


def check_date(node: Node, value: str) -> None:
    """Check that an element takes a date, and that the value is one of its kind."""
    if not may_take_date(node):
        raise _unfit(node, "nothing says that it takes a date or a time")
    kind = node.type if node.tag == "input" and node.type in DATE_FORMS else None
    # What can't be typed into may open a calendar; a field of the browser's own opens none then.
    enabled(node) if kind is None else _writable(node)
    if not is_date(value, kind):
        forms = [DATE_FORMS[kind]] if kind else sorted(DATE_FORMS.values())
        raise ActionRefused(
            "not_applicable",
            f"“{value[:40]}” is no value for [{node.ref}]. Write it as: {' or '.join(forms)}.",
        )


def check_number(node: Node, number: float) -> None:
    """Check that an element is set to numbers, and that it goes so far."""
    if not takes_number(node):
        raise _unfit(node, "it is not set to a number")
    _writable(node)
    least, most = _bound(node, "min"), _bound(node, "max")
    if (least is not None and number < least) or (most is not None and number > most):
        bounds = [f"from {least:g}" * (least is not None), f"to {most:g}" * (most is not None)]
        raise ActionRefused(
            "not_applicable", f"[{node.ref}] only goes {' '.join(filter(None, bounds))}."
        )


def check_uploading(node: Node, file: str, situation: Situation) -> None:
    """Check that a file is one that the user gave, and that an element may take it."""
    if file not in situation.files:
        given = ", ".join(f"“{name}”" for name in situation.files)
        raise ActionRefused(
            "not_applicable",
            f"There is no file “{file[:80]}”. "
            + (f"You have: {given}." if given else "You have none."),
        )
    # A label or a button may open the choice of files whatever it is called, a field never does.
    if not takes_file(node) and is_field(node):
        raise _unfit(node, "it takes no file")
    enabled(node)


def check_place(node: Node, across: float, down: float) -> None:
    """Check that a place of an element, in percent of its width and height, is in it."""
    if not (0 <= across <= 100 and 0 <= down <= 100):
        raise ActionRefused(
            "not_applicable", "A place is told in percent, from 0 to 100: click_at [5] [25] [60]."
        )
    enabled(node)


def check_dropping(node: Node, to: Node) -> None:
    """Check that an element may be dragged to another."""
    if node.ref == to.ref:
        raise ActionRefused("not_applicable", "It can't be dropped on itself.")
    check_dragging(node)


def check_dragging(node: Node) -> None:
    """Check that an element may be dragged."""
    if node.tag in _NATIVE_FIELDS and not takes_number(node):
        raise _unfit(node, "it can't be dragged")
    enabled(node)


def check_scrolling(node: Node, situation: Situation) -> None:
    """Check that there is more to see in an element."""
    if scrolls(node):
        return
    others = [n.ref for n in situation.observation.refs.values() if n.scroll is not None]
    there = ", ".join(f"[{ref}]" for ref in others) or "nothing; all of the page is shown anyway"
    raise ActionRefused(
        "not_applicable", f"[{node.ref}] is a {node.role} that does not scroll. What does: {there}."
    )


def _writable(node: Node) -> None:
    enabled(node)
    if node.states.get("readonly"):
        raise ActionRefused("disabled", f"[{node.ref}] “{node.name}” is read-only.")


def _bound(node: Node, name: str) -> float | None:
    try:
        return float(node.states[name])
    except (KeyError, ValueError):
        return None


def _unfit(node: Node, why: str) -> ActionRefused:
    """Return the refusal of a verb that is for other elements, with the one that is for this."""
    advice = _advice(node)
    return ActionRefused(
        "not_applicable",
        f"[{node.ref}] is a {node.role}; {why}.{f' Use {advice}.' if advice else ''}",
    )


def _advice(node: Node) -> str:
    ref = node.ref
    if node.tag == "input" and node.type in DATE_FORMS:
        return f"set_date [{ref}] [{DATE_FORMS[node.type]}]"
    if node.role == "file":
        return f"upload [{ref}] [file]"
    if node.role in CHECKABLE:
        return f"check [{ref}] [on]"
    if node.tag == "select" or (takes_option(node) and not takes_text(node)):
        return f"select [{ref}] [option]"
    if takes_text(node):
        return f"type [{ref}] [text]"
    if takes_number(node):
        return f"set_range [{ref}] [number]"
    return "" if node.role in {"list", "table"} else f"click [{ref}]"
