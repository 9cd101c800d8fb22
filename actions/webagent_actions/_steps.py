"""What `fill_form` does, field by field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._errors import ActionRefused
from .controls import DATE_FORMS, takes_date, takes_file, takes_option, takes_state
from .verbs import Check, Select, SetDate, SetRange, Type, Upload

if TYPE_CHECKING:
    from webagent_observation import Node, Observation

    from .verbs import Action, FieldValue, FillForm

_ISO = re.compile(r"\d{4}-(\d\d(-\d\d([T ]\d\d:\d\d(:\d\d)?)?)?|W\d\d)|\d\d:\d\d(:\d\d)?")
_ON = frozenset({"on", "yes", "true", "checked", "1"})
_OFF = frozenset({"off", "no", "false", "unchecked", "0"})


def steps(action: FillForm, observation: Observation) -> tuple[Action, ...]:
    """Return the single actions that fill the fields, in order; none of them sends anything.

    Each field gets the verb for what it is, so that permission is asked for field by field.

    Raises:
        ActionRefused: `unknown_ref`, or `not_applicable` when nothing can be filled in there or
            the value does not fit.
    """
    return tuple(step(field, observation) for field in action.fields)


def step(field: FieldValue, observation: Observation) -> Action:
    """Return the action that fills one field; raises as `steps` does."""
    ref, value = field.ref, field.value
    node = observation.refs.get(ref)
    if node is None:
        raise ActionRefused("unknown_ref", f"There is no [{ref}] on this page to fill in.")
    if takes_file(node):
        return Upload(ref, value)
    if takes_state(node):
        return Check(ref, on=_flag(field, node))
    # A date that was not written as `set_date` has it is for a field that only looks like one.
    if node.type in DATE_FORMS or (takes_date(node) and _ISO.fullmatch(value.strip())):
        return SetDate(ref, value)
    # A spin button of HTML is typed into; one of the page's own may have no text to type in.
    if node.role == "slider" or (node.role == "spinbutton" and node.tag != "input"):
        return SetRange(ref, _number(field, node))
    if node.editable:
        return Type(ref, value, enter=False)
    if takes_option(node) or node.role == "radiogroup":
        return Select(ref, value)
    raise ActionRefused(
        "not_applicable",
        f"[{ref}] is a {node.role}: it is no field that could be filled. Leave it out.",
    )


def _flag(field: FieldValue, node: Node) -> bool:
    said = field.value.strip().casefold()
    if said in _ON:
        return True
    if said in _OFF:
        return False
    raise ActionRefused(
        "not_applicable", f"[{field.ref}] is a {node.role}: say on or off, not “{said[:40]}”."
    )


def _number(field: FieldValue, node: Node) -> float:
    try:
        return float(field.value.strip().replace(",", "."))
    except ValueError:
        raise ActionRefused(
            "not_applicable",
            f"[{field.ref}] is a {node.role}: give a number, not “{field.value[:40]}”.",
        ) from None
