"""Of a past page there remains what was acted on, and what is around it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from webagent_observation import Node, Option, pivotal

from tests.observation.node_trees import everything, orders, pages


def test_a_row_is_kept_with_what_it_stands_under() -> None:
    assert pivotal(orders(500), {11}) == "\n".join(
        [
            "main",
            ' table "Orders"',
            '  | link "#10002" | open | button [11] "Refund" |',
        ]
    )


def test_only_what_was_acted_on_has_a_number() -> None:
    page = (
        Node(
            "form",
            "Sign in",
            children=(
                Node("textbox", "User", ref=1, value="ann"),
                Node("button", "Send", ref=2),
                Node("text", "or"),
                Node(
                    "combobox", "Role", ref=3, options=(Option("admin", ref=4), Option("x", ref=5))
                ),
            ),
        ),
        Node("text", "elsewhere"),
    )
    assert pivotal(page, {2}) == "\n".join(
        [
            'form "Sign in"',
            ' textbox "User" = "ann"',
            ' button [2] "Send"',
            " or",
            ' combobox "Role" options: "admin" | "x"',
        ]
    )
    assert pivotal(page, {5}) is not None
    assert '[5] "x"' in str(pivotal(page, {5}))


def test_siblings_go_first_then_what_is_deep() -> None:
    deep = Node("group", "A", children=(Node("group", "B", children=(Node("text", "end"),)),))
    card = Node("clickable", "Card", ref=1, children=(replace(deep, children=(deep,)),))
    siblings = tuple(Node("text", f"Sibling {number}") for number in range(40))
    page = (Node("main", children=(card, *siblings)),)
    text = pivotal(page, {1})
    assert text is not None
    assert "Sibling" not in text
    assert "end" in text
    shallow = pivotal(page, {1}, limit_nodes=4)
    assert shallow is not None
    assert "end" not in shallow


def test_too_much_is_nothing() -> None:
    assert pivotal((Node("button", "word " * 300, ref=1),), {1}) is None
    assert pivotal(orders(5), {9_999}) is None
    assert pivotal((), {1}) is None


@given(pages())
@settings(max_examples=15, deadline=None)
def test_what_was_acted_on_is_there(page: tuple[Node, ...]) -> None:
    refs = {node.ref for node in everything(page) if node.ref is not None}
    for ref in list(refs)[:5]:
        text = pivotal(page, {ref}, limit_nodes=100_000, limit_words=100_000)
        assert text is not None
        assert f"[{ref}]" in text
        assert not any(f"[{other}]" in text for other in refs - {ref})
