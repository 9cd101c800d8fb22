"""Faults that published observation pipelines were seen to have, each shown to be absent here.

AgentOccam's tree pruning (arXiv 2410.13825) lost or broke each of these pages when it was run on
them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_observation import StaleRef, observe

from tests.observation.looking import lines_of, look_at_body, named

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry


async def test_every_printable_character_survives(page: Page, registry: Registry) -> None:
    html = (
        "$1,299.00 (20% off) C++ #42 a=b +49 {x} ~ ^ * @ § € £ ¥ ₹ | \\ ` ; < > & ½ ² µ ™ → 茶 🍵"
    )
    escaped = html.replace("&", "&amp;").replace("<", "&lt;")
    assert await lines_of(page, registry, f"<p>{escaped}</p>") == [html]
    observation = await look_at_body(page, registry, f"<button>{escaped}</button>")
    assert [node.name for node in observation.refs.values()] == [html]


async def test_children_of_a_row_may_have_any_states(page: Page, registry: Registry) -> None:
    observation = await look_at_body(
        page,
        registry,
        "<table><tr><td><input type=checkbox aria-label=Pick><td><button aria-expanded=false>More"
        "</button><td aria-readonly=true>x<td><input required aria-label=Code></table>",
    )
    assert named(observation, "Pick").states["checked"] is False
    assert named(observation, "More").states["expanded"] is False
    assert named(observation, "Code").states["required"] is True
    assert "x" in observation.text


@pytest.mark.parametrize("tag", ["p", "li", "button", "td", "span"])
async def test_a_text_may_be_part_of_another(page: Page, registry: Registry, tag: str) -> None:
    items = "".join(f"<{tag}>{text}</{tag}> " for text in ("1", "10", "Qty 1"))
    html = f"<table><tr>{items}</table>" if tag == "td" else items
    text = "\n".join(await lines_of(page, registry, html))
    assert text.count("1") - text.count("[1") == 3
    assert text.count("10") == 1
    assert text.count("Qty 1") == 1


@pytest.mark.parametrize("tag", ["div", "li", "td", "span", "label"])
async def test_equal_buttons_stay_apart(page: Page, registry: Registry, tag: str) -> None:
    buttons = f"<{tag}><button>Add to Cart</button></{tag}>" * 5
    html = f"<table><tr>{buttons}</table>" if tag == "td" else buttons
    observation = await look_at_body(page, registry, html)
    assert [node.name for node in observation.refs.values()] == ["Add to Cart"] * 5
    assert len(set(observation.refs)) == 5
    assert all(f"[{ref}]" in observation.text for ref in observation.refs)


async def test_equal_nameless_checkboxes_stay_apart(page: Page, registry: Registry) -> None:
    observation = await look_at_body(page, registry, "<input type=checkbox>" * 3)
    assert [node.role for node in observation.refs.values()] == ["checkbox"] * 3
    await (await registry.element(2)).check()
    again = await observe(page, registry)
    assert [node.states["checked"] for node in again.refs.values()] == [False, True, False]


async def test_a_sibling_at_either_end_does_not_count_as_the_other(
    page: Page, registry: Registry
) -> None:
    html = "<button>a</button><p>x</p><button>b</button><p>y</p><button>a</button><p>x</p>"
    lines = await lines_of(page, registry, html)
    assert len(lines) == 6
    assert lines[1::2] == ["x", "y", "x"]
    assert [line.split()[-1] for line in lines[::2]] == ['"a"', '"b"', '"a"']


SELECT = """
<label>Sort <select onchange="p.textContent = value">
<option selected>Relevance<option>Price<option>Newest</select></label><p id=p></p>
"""

MENU = """
<ul role=menu aria-label=Sort>
<li role=menuitem tabindex=-1 onclick="p.textContent = 'Relevance'">Relevance
<li role=menuitem tabindex=-1 onclick="p.textContent = 'Price'">Price</ul><p id=p></p>
"""


async def test_folded_options_can_be_chosen_by_their_refs(page: Page, registry: Registry) -> None:
    observation = await look_at_body(page, registry, SELECT)
    select = named(observation, "Sort")
    assert [option.label for option in select.options] == ["Relevance", "Price", "Newest"]
    refs = [option.ref for option in select.options]
    assert None not in refs
    assert len({select.ref, *refs}) == 4
    assert refs[1] is not None
    assert select.ref is not None
    price = await registry.element(refs[1])
    assert await price.text_content() == "Price"
    await (await registry.element(select.ref)).select_option(element=price)
    again = await observe(page, registry)
    assert [option.selected for option in again.refs[select.ref].options] == [False, True, False]
    assert "Price" in again.text.splitlines()
    assert f"[{refs[1]}]" in observation.text or f"[{select.ref}]" in observation.text


async def test_items_of_a_menu_can_be_clicked_by_their_refs(page: Page, registry: Registry) -> None:
    observation = await look_at_body(page, registry, MENU)
    price = named(observation, "Price")
    assert price.role == "menuitem"
    assert price.ref is not None
    await (await registry.element(price.ref)).click()
    assert await page.locator("#p").text_content() == "Price"


async def test_a_term_with_two_definitions_is_told_once(page: Page, registry: Registry) -> None:
    html = "<dl><dt>SKU<dd>B01<dd>B02<dt>Colour<dd>Grey</dl>"
    text = "\n".join(await lines_of(page, registry, html))
    for word in ("SKU", "B01", "B02", "Colour", "Grey"):
        assert text.count(word) == 1
    assert text.index("B01") < text.index("B02") < text.index("Colour")


RAGGED = {
    "row without cells": "<table><tr><tr><td>x</table>",
    "only empty rows": "<table><tr><tr></table>x",
    "empty table": "<table></table>x",
    "ragged": "<table><tr><td>a<tr><td>1<td>10<td>100<tr><td>x</table>",
    "wide span": "<table><tr><td colspan=1000>a<tr><td>x</table>",
    "tall span": "<table><tr><td rowspan=65534>a<td>b<tr><td>x</table>",
    "no span": "<table><tr><td colspan=0 rowspan=0>a<td>x</table>",
    "row header with children": "<table><tr><th scope=row><b>a</b> <a href=/>b</a><td>x</table>",
    "nested": "<table><tr><td><table><tr><td><table><tr><td>x</table></table></table>",
    "cells outside": "<div role=row><span role=cell>x</span></div><div role=cell>y</div>",
    "row of rows": "<div role=row><div role=row>x</div></div>",
    "layout": "<table role=presentation><tr><td>x<td><tr></table>",
}


@pytest.mark.parametrize("html", RAGGED.values(), ids=RAGGED)
async def test_tables_of_any_shape(page: Page, registry: Registry, html: str) -> None:
    text = "\n".join(await lines_of(page, registry, html))
    words = await page.evaluate("document.body.innerText.split(/\\s+/).filter(Boolean)")
    assert "x" in words
    for word in words:
        assert word in text.split() or f'"{word}"' in text.split()


async def test_a_name_with_a_number_in_brackets_is_no_ref(page: Page, registry: Registry) -> None:
    buttons = "".join(f"<button>Number {n}</button>" for n in range(1, 12))
    observation = await look_at_body(page, registry, f"<a href=/>see note [12]</a>{buttons}")
    assert observation.refs[1].name == "see note [12]"
    assert observation.refs[12].name == "Number 11"
    element = await registry.element(12)
    assert await element.text_content() == "Number 11"


async def test_a_part_of_a_number_is_no_ref(page: Page, registry: Registry) -> None:
    observation = await look_at_body(page, registry, "<button>a</button>" * 12 + "<p>1234 [99]")
    assert 99 not in observation.refs
    for unknown in (0, 99, 123, 1234):
        with pytest.raises(StaleRef):
            await registry.element(unknown)


async def test_what_is_not_shown_now_is_no_ref(page: Page, registry: Registry) -> None:
    await look_at_body(page, registry, "<button>a</button>")
    again = await look_at_body(page, registry, "<button>b</button>")
    assert list(again.refs) == [2]
    with pytest.raises(StaleRef):
        await registry.element(1)
