"""A page within a budget: what is left out is announced, and can be had.

Clauses: the observation's budget (6.1, P13), "budget respected ±5 %".
"""

from __future__ import annotations

import re
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_observation import Form, Node, estimate_tokens, fit, render

from tests.observation.node_trees import everything, labeller, orders, pages

if TYPE_CHECKING:
    from webagent_observation import View

MOST_STEPS = 60
FLOOR = 400
"""Budgets from here on can be kept: less has hardly room for the announcements."""


def refs_of(nodes: tuple[Node, ...]) -> set[int]:
    return {node.ref for node in everything(nodes) if node.ref is not None}


def shown(view: View) -> set[int]:
    """Return the refs that stand in the text of a view, those in page text among them."""
    return {int(ref) for ref in re.findall(r"\[(\d+)\]", view.text)}


def left_out(view: View) -> set[int]:
    return {ref for elision in view.elisions for ref in refs_of(elision.nodes)}


@pytest.mark.slow
@given(pages(), st.integers(FLOOR, 3_000))
@settings(max_examples=40, deadline=None)
def test_nothing_is_lost_silently(page: tuple[Node, ...], budget: int) -> None:
    view = fit(page, budget, label=labeller())
    assert view.tokens == estimate_tokens(view.text)
    assert view.tokens <= budget * 1.05
    assert refs_of(page) - shown(view) == left_out(view) - shown(view)
    for elision in view.elisions:
        assert f"expand [{elision.ref}]]" in view.text
    if estimate_tokens(render(page)) <= budget:
        assert view.text == render(page)
        assert view.elisions == ()
    else:
        assert view.elisions


@pytest.mark.slow
@given(pages(), st.integers(1_000, 1_600))
@settings(max_examples=5, deadline=None, derandomize=True)
def test_everything_can_be_had(page: tuple[Node, ...], budget: int) -> None:
    """Expanding what is left out, and what is left out of that, shows every ref there is."""
    label = labeller()
    for elision in fit(page, budget, label=label).elisions:
        wanted, inner = refs_of(elision.nodes), elision
        opened: list[str] = []
        for _ in range(MOST_STEPS):
            if not wanted:
                break
            opened = [*(key for key in opened if key != inner.key), inner.key]
            view = fit(page, budget, label=label, opened=opened)
            wanted -= shown(view)
            inner = next((e for e in view.elisions if refs_of(e.nodes) & wanted), inner)
        assert not wanted


@pytest.mark.slow
@given(pages(), st.integers(FLOOR, 1_000))
@settings(max_examples=20, deadline=None)
def test_the_same_page_is_shown_the_same(page: tuple[Node, ...], budget: int) -> None:
    label = labeller()
    first = fit(page, budget, label=label)
    assert fit(page, budget, label=label, whole=render(page)) == first
    assert first.within(budget) == first
    assert len({elision.key for elision in first.elisions}) == len(first.elisions)


LATE = Node("textbox", "Late", ref=5_000, states={"focused": True})


def page_with(*nodes: Node) -> tuple[Node, ...]:
    """Return a page too large for its budget, with something at its very end."""
    return (*orders(300), Node("complementary", children=nodes))


@pytest.mark.parametrize(
    "node",
    [
        Node("alert", "The card was refused"),
        Node("status", "Saved"),
        Node("dialog", "Cookies", children=(Node("button", "Accept", ref=6_000),)),
        LATE,
        Node("textbox", "Late", ref=5_000, error="A date, please"),
    ],
    ids=["alert", "status", "dialog", "focus", "error"],
)
def test_what_matters_now_is_never_left_out(node: Node) -> None:
    view = fit(page_with(node), 600, label=labeller())
    assert node.name in view.text
    assert not view.crowded


def test_the_form_that_has_the_focus_is_never_left_out() -> None:
    form = Form("POST", "http://shop.test/pay")
    fields = [Node("textbox", f"Field {n}", ref=6_000 + n, form=form) for n in range(10)]
    focused = Node("textbox", "Card", ref=5_999, states={"focused": True}, form=form)
    view = fit(page_with(*fields[:5], focused, *fields[5:]), 700, label=labeller())
    assert all(node.name in view.text for node in (*fields, focused))


def test_where_even_that_has_no_room_it_is_said() -> None:
    vendors = tuple(Node("checkbox", f"Vendor number {n}", ref=9_000 + n) for n in range(500))
    dialog = Node("dialog", "Cookies", children=(*vendors, Node("button", "Accept", ref=8_999)))
    view = fit((dialog, *orders(50)), 800, label=labeller())
    assert view.crowded
    assert view.text.startswith("[not even all that matters now has room")
    assert view.tokens <= 800 * 1.05
    assert 'dialog "Cookies"' in view.text


@pytest.mark.parametrize("budget", [500, 1_000, 3_000, 12_000])
@pytest.mark.parametrize(
    "page",
    [
        orders(5_000),
        (Node("list", children=tuple(Node("listitem", f"Item {n}") for n in range(9_000))),),
        (Node("text", "Once upon a time there was a text.\n" * 5_000),),
        (Node("textbox", "Body", ref=1, value="A letter that has no end. " * 5_000),),
        (Node("link", "A name that has no end. " * 5_000, ref=1),),
    ],
    ids=["table", "list", "text", "value", "name"],
)
def test_a_budget_is_kept(page: tuple[Node, ...], budget: int) -> None:
    view = fit(page, budget, label=labeller())
    assert budget * 0.95 <= view.tokens <= budget * 1.05


def test_rows_are_left_out_under_their_header() -> None:
    lines = fit(orders(5_000), 1_000, label=labeller()).text.splitlines()
    (table,) = (number for number, line in enumerate(lines) if 'table "Orders"' in line)
    assert lines[table + 1 : table + 4] == [
        "  | Order | State |  |",
        "  | --- | --- | --- |",
        '  | link [6] "#10000" | shipped to somebody in Vienna | button [7] "Refund" |',
    ]
    (announced,) = (line for line in lines if "rows" in line)
    assert re.fullmatch(
        r'  \[… 4,9\d\d rows: "#\d+", "#\d+" … "#14999" — expand \[\d+\]\]', announced
    )
    # What comes after the table is not pushed out by it.
    assert lines[-1] == ' link [10006] "Terms"'


@pytest.mark.slow
def test_what_is_looked_for_is_shown_wherever_it_stands() -> None:
    page = orders(5_000)
    assert "#14321" not in fit(page, 1_000, label=labeller()).text
    found = fit(page, 1_000, label=labeller(), query="Refund the order 14321 for me").text
    assert "#14321" in found
    assert "| Order | State |" in found


def test_navigation_gives_way_to_the_main_part() -> None:
    def links(role: str) -> Node:
        inner = tuple(Node("link", f"{role} link number {n}", ref=n + 1) for n in range(200))
        return Node(role, children=inner)

    text = fit((links("navigation"), links("main")), 1_500, label=labeller()).text
    assert text.count("main link") > 4 * text.count("navigation link")


def test_a_part_has_the_same_number_while_it_does_not_change() -> None:
    label = labeller()
    page = orders(300)
    before = fit(page, 1_000, label=label)
    changed = (Node("text", "A line more"), *page)
    after = fit(changed, 1_000, label=label)
    assert {e.ref for e in before.elisions} & {e.ref for e in after.elisions}


@pytest.mark.slow
def test_time_grows_with_the_page() -> None:
    page = orders(12_500)
    whole = render(page)
    start = perf_counter()
    fit(page, 12_000, label=labeller(), query="order 17321", whole=whole)
    assert perf_counter() - start < 1


def test_a_page_nested_without_end() -> None:
    node = Node("text", "the end")
    for level in range(250):
        node = Node("region", f"Level {level}", children=(node, Node("text", "beside it")))
    assert fit((node,), 1_000, label=labeller()).tokens <= 1_050
