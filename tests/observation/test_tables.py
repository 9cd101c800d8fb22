"""Tables: one line a row, every cell in its column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.observation.looking import lines_of
from tests.observation.simplified import control, lines, raw

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry


def cell(*children: Any, role: str = "cell", **fields: Any) -> Any:
    return raw(role, *children, **fields)


def row(*cells: Any, **fields: Any) -> Any:
    """Return a row; what is a string becomes a cell, in capitals a header."""
    return raw("row", *map(_cell, cells), **fields)


def _cell(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    role = "columnheader" if written.isupper() else "cell"
    return raw(role, **({"text": written} if written else {}))


def table(*rows: Any, **fields: Any) -> Any:
    return raw("table", *rows, **fields)


A = control("link", "A")

TABLES = {
    "headers": (
        [raw("rowgroup", row("TEA", "PRICE")), raw("rowgroup", row("Green", "$5"))],
        ["| TEA | PRICE |", "| --- | --- |", "| Green | $5 |"],
    ),
    "two rows of headers, and one later": (
        [row("A", "B"), row("", "C"), row("d", "e"), row("F", "G")],
        ["| A | B |", "|  | C |", "| --- | --- |", "| d | e |", "| F | G |"],
    ),
    "row headers": (
        [row(cell(role="rowheader", text="Size"), "l"),
         row(cell(role="rowheader", text="Of"), "x")],
        ["| Size | l |", "| Of | x |"],
    ),
    # AgentOccam stops at a row without cells and leaves the table half done.
    "ragged": (
        [row("a", "b", "c"), row(), row("d"), row("e", "f")],
        ["| a | b | c |", "| d |  |  |", "| e | f |  |"],
    ),
    "empty cells keep their column": (
        [row("a", "b", "c"), row("d", "", "f"), row("", "", "")],
        ["| a | b | c |", "| d |  | f |"],
    ),
    "colspan": (
        [row("YEAR", cell(role="columnheader", text="SOLD", states={"colspan": 2})),
         row("", "IN", "OUT"), row("2024", "1", "2")],
        ["| YEAR | SOLD | SOLD |", "|  | IN | OUT |", "| --- | --- | --- |", "| 2024 | 1 | 2 |"],
    ),
    "rowspan": (
        [row(cell(text="Tea", states={"rowspan": 3}), "green", "1"),
         row(cell(text="black", states={"rowspan": 2}), "2"), row("3"), row("Cup", "-", "4")],
        ["| Tea | green | 1 |", "| Tea | black | 2 |", "| Tea | black | 3 |", "| Cup | - | 4 |"],
    ),
    "rows and columns": (
        [row(cell(text="a", states={"rowspan": 2, "colspan": 2}), "b"), row("c")],
        ["| a | a | b |", "| a | a | c |"],
    ),
    # Told twice, it would count twice.
    "a number is told once": (
        [row(cell(text="7.9", states={"colspan": 2}), cell(text="$3", states={"rowspan": 2})),
         row("1", "2"), row(cell(text="4", states={"colspan": 2, "rowspan": 2}), "5"), row("6")],
        ["| 7.9 | ← | $3 |", "| 1 | 2 | ↑ |", "| 4 | ← | 5 |", "| ↑ | ← | 6 |"],
    ),
    "but not where it is a header": (
        [row(cell(role="columnheader", text="2024", states={"colspan": 2})), row("1", "2"),
         row(cell(role="rowheader", text="7", states={"rowspan": 2}), "b"), row("c")],
        ["| 2024 |  |", "| --- | --- |", "| 1 | 2 |", "| 7 | b |", "| 7 | c |"],
    ),
    "the title of what is below it": (
        [row(cell(text="Green", states={"colspan": 3})), row("a", "b", "c")],
        ["| Green |  |  |", "| a | b | c |"],
    ),
    "nothing stays nothing": (
        [row(cell(states={"colspan": 2}), "a"), row("b", "c", "d")],
        ["|  |  | a |", "| b | c | d |"],
    ),
    "what reaches into a row without cells": (
        [row(cell(text="a", states={"rowspan": 2}), "b"), row(), row("c", "d")],
        ["| a | b |", "| a |  |", "| c | d |"],
    ),
    "what can be acted on is told once": (
        [row(cell(control("link", "A"), states={"rowspan": 2}), "b"), row("c")],
        ['| link [1] "A" | b |', "| ↑ | c |"],
    ),
    "a last cell as wide as it likes": (
        [row("a", "b"), row(cell(text="c", states={"colspan": 1000}))],
        ["| a | b |", "| c |  |"],
    ),
    "links and buttons": (
        [row("a", cell(raw("line", control("button", "View", 1), control("button", "Buy", 2)))),
         row("b", cell(control("checkbox", "All", 3, states={"checked": False})))],
        ['| a | button [1] "View" button [2] "Buy" |', '| b | checkbox [3] "All" unchecked |'],
    ),
    "pipes are escaped once": (
        [row("a|b", cell(control("link", "c|d"))), row("e", cell(raw("line", "f| ", "g")))],
        [r'| a\|b | link [1] "c\|d" |', r"| e | f\| g |"],
    ),
    "several blocks in a cell": (
        [row(cell("a", "b"), cell(raw("list", raw("listitem", "c"), raw("listitem", "d")))),
         row(cell(raw("heading", name="e")), cell(raw("group", "g", name="f")))],
        ["| a b | c; d |", '| heading 2 "e" | group "f" g |'],
    ),
    "lists in a cell": (
        [row("a", cell("b", raw("list", raw("listitem", text="c"), raw("listitem", "d", A)))),
         row("e", cell(raw("list", raw("listitem", text="f")), raw("article", "g"), "h"))],
        ['| a | b c; d link [1] "A" |', "| e | f g h |"],
    ),
    "named cells": (
        [row(cell(name="Yes"), "b"), row(cell("x", name="No"), "c")],
        ["| Yes | b |", "| No x | c |"],
    ),
    "cells to act on": (
        [row(control("gridcell", "1", 1), control("gridcell", "2", 2, states={"selected": True})),
         row(control("gridcell", "3", 3, states={"disabled": True}), "")],
        ['| [1] "1" | [2] "2" selected |', '| [3] "3" disabled |  |'],
    ),
    "states of cells and rows": (
        [row(cell(role="columnheader", text="A", states={"sort": "ascending"}), "B"),
         row(cell(control("button", "h"), states={"busy": True}), "i"),
         row("c", "d", states={"selected": True}), control("row", "", 1, _cell("e"), _cell("f"))],
        ["| A (sorted ascending) | B |", "| --- | --- |", '| button [1] "h" (busy) | i |',
         "row selected | c | d |",
         "row [1] | e | f |"],
    ),
    "hidden cells": (
        [row("a", raw("redacted")), row("b", cell(raw("redacted")))],
        ["| a | [hidden by the site's policy] |", "| b | [hidden by the site's policy] |"],
    ),
    "a control that says more than its name": (
        [row(cell(control("combobox", "In", 1, "Linz")), "a"), row("b", "c")],
        ['| combobox [1] "In" shows "Linz" | a |', "| b | c |"],
    ),
    "lines in a cell": (
        [row("a", cell(raw("group", text="b"), raw("group", text="c"))), row("d", "e")],
        ["| a | b c |", "| d | e |"],
    ),
    "what is no cell is in a column too": (
        [raw("row", "a", control("button", "B")), row("c", "d")],
        ['| a | button [1] "B" |', "| c | d |"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "told"), TABLES.values(), ids=TABLES)
def test_tables(rows: list[Any], told: list[str]) -> None:
    assert lines(table(*rows)) == ["table", *(f" {line}" for line in told)]


def test_a_caption_names_a_table() -> None:
    caption = raw("caption", text="Teas")
    assert lines(table(caption, row("a", "b"), row("c", "d"), name="Teas")) == [
        'table "Teas"', " | a | b |", " | c | d |",
    ]  # fmt: skip


LAYOUT = {
    "one row": ([row("Total", "$5")], ["| Total | $5 |"]),
    "one row with much in it": (
        [row(cell(raw("list", raw("listitem", "a"))), cell(table(row("b", "c"), row("d", "e"))))],
        ["- a", "table", " | b | c |", " | d | e |"],
    ),
    "one column": (
        [row("a"), row(cell(raw("heading", name="B"), control("link", "C"))), row("d")],
        ["a", 'heading 2 "B"', 'link [1] "C"', "d"],
    ),
    "tables in a table without headers": (
        [row("a", cell(table(row("b", "c"), row("d", "e")))), row("f", "g")],
        ["a", "table", " | b | c |", " | d | e |", "| f | g |"],
    ),
    "nothing": ([row(), row("", "")], list[str]()),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "told"), LAYOUT.values(), ids=LAYOUT)
def test_tables_for_layout_give_way_to_their_content(rows: list[Any], told: list[str]) -> None:
    assert lines(table(*rows)) == told
    assert lines(table(*rows, name="T")) == ['table "T"', *(f" {line}" for line in told)]


def test_a_grid_is_never_for_layout() -> None:
    week = raw("row", control("gridcell", "1", 1), control("gridcell", "2", 2))
    assert lines(raw("grid", week, name="May")) == ['grid "May"', ' | [1] "1" | [2] "2" |']


def test_a_table_in_a_table_of_data() -> None:
    inner = table(row("D", "E"), row("f", "g"))
    assert lines(table(row("A", "B"), row("c", cell(inner)), row("h", "i"))) == [
        "table",
        " | A | B |",
        " | --- | --- |",
        " row",
        "  - c",
        "  - table",
        "     | D | E |",
        "     | --- | --- |",
        "     | f | g |",
        " | h | i |",
    ]


def test_preformatted_text_in_a_table() -> None:
    assert lines(table(row("a", "x\n y"), row("b", "c"))) == [
        "table", " row", "  - a", "  - x", "     y", " | b | c |",
    ]  # fmt: skip


@st.composite
def spanning_rows(draw: st.DrawFn) -> Any:
    spans = {"colspan": st.integers(1, 1000), "rowspan": st.integers(1, 65534)}
    texts = st.sampled_from(["a", "b", "long " * 10])
    cells = st.builds(raw, st.just("cell"), text=texts, states=st.fixed_dictionaries(spans))
    return row(*draw(st.lists(cells, min_size=1, max_size=4)))


@given(st.lists(spanning_rows(), min_size=2))
def test_any_spans_give_rows_of_equal_width(rows: list[Any]) -> None:
    said = lines(raw("grid", *rows))[1:]
    assert len(said) == len(rows)
    assert len({line.count("|") for line in said}) == 1
    assert said[0].count("|") <= 1 + 100 + 4


HTML = {
    "header and rows": (
        "<thead><tr><th>Tea<th>Price</thead><tbody><tr><td>Green<td>$5</tbody>",
        ["| Tea | Price |", "| --- | --- |", "| Green | $5 |"],
    ),
    "spans": (
        "<tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d",
        ["| a | b | b |", "| a | c | d |"],
    ),
    "links and buttons": (
        "<tr><td><a href=/1>Order 1</a><td><button>View</button> <button>Again</button>"
        "<tr><td>Order 2<td>",
        ['| link [1] "Order 1" | button [2] "View" button [3] "Again" |', "| Order 2 |  |"],
    ),
    "controls with states": (
        "<tr><td><input type=checkbox aria-label=All><td><input aria-label=Q required value=2>"
        "<tr><td>a<td>b",
        ['| checkbox [1] "All" unchecked | textbox [2] "Q" = "2" required |', "| a | b |"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("html", "told"), HTML.values(), ids=HTML)
async def test_tables_of_html(page: Page, registry: Registry, html: str, told: list[str]) -> None:
    said = await lines_of(page, registry, f"<table>{html}</table>")
    assert said == ["table", *(f" {line}" for line in told)]


async def test_a_table_for_layout_says_the_same(page: Page, registry: Registry) -> None:
    html = "<table role=presentation><tr><td>a<td><a href=/x>b</a><tr><td>c<td>d</table>"
    said = await lines_of(page, registry, html)
    assert " ".join(said).replace("|", " ").split() == ["a", "link", "[1]", '"b"', "c", "d"]


async def test_a_grid_of_messages(page: Page, registry: Registry) -> None:
    html = """<div role=grid aria-label=Inbox><div role=row><span role=gridcell>
      <input type=checkbox aria-label=Select></span><span role=gridcell>Grace Hopper</span>
      <span role=gridcell><b>Weekly</b> report</span></div></div>"""
    assert await lines_of(page, registry, html) == [
        'grid "Inbox"',
        ' | checkbox [1] "Select" unchecked | Grace Hopper | Weekly report |',
    ]


async def test_an_aria_grid(page: Page, registry: Registry) -> None:
    html = (
        "<div role=grid aria-label=January><div role=row><div role=gridcell tabindex=0>1</div>"
        "<div role=gridcell onclick='0'>2</div></div></div>"
    )
    said = await lines_of(page, registry, html)
    assert said == ['grid "January"', ' | [1] "1" | [2] "2" |']
