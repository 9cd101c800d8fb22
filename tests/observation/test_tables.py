"""Tables: one line a row, every cell in its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.observation.looking import lines_of

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

TABLES = {
    "header and rows": (
        "<thead><tr><th>Tea<th>Price</thead><tbody><tr><td>Green<td>$5</tbody>",
        ["| Tea | Price |", "| Green | $5 |"],
    ),
    "row headers": ("<tr><th scope=row>Size<td>L", ["| Size | L |"]),
    # AgentOccam stops at a row without cells and leaves the table half done.
    "ragged": (
        "<tr><td>a<td>b<td>c<tr></tr><tr><td>d<tr><td>e<td>f",
        ["| a | b | c |", "| d |", "| e | f |"],
    ),
    "empty cells keep their column": (
        "<tr><td>a<td>b<td>c<tr><td>d<td><td>f<tr><td><td><td>",
        ["| a | b | c |", "| d |  | f |"],
    ),
    "colspan": ("<tr><td colspan=2>a<td>b", ["| a | b |"]),
    "links and buttons": (
        "<tr><td><a href=/1>Order 1</a><td><button>View</button> <button>Again</button>",
        ['| link [1] "Order 1" | button [2] "View" button [3] "Again" |'],
    ),
    # AgentOccam fails on a row with a state but no `required` in it.
    "controls with states": (
        "<tr><td><input type=checkbox aria-label=All><td><input aria-label=Q required value=2>",
        ['| checkbox [1] "All" unchecked | textbox [2] "Q" = "2" required |'],
    ),
    "pipes are escaped once": (
        "<tr><td>a|b<td><a href=/x>c|d</a><td><p>e|f</p>",
        [r'| a\|b | link [1] "c\|d" | e\|f |'],
    ),
    "several blocks in a cell": (
        "<tr><td><p>a</p><p>b</p><td><ul><li>c<li>d</ul><td><h3>e</h3>",
        ['| a b | c d | heading 3 "e" |'],
    ),
    "named cell": ("<tr><td aria-label=Yes><svg></svg><td>b", ["| Yes | b |"]),
}


@pytest.mark.parametrize(("html", "rows"), TABLES.values(), ids=TABLES)
async def test_table(page: Page, registry: Registry, html: str, rows: list[str]) -> None:
    lines = await lines_of(page, registry, f"<table>{html}</table>")
    assert lines == ["table", *(f" {row}" for row in rows)]


async def test_a_table_in_a_table(page: Page, registry: Registry) -> None:
    html = "<table><tr><td>a<td><table><tr><td>b<td><a href=/x>c</a></table></table>"
    lines = await lines_of(page, registry, html)
    assert [line.strip() for line in lines] == [
        "table",
        "row",
        "cell",
        "a",
        "cell",
        "table",
        '| b | link [1] "c" |',
    ]


async def test_a_table_for_layout_says_the_same(page: Page, registry: Registry) -> None:
    html = "<table role=presentation><tr><td>a<td><a href=/x>b</a></table>"
    assert await lines_of(page, registry, html) == ['| a | link [1] "b" |']


async def test_an_aria_grid(page: Page, registry: Registry) -> None:
    html = (
        "<div role=grid aria-label=January><div role=row><div role=gridcell tabindex=0>1</div>"
        "<div role=gridcell tabindex=-1>2</div></div></div>"
    )
    assert await lines_of(page, registry, html) == [
        'grid "January"',
        ' | gridcell [1] "1" | gridcell [2] "2" |',
    ]
