"""Nodes to text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_observation import (
    REDACTED,
    Form,
    Node,
    Registry,
    Scroll,
    render,
    render_node,
    simplify,
)
from webagent_observation._render import Renderer

from tests.observation.simplified import page_of, raw, serialise, simplified
from tests.observation.trees import STATES, TEXT, raw_trees

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES = [
    (Node("button", "Go", ref=3), 'button [3] "Go"'),
    (Node("textbox", "A", ref=1, value=""), 'textbox [1] "A" = ""'),
    (Node("textbox", "A", ref=1, value='say "x"\ny'), r'textbox [1] "A" = "say \"x\" ⏎ y"'),
    (Node("text", 'as "it" is'), 'as "it" is'),
    (Node("redacted"), REDACTED),
    (Node("heading", "H"), 'heading 2 "H"'),
    (Node("heading", "H", states={"level": 4}), 'heading 4 "H"'),
    (Node("link", "H", ref=1, states={"level": 4}), 'link [1] "H" h4'),
    (Node("treeitem", "H", ref=1, states={"level": 4}), 'treeitem [1] "H" level=4'),
    (Node("checkbox", states={"checked": "mixed"}), "checkbox mixed"),
    (Node("checkbox", states={"checked": True}), "checkbox checked"),
    (Node("checkbox", states={"checked": False}), "checkbox unchecked"),
    (Node("button", states={"expanded": False, "pressed": False}), "button collapsed unpressed"),
    (
        Node("button", "Q", ref=1, states={"expanded": False, "level": 3}),
        'button [1] "Q" h3 collapsed',
    ),
    (
        Node("button", states={"haspopup": "menu", "current": "page"}),
        "button opens menu current page",
    ),
    (Node("link", states={"current": True}), "link current"),
    (Node("columnheader", states={"sort": "ascending"}), "columnheader sorted ascending"),
    (Node("table", "T", states={"rowcount": 120}), 'table "T" 120 rows in all'),
    (Node("article", "By Jo"), 'article "By Jo"'),
    (Node("slider", states={"min": "1", "disabled": True}), "slider min=1 disabled"),
    (Node("canvas", "Map", states={"size": "640×400"}), 'canvas "Map" 640×400'),
    (Node("link", "icon-cart", ref=1, hinted=True), 'link [1] "icon-cart"?'),
    (Node("button", "Buy", ref=1, place="covered"), 'button [1] "Buy" covered'),
    (
        Node("textbox", "Age", ref=1, value="x", error="Not a number", description="In years"),
        'textbox [1] "Age" = "x" error: "Not a number" description: "In years"',
    ),
    (
        Node("list", "Teas", ref=1, scroll=Scroll(0.0, 0.9, 8, 240)),
        'list [1] "Teas": 8 of 240 items shown, more below',
    ),
    (
        Node("scrollable", ref=1, scroll=Scroll(0.25, 0.001)),
        "scrollable [1]: scrolls, 25 % above, 1 % below",
    ),
    (Node("scrollable", ref=1, scroll=Scroll(0.0, 0.0)), "scrollable [1]"),
    (
        Node("list", "Ads", ref=1, scroll=Scroll(0.1, 0.37, across=True)),
        'list [1] "Ads": scrolls sideways, 10 % before, 37 % after',
    ),
    (
        Node("list", "Ads", ref=1, scroll=Scroll(0.0, 0.9, 3, 9, across=True)),
        'list [1] "Ads": 3 of 9 items shown, scrolls sideways, more after',
    ),
    (Node("paragraph", children=(Node("text", "a "), Node("link", "b", ref=1))), 'a link [1] "b"'),
    (Node("link", "x" * 9001, ref=1), f'link [1] "{"x" * 9001}"'),
]


@pytest.mark.parametrize(("node", "line"), LINES)
def test_one_node(node: Node, line: str) -> None:
    assert render_node(node) == line


CART = Form("POST", "https://tea.example/cart")

RICH = [
    (
        Node("link", "Tea", ref=1, tag="a", href="https://tea.example/p?q=1", download=True),
        'link [1] "Tea" <a href=/p?q=1 download>',
    ),
    (
        Node("link", "Else", ref=1, tag="a", href="https://tea.example.evil/"),
        'link [1] "Else" <a href=https://tea.example.evil/>',
    ),
    (
        Node("textbox", "E-mail", ref=1, value="", tag="input", type="email", form=CART),
        'textbox [1] "E-mail" = "" <input type=email form=POST /cart>',
    ),
    (Node("heading", "Tea", tag="h2"), 'heading 2 "Tea"'),
]


@pytest.mark.parametrize(("node", "line"), RICH)
def test_one_node_in_rich_mode(node: Node, line: str) -> None:
    assert render_node(node, "rich", "https://tea.example/") == line
    assert render([node], "rich", "https://tea.example/") == line


def test_depth_is_indentation() -> None:
    tree = Node("main", children=(Node("list", "L", children=(Node("text", "a"),)),))
    assert render([tree, Node("text", "b")]) == 'main\n list "L"\n  a\nb'


def test_preformatted_text_keeps_its_lines() -> None:
    tree = Node("main", children=(Node("text", "if x:\n    go()"),))
    assert render([tree]) == "main\n if x:\n     go()"


def test_what_is_hidden_is_explained_once() -> None:
    hidden = [raw("redacted"), "a", raw("main", raw("redacted"), "b"), raw("redacted")]
    again = "[hidden by the site's policy]"
    renderer = Renderer()
    for _ in range(2):
        told = renderer.render(simplified(*hidden)).splitlines()
        assert told == [REDACTED, "a", "main", f" {again}", " b", again]


def controls(*names: str, role: str = "button", **fields: Any) -> list[Node]:
    return [Node(role, name, ref=ref, **fields) for ref, name in enumerate(names, start=1)]


def test_equal_neighbours_to_act_on_are_numbered() -> None:
    # AgentOccam deletes all of them.
    assert render(controls("Add", "Add", "Add", "Go")).splitlines() == [
        'button [1] "Add" (1 of 3)',
        'button [2] "Add" (2 of 3)',
        'button [3] "Add" (3 of 3)',
        'button [4] "Go"',
    ]
    in_line = Node("paragraph", children=tuple(controls("+", "+")))
    assert render([in_line]) == 'button [1] "+" (1 of 2) button [2] "+" (2 of 2)'


def test_what_something_tells_apart_is_not_numbered() -> None:
    first, second = controls("Add", "Add")
    assert "of 2" not in render([first, Node("text", "Cups"), second])
    assert "of 2" not in render([first, Node("button", "Add", ref=2, states={"disabled": True})])
    assert "of 2" not in render([first, Node("button", "Add", ref=2, children=(second,))])
    assert "of 2" not in render(controls("Tea", "Tea", role="link", href="https://tea.example/"))


def test_equal_neighbours_to_read_are_counted() -> None:
    ad = Node("text", "Ad")
    assert render([ad] * 3) == "Ad ×3"
    assert render([ad] * 2) == "Ad\nAd"
    assert render([ad, Node("text", "ad"), ad]) == "Ad\nad\nAd"


def test_an_unchanged_page_is_not_written_again() -> None:
    before = [raw("main", "a", raw("table", *[raw("row", "x", "y")] * 9), raw("line", "b ", "c"))]
    serialise(before)
    page, registry, known = page_of(*before), Registry(), dict[int, "Sequence[Node]"]()
    renderer = Renderer()
    first = renderer.render(simplify(page, registry, {page.main.document: known}))
    before[0]["children"][0] = "A"
    before[0]["serial"] = 99
    second = renderer.render(simplify(page, registry, {page.main.document: known}))
    assert (
        second == first.replace("a", "A", 2).replace("mAin", "main") == render(simplified(*before))
    )


@given(raw_trees(), raw_trees())
def test_a_renderer_writes_what_a_new_one_does(before: list[Any], after: list[Any]) -> None:
    renderer = Renderer()
    for parts in (before, after, before):
        nodes = simplified(*parts)
        assert renderer.render(nodes) == renderer.render(nodes) == render(nodes)


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
    if node.ref is not None:
        assert "\n" not in render_node(node)
    assert isinstance(render([node]), str)
