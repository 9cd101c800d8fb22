"""Lines are found by their text, with their refs and the place they stand at."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_observation import Node, Option, find, render

from tests.observation.node_trees import orders, pages

SHOP = (
    Node("navigation", "Main", children=(Node("link", "Green tea", ref=1, href="/g"),)),
    Node(
        "main",
        children=(
            Node("heading", "Teas", states={"level": 1}),
            Node("heading", "Japan", states={"level": 2}),
            Node(
                "paragraph", children=(Node("text", "A  Green\n tea from"), Node("link", "Uji", 2))
            ),
            Node("heading", "China", states={"level": 2}),
            Node("text", "Black tea, some of it green"),
            Node("textbox", "Note", ref=3, value="no green tea, please"),
            Node("textbox", "Code", ref=4, error="Green is no code"),
            Node(
                "combobox",
                "Country",
                ref=5,
                tag="select",
                options=(
                    *(Option(f"Land {number}", ref=100 + number) for number in range(60)),
                    Option("Greenland", ref=99),
                ),
            ),
        ),
    ),
)


def texts(wanted: str) -> list[str]:
    return [line.text for line in find(SHOP, wanted).lines]


def test_whatever_its_case_and_spacing() -> None:
    assert texts("green TEA") == [
        'link [1] "Green tea"',
        'A Green tea from link [2] "Uji"',
        'textbox [3] "Note" = "no green tea, please"',
    ]
    assert texts(" Green \n tea ") == texts("green tea")
    assert find(SHOP, "green tea").match == "phrase"


def test_a_line_tells_where_it_stands() -> None:
    lines = find(SHOP, "tea").lines
    assert [line.path for line in lines] == [
        ("navigation Main",),
        ("main",),
        ("main", "Teas", "Japan"),
        ("main", "Teas", "China"),
        ("main", "Teas", "China"),
    ]
    assert str(lines[0]) == 'link [1] "Green tea" — in navigation Main'


def test_else_all_words_in_one_line() -> None:
    found = find(SHOP, "tea black green")
    assert (found.match, found.total) == ("all words", 1)
    assert found.lines[0].text == "Black tea, some of it green"


def test_else_as_many_words_as_there_are() -> None:
    found = find(SHOP, "tea from Ceylon")
    assert found.match == "any word"
    assert [line.text for line in found.lines] == ['A Green tea from link [2] "Uji"']


@pytest.mark.parametrize("wanted", ["unicorn", "", " \n"])
def test_nothing(wanted: str) -> None:
    found = find(SHOP, wanted)
    assert (found.lines, found.total, found.match) == ((), 0, "nothing")


def test_options_that_are_not_shown_are_found() -> None:
    assert "Greenland" not in render(SHOP)
    assert texts("greenland") == ['option [99] "Greenland" of combobox [5] "Country"']


def test_why_a_value_is_refused_is_found() -> None:
    assert texts("is no code") == ['textbox [4] "Code" error: "Green is no code"']


def test_a_row_is_one_line() -> None:
    found = find(orders(300), "#10123 refund", limit=5)
    assert found.match == "all words"
    assert "".join(line.text for line in found.lines).startswith("| link [252]")


def test_capped_and_counted() -> None:
    found = find(orders(300), "refund", limit=7)
    assert (len(found.lines), found.total) == (7, 300)


def test_a_long_text_is_cut_around_the_match() -> None:
    (line,) = find((Node("text", f"{'a ' * 5_000}needle{' b' * 5_000}"),), "needle").lines
    assert "needle" in line.text
    assert len(line.text) < 400
    assert line.text.startswith("…")
    assert line.text.endswith("…")


@given(pages(), st.integers(0, 200))
@settings(max_examples=20, deadline=None)
def test_whatever_is_named_is_found(page: tuple[Node, ...], pick: int) -> None:
    named = [node for root in page for node in root.walk() if node.name and node.ref is not None]
    if not named:
        return
    node = named[pick % len(named)]
    found = find(page, node.name, limit=100_000)
    assert found.match == "phrase"
    # Of a line that is too long, only what is around the first match is told.
    assert any(f"[{node.ref}]" in line.text or "…" in line.text for line in found.lines)


@given(pages(), st.text())
@settings(max_examples=20, deadline=None)
def test_total(page: tuple[Node, ...], wanted: str) -> None:
    found = find(page, wanted)
    assert len(found.lines) == min(found.total, 20)
