"""Lists to choose from: one line, with a number on each choice."""

from __future__ import annotations

from typing import Any

import pytest
from webagent_observation import Node, Option, render, render_node

from tests.observation.simplified import control, lines, number, raw


def options(count: int, chosen: int = 0) -> list[Any]:
    return [
        {"label": f"o{at}", "selected": at == chosen, "disabled": at == 1, "id": 1 + at}
        for at in range(count)
    ]


def test_options_of_a_native_list() -> None:
    parts = [control("combobox", "Size", value="o0", tag="select", options=options(3))]
    number(parts)
    assert lines(*parts) == [
        'combobox [1] "Size" = "o0" options: [2] "o0"* | [3] "o1" (disabled) | [4] "o2"'
    ]


def test_options_beyond_thirty_are_counted() -> None:
    parts = [control("listbox", "Size", options=options(200))]
    number(parts)
    (line,) = lines(*parts)
    assert line.endswith('| [31] "o29" … 170 more')


def test_options_without_numbers() -> None:
    node = Node("combobox", ref=1, options=(Option("a", True), Option("b", disabled=True)))
    assert render_node(node) == 'combobox [1] options: "a"* | "b" (disabled)'


CHOSEN, CHECKED = {"selected": True}, {"checked": True}

FOLDED = {
    "listbox": (
        raw(
            "listbox",
            control("option", "S", 1, states=CHOSEN),
            control("option", "M", 2),
            name="Size",
        ),
        'listbox "Size" options: [1] "S"* | [2] "M"',
    ),
    "tabs": (
        raw("tablist", control("tab", "A", 1, states=CHOSEN), control("tab", "B", 2)),
        'tablist tabs: [1] "A"* | [2] "B"',
    ),
    "radio buttons": (
        raw(
            "group",
            control("radio", "Card", 1, states=CHECKED),
            control("radio", "Cash", 2),
            name="Pay",
        ),
        'group "Pay" radios: [1] "Card"* | [2] "Cash"',
    ),
    "in a line": (
        raw("tablist", raw("line", control("tab", "A", 1), control("tab", "B", 2)), name="T"),
        'tablist "T" tabs: [1] "A" | [2] "B"',
    ),
    "a menu": (
        raw(
            "menu",
            control("menuitem", "Cut", 1),
            control("menuitem", "Copy", 2, states={"disabled": True}),
        ),
        'menu items: [1] "Cut" | [2] "Copy" (disabled)',
    ),
    "what can be checked": (
        raw(
            "menu",
            *[control("menuitemcheckbox", f"i{n}", n, states={"checked": n == 2}) for n in (1, 2)],
        ),
        'menu items: [1] "i1" | [2] "i2"*',
    ),
    "a list that can be acted on": (
        control(
            "combobox",
            "Tea",
            1,
            control("option", "S", 2),
            control("option", "M", 3, place="covered"),
        ),
        'combobox [1] "Tea" options: [2] "S" | [3] "M" (covered)',
    ),
}


@pytest.mark.parametrize(("part", "line"), FOLDED.values(), ids=FOLDED)
def test_a_list_of_plain_choices_is_one_line(part: Any, line: str) -> None:
    assert lines(part) == [line]
    assert lines(raw("row", raw("cell", part), raw("cell", text="x"))) == [
        f"| {line} | x |".replace(" | [", r" \| [")
    ]


NOT_FOLDED = {
    "of one": raw("menu", control("menuitem", "Cut", 1)),
    "with more to say": raw(
        "menu", control("menuitem", "Cut", 1), control("menuitem", "Copy", 2, description="Ctrl C")
    ),
    "with something below": raw(
        "menu",
        control("menuitem", "Cut", 1, control("button", "x", 2)),
        control("menuitem", "B", 3),
    ),
    "of several kinds": raw(
        "group", control("radio", "A", 1), control("checkbox", "B", 2), name="Pay"
    ),
    "that is none": raw("main", control("option", "A", 1), control("option", "B", 2)),
}


@pytest.mark.parametrize("part", NOT_FOLDED.values(), ids=NOT_FOLDED)
def test_anything_else_has_a_line_each(part: Any) -> None:
    assert len(lines(part)) > 1


def test_choices_stay_nodes_of_their_own() -> None:
    choices = tuple(Node("option", name, ref=ref) for ref, name in enumerate("ab", start=1))
    assert render([Node("listbox", children=choices)]) == 'listbox options: [1] "a" | [2] "b"'
    assert render([Node("listbox", children=choices)], "rich").count("\n") == 2
