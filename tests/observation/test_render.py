"""Nodes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_observation import REDACTED, Node, Option, render, render_node

from tests.observation.trees import STATES, TEXT

LINES = [
    (Node("button", "Go", ref=3), 'button [3] "Go"'),
    (Node("textbox", "A", ref=1, value=""), 'textbox [1] "A" = ""'),
    (Node("textbox", "A", ref=1, value='say "x"\ny'), 'textbox [1] "A" = "say \'x\' ⏎ y"'),
    (Node("text", 'as "it" is'), 'as "it" is'),
    (Node("redacted"), REDACTED),
    (Node("heading", "H"), 'heading 2 "H"'),
    (Node("heading", "H", states={"level": 4}), 'heading 4 "H"'),
    (Node("checkbox", states={"checked": "mixed"}), "checkbox mixed"),
    (Node("checkbox", states={"checked": True}), "checkbox checked"),
    (Node("checkbox", states={"checked": False}), "checkbox unchecked"),
    (Node("button", states={"expanded": False, "pressed": False}), "button collapsed"),
    (Node("slider", states={"min": "1", "disabled": True}), "slider min=1 disabled"),
    (
        Node("combobox", ref=1, options=(Option("a", True), Option("b", disabled=True))),
        'combobox [1] options: "a"* | "b" (disabled)',
    ),
    (Node("link", "x" * 1001), f'link "{"x" * 1000}…"'),
]


@pytest.mark.parametrize(("node", "line"), LINES)
def test_one_node(node: Node, line: str) -> None:
    assert render_node(node) == line


def test_depth_is_indentation() -> None:
    tree = Node("main", children=(Node("list", "L", children=(Node("text", "a"),)),))
    assert render([tree, Node("text", "b")]) == 'main\n list "L"\n  a\nb'


def test_options_beyond_forty_are_counted() -> None:
    options = tuple(Option(f"o{n}") for n in range(45))
    line = render_node(Node("combobox", options=options))
    assert line.endswith('| "o39" … 5 more')


@given(
    st.builds(
        Node,
        st.sampled_from(["button", "text", "row", "cell", "listitem", "paragraph", "heading"]),
        TEXT,
        ref=st.one_of(st.none(), st.integers(1, 99)),
        value=st.one_of(st.none(), TEXT),
        states=STATES,
    )
)
def test_a_control_is_one_line_whatever_is_in_it(node: Node) -> None:
    if node.role != "text":
        assert "\n" not in render_node(node)
    assert isinstance(render([node]), str)
