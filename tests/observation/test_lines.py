"""What stands in one line of the page is told in one line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.observation.simplified import control, lines, raw


def line(*children: Any) -> Any:
    """Return a line of the page: its texts have the spaces that they have there."""
    return raw("line", *children)


OPTION = {"label": "a", "selected": True, "disabled": False}
A, B = control("link", "A", 1), control("link", "B", 2)

LINES = {
    "text around a link": (line("Read the ", A, " first"), ['Read the link [1] "A" first']),
    "spaces as in the page": (line("(", A, "), “", B, "”."), ['(link [1] "A"), “link [2] "B"”.']),
    "spaces before signs": (
        line("C# (", A, ") / ", B, " :-) ."),
        ['C# (link [1] "A") / link [2] "B" :-) .'],
    ),
    "the end of a word": (line("two", A, "s"), ['two link [1] "A"s']),
    "signs before a role": (
        line("a/", A, "→", B, " (#", control("button", "x", 3), ")"),
        ['a/link [1] "A"→ link [2] "B" (#button [3] "x")'],
    ),
    "what would read as a part of the role": (
        line("So.", A, ":-", B),
        ['So. link [1] "A":- link [2] "B"'],
    ),
    "two words stay two": (
        line("Prev", A, raw("img", name="x"), control("button", "", 3), "3 left"),
        ['Prev link [1] "A" img "x" button [2] 3 left'],
    ),
    "what would read as said of the name": (
        line("Do you mean ", A, "? (", B, "[1]"),
        ['Do you mean link [1] "A" ? (link [2] "B" [1]'],
    ),
    "the ends of the line": (line(" ", A, " b "), ['link [1] "A" b']),
    "links alone": (line(A, B), ['link [1] "A" link [2] "B"']),
    "what gives way to its text": (
        line("Run ", raw("code", text="make"), " now", raw("group", text="!")),
        ["Run make now!"],
    ),
    "only texts": (line("a", raw("term", text="b"), "c"), ["a b c"]),
    "only one that says something": (line(raw("img"), " a"), ["a"]),
    "nothing in between": (line("a ", raw("img"), " b"), ["a b"]),
    "images": (line(*[raw("img", name="star")] * 4, " good"), ['img "star" ×4 good']),
    "a list to choose from ends it": (
        line("in ", control("combobox", "S", 1, value="a", options=[OPTION]), " please ", A),
        ['in combobox [1] "S" = "a" options: "a"*', 'please link [1] "A"'],
    ),
    "cells are none": (
        line(raw("cell", text="a"), raw("cell", text="b")),
        ['cell "a"', 'cell "b"'],
    ),
    "a control that says more than its name": (
        line("a ", control("button", "Close", 1, "Ctrl W"), " b"),
        ['a button [1] "Close" shows "Ctrl W" b'],
    ),
    "what holds more": (
        line("a ", control("clickable", "C", 1, control("button", "D", 2)), " b"),
        ["a", 'clickable [1] "C"', ' button [2] "D"', "b"],
    ),
    "a heading": (line("a ", raw("heading", name="H"), A), ["a", 'heading 2 "H"', 'link [1] "A"']),
    "preformatted": (line("if x:\n    ", A, "\nelse:"), ["if x:", '    link [1] "A"', "else:"]),
}


@pytest.mark.parametrize(("part", "told"), LINES.values(), ids=LINES)
def test_lines(part: Any, told: list[str]) -> None:
    assert lines(part) == told


def test_the_label_in_a_line_goes_too() -> None:
    field = control("textbox", "Name")
    assert lines(line("Name ", field)) == ['textbox [1] "Name"']
    assert lines(line(control("checkbox", "Milk", states={"checked": False}), " Milk"), "Eggs") == [
        'checkbox [1] "Milk" unchecked',
        "Eggs",
    ]
