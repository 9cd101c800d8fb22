"""What `fill_form` does, field by field."""

from __future__ import annotations

from dataclasses import replace

import pytest
from webagent_actions import (
    Action,
    ActionRefused,
    Check,
    FieldValue,
    FillForm,
    Select,
    SetDate,
    SetRange,
    Type,
    Upload,
    steps,
)
from webagent_observation import Node

from tests.actions.acting import observed

FIELDS = {
    "text": (Node("textbox", "Name", tag="input", type="text"), "Ada", Type(1, "Ada", enter=False)),
    "search": (Node("searchbox", "Find", tag="input"), "tea", Type(1, "tea", enter=False)),
    "number": (Node("spinbutton", "Pieces", tag="input"), "2", Type(1, "2", enter=False)),
    "steps": (Node("spinbutton", "Pieces", tag="div"), "2", SetRange(1, 2.0)),
    "slider": (Node("slider", "Price", tag="input", type="range"), "2,5", SetRange(1, 2.5)),
    "native list": (Node("combobox", "Land", tag="select"), "Peru", Select(1, "Peru")),
    "list of the page": (Node("combobox", "Land", tag="div"), "Peru", Select(1, "Peru")),
    "box": (Node("checkbox", "News", tag="input"), "on", Check(1)),
    "box off": (Node("checkbox", "News", tag="input"), " OFF ", Check(1, on=False)),
    "switch": (Node("switch", "News", tag="button"), "yes", Check(1)),
    "radio": (Node("radio", "Large", tag="input"), "on", Check(1)),
    "date": (
        Node("textbox", "Day", tag="input", type="date"),
        "2026-01-31",
        SetDate(1, "2026-01-31"),
    ),
    "file": (Node("file", "Photo", tag="input", type="file"), "a.png", Upload(1, "a.png")),
    "date of the page": (
        Node("textbox", "Birthday", tag="input", type="text"),
        "2026-01-31",
        SetDate(1, "2026-01-31"),
    ),
    "date in words": (
        Node("textbox", "Date", tag="input", type="text"),
        "next Monday",
        Type(1, "next Monday", enter=False),
    ),
}


@pytest.mark.parametrize(("node", "value", "wanted"), FIELDS.values(), ids=FIELDS)
def test_each_field_gets_the_verb_for_what_it_is(node: Node, value: str, wanted: Action) -> None:
    page = observed(replace(node, ref=1))
    assert steps(FillForm((FieldValue(1, value),)), page) == (wanted,)


def test_fields_are_filled_in_the_order_given() -> None:
    page = observed(Node("textbox", "A", ref=1, tag="input"), Node("textbox", "B", ref=2))
    asked = FillForm((FieldValue(2, "b"), FieldValue(1, "a")))
    assert steps(asked, page) == (Type(2, "b", enter=False), Type(1, "a", enter=False))


@pytest.mark.parametrize(
    ("node", "value", "code", "told"),
    [
        (Node("button", "Send", ref=1, tag="button"), "x", "not_applicable", "no field"),
        (Node("link", "Send", ref=1, tag="a"), "x", "not_applicable", "no field"),
        (Node("checkbox", "News", ref=1, tag="input"), "Ada", "not_applicable", "on or off"),
        (Node("slider", "Price", ref=1, tag="div"), "much", "not_applicable", "a number"),
        (Node("textbox", "Name", ref=2, tag="input"), "x", "unknown_ref", "no \\[1\\]"),
    ],
)
def test_what_fits_no_field_is_refused(node: Node, value: str, code: str, told: str) -> None:
    with pytest.raises(ActionRefused, match=told) as refusal:
        steps(FillForm((FieldValue(1, value),)), observed(node))
    assert refusal.value.code == code
