"""Scroll containers: how much of their content is out of view, and how many items there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from webagent_observation import Registry

from tests.observation.raw import raw_controls

if TYPE_CHECKING:
    from playwright.async_api import Page

ITEM = "<li style='height:20px'>Item</li>"
BOX = "width:200px;height:100px;margin:0;padding:0;overflow:auto;list-style:none"


async def scroll_of(
    page: Page, html: str, *, top: int = 0, left: int = 0, clear: bool = True
) -> dict[str, Any] | None:
    """Return what is said of the element `#s`, scrolled to some place."""
    await page.evaluate(
        """([html, top, left]) => {
          document.body.innerHTML = html;
          document.querySelector("#s").scrollTo(left, top);
        }""",
        [html, top, left],
    )
    found = [node["scroll"] for node in await raw_controls(page, Registry()) if "scroll" in node]
    assert len(found) <= 1
    return found[0] if found else None


LISTS: list[tuple[str, int, dict[str, Any]]] = [
    (f"<ul id=s style='{BOX}'>{ITEM * 50}</ul>", 0, {"above": 0, "below": 0.9, "total": 50}),
    (f"<ul id=s style='{BOX}'>{ITEM * 50}</ul>", 500, {"above": 0.5, "below": 0.4, "total": 50}),
    (f"<ul id=s style='{BOX}'>{ITEM * 50}</ul>", 9999, {"above": 0.9, "below": 0, "total": 50}),
    (
        f"<ul id=s style='{BOX}'>{ITEM * 500}</ul>",
        5000,
        {"above": 0.5, "below": 0.49, "total": 500},
    ),
    # In the one thing in it.
    (
        f"<div id=s style='{BOX}'><div><ul style='margin:0'>{ITEM * 20}</ul></div></div>",
        0,
        {"above": 0, "below": 0.75, "total": 20},
    ),
    # Cards that are no list, but alike.
    (
        f"<div id=s style='{BOX}'>" + "<div class=card style='height:20px'>A</div>" * 10 + "</div>",
        0,
        {"above": 0, "below": 0.5, "total": 10},
    ),
    # What the page says of rows that aren't there.
    (
        f"<div id=s role=grid aria-rowcount=900 style='{BOX}'><div style='height:18000px'>"
        + "<div role=row style='height:20px'>A</div>" * 7
        + "</div></div>",
        0,
        {"above": 0, "below": 0.99, "total": 900},
    ),
    (
        f"<div id=s style='{BOX}'><ul style='margin:0'>"
        + "<li aria-setsize=80 style='height:20px'>A</li>" * 8
        + "</ul></div>",
        0,
        {"above": 0, "below": 0.38, "total": 80},
    ),
]


TOOLBAR = "<div style='position:sticky;top:0;height:20px'><button>Delete</button></div>"
ROWS = "<div role=row style='height:20px'>A</div>" * 30
GRIDS = {
    "the grid in it, beside a toolbar": (
        f"<div id=s style='{BOX}'>{TOOLBAR}<div role=grid aria-rowcount=1200"
        f" style='height:24000px'>{ROWS}</div></div>"
    ),
    "the grid around it": (
        "<div role=grid aria-rowcount=1200><div role=row>H</div>"
        f"<div id=s style='{BOX}'><div style='height:24000px'>{ROWS}</div></div></div>"
    ),
    "rows of two kinds": (
        f"<div role=grid aria-rowcount=1200 id=s style='{BOX}'>"
        + "<div role=row class='row even'>A</div><div role=row class='row odd'>A</div>" * 15
        + "</div>"
    ),
}


@pytest.mark.parametrize("html", GRIDS.values(), ids=GRIDS)
async def test_what_a_grid_says_of_its_rows(page: Page, html: str) -> None:
    scroll = await scroll_of(page, html)
    assert scroll
    assert (scroll["shown"], scroll["total"]) == (pytest.approx(5, abs=1), 1200)


NOT_ITS_OWN = {
    "a list in a cell of a grid": (
        f"<div role=grid aria-rowcount=900><div role=row><ul id=s style='{BOX}'>{ITEM * 50}</ul>"
    ),
    "a set among other things": (
        f"<div id=s style='{BOX}'><div role=radio aria-setsize=900>A</div>"
        f"<ul style='margin:0'>{ITEM * 50}</ul></div>"
    ),
}


@pytest.mark.parametrize("html", NOT_ITS_OWN.values(), ids=NOT_ITS_OWN)
async def test_what_others_say_of_themselves(page: Page, html: str) -> None:
    scroll = await scroll_of(page, html)
    assert scroll
    assert scroll["total"] == 50


async def test_a_long_text_beside_a_short_one_is_no_list(page: Page) -> None:
    html = f"<div id=s style='{BOX}'><p>Terms</p><div>{'<p>Of use.</p>' * 40}</div></div>"
    assert set(await scroll_of(page, html) or {}) == {"above", "below"}


@pytest.mark.parametrize(("html", "top", "wanted"), LISTS)
async def test_lists(page: Page, html: str, top: int, wanted: dict[str, Any]) -> None:
    assert await scroll_of(page, html, top=top) == {**wanted, "shown": 5}


async def test_rows_of_a_table(page: Page) -> None:
    rows = "<tr><td style='height:18px;padding:0'>A</td></tr>" * 30
    html = (
        f"<div id=s style='{BOX}'><table style='border-spacing:0 2px'>"
        f"<thead><tr><th style='height:20px;padding:0'>H</thead><tbody>{rows}</table></div>"
    )
    scroll = await scroll_of(page, html)
    assert scroll
    assert (scroll["shown"], scroll["total"]) == (4, 30)


async def test_a_virtual_list_has_more_than_is_there(page: Page) -> None:
    rows = "<div class=row style='height:20px'>A</div>" * 7
    html = f"<div id=s style='{BOX}'><div style='height:18000px'>{rows}</div></div>"
    assert await scroll_of(page, html) == {"above": 0, "below": 0.99, "shown": 5}


async def test_text_has_no_items(page: Page) -> None:
    html = f"<div id=s style='{BOX}'>{'<p>Terms of use.</p>' * 40}</div>"
    assert set(await scroll_of(page, html) or {}) == {"above", "below"}


async def test_from_left_to_right_and_from_right_to_left(page: Page) -> None:
    strip = "<div style='width:1000px;height:50px'></div>"
    for direction in ("ltr", "rtl"):
        html = f"<div id=s dir={direction} style='{BOX}'>{strip}</div>"
        assert await scroll_of(page, html) == {"above": 0, "below": 0.8, "across": True}
        left = 600 if direction == "ltr" else -600
        scroll = await scroll_of(page, html, left=left)
        assert scroll == {"above": 0.6, "below": 0.2, "across": True}


async def test_pictures_side_by_side(page: Page) -> None:
    pictures = "<li style='display:inline-block;width:50px'>A</li>" * 20
    html = f"<div style='width:200px'><ul id=s style='{BOX};white-space:nowrap;font-size:0'>"
    scroll = await scroll_of(page, f"{html}{pictures}</ul></div>")
    assert scroll == {"above": 0, "below": 0.8, "across": True, "shown": 4, "total": 20}


async def test_a_chat_that_starts_at_its_end(page: Page) -> None:
    html = (
        f"<div id=s style='{BOX};display:flex;flex-direction:column-reverse'>"
        + "<div class=m style='height:20px;flex:none'>A</div>" * 20
        + "</div>"
    )
    assert await scroll_of(page, html) == {"above": 0.75, "below": 0, "shown": 5, "total": 20}
    scroll = await scroll_of(page, html, top=-100)
    assert scroll == {"above": 0.5, "below": 0.25, "shown": 5, "total": 20}


NONE = [
    f"<div id=s style='{BOX}'><div style='height:100px'></div></div>",
    f"<div id=s style='{BOX}'><div style='height:104px'></div></div>",
    f"<div id=s style='{BOX};overflow:hidden'><div style='height:900px'></div></div>",
    f"<div id=s style='{BOX};overflow:visible'><div style='height:900px'></div></div>",
    f"<div id=s style='{BOX};height:0'><div style='height:900px'></div></div>",
    f"<textarea id=s style='{BOX}'>{'x ' * 900}</textarea>",
    f"<select id=s multiple size=3>{'<option>x' * 90}</select>",
    "<p id=s>Page</p><div style='height:9000px'></div>",
    f"<form id=s style='{BOX}'><input name=clientHeight><div style='height:900px'></div></form>",
]


@pytest.mark.parametrize("html", NONE)
async def test_no_scroll_container(page: Page, html: str) -> None:
    assert await scroll_of(page, html) is None


async def test_scrolling_is_noticed_without_a_change_of_the_document(
    page: Page, registry: Registry
) -> None:
    await page.evaluate(
        "html => { document.body.innerHTML = html }", f"<ul id=s style='{BOX}'>{ITEM * 50}</ul>"
    )
    (before,) = await raw_controls(page, registry)
    await page.evaluate("s.scrollTo(0, 500)")
    (after,) = await raw_controls(page, registry)
    assert (before["id"], before["scroll"]["above"]) == (after["id"], 0)
    assert after["scroll"]["above"] == 0.5
