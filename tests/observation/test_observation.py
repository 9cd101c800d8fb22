"""The whole way from a page to its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_observation import Observation, observe

from tests.observation.looking import look_at
from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

SHOP = """
<html><head><title>Tea  shop</title></head><body>
<header><nav aria-label=Main><a href=/>Home</a> <a href=/cart>Cart (2)</a></nav></header>
<main><h1>Green tea</h1><p>From <a href=/origin>Uji</a>, $12.50 for 100 g.</p>
<form action=/cart method=post><label>Quantity <input type=number value=1 min=1></label>
<label>Size <select><option selected>100 g<option>250 g</select></label>
<button>Add to cart</button></form>
<table><tr><th>Steep<th>Water<tr><td>2 min<td>70 °C</table>
<ul><li>Organic<li>Vegan</ul></main></body></html>
"""

SHOP_TEXT = """\
banner
 navigation "Main"
  link [1] "Home" link [2] "Cart (2)"
main
 heading 1 "Green tea"
 From link [3] "Uji", $12.50 for 100 g.
 spinbutton [4] "Quantity" = "1" min=1 \
combobox [5] "Size" = "100 g" options: [6] "100 g"* | [7] "250 g"
 button [8] "Add to cart"
 table
  | Steep | Water |
  | --- | --- |
  | 2 min | 70 °C |
 - Organic
 - Vegan"""


async def test_a_page_as_the_agent_reads_it(page: Page, registry: Registry) -> None:
    observation = await look_at(page, registry, SHOP)
    assert observation.text == SHOP_TEXT
    assert observation.title == "Tea shop"
    assert observation.url == page.url
    assert list(observation.refs) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert observation.elements == await page.evaluate(
        "document.body.querySelectorAll('*:not(option)').length + 1"
    )
    assert observation.timings.capture_ms > 0
    assert observation.timings.simplify_ms > 0


async def test_looking_leaves_no_trace(page: Page, registry: Registry) -> None:
    with serve_site(SHOP) as url:
        await page.goto(url)
        await page.evaluate(
            """() => {
              window.known = Object.keys(window).length;
              window.changes = 0;
              new MutationObserver(() => { window.changes += 1 }).observe(
                document, { subtree: true, childList: true, attributes: true });
            }"""
        )
        html = await page.content()
        await observe(page, registry)
        await observe(page, registry)
        assert await page.content() == html
        assert await page.evaluate("window.changes") == 0
        assert await page.evaluate("Object.keys(window).length - window.known") == 2


async def test_a_page_of_fifty_thousand_elements(page: Page, registry: Registry) -> None:
    await look_at(page, registry, "<main></main>")
    await page.evaluate(
        """() => {
          const row = (_, i) => `<p>Row ${i}</p><button>Buy ${i}</button>`;
          const rows = Array.from({ length: 25000 }, row);
          document.querySelector("main").innerHTML = rows.join("");
        }"""
    )
    observation = await observe(page, registry)
    assert observation.elements == 50_002
    assert len(observation.refs) == 25_000
    shown = observation.text.splitlines()
    assert len(shown) == 50_001
    assert shown[1] == " Row 0"
    assert shown[-1] == ' button [25000] "Buy 24999"'
    assert await registry.element(25_000)


async def test_an_empty_page(page: Page, registry: Registry) -> None:
    await page.goto("about:blank")
    observation = await observe(page, registry)
    assert (observation.text, observation.title, observation.refs) == ("", "", {})


def test_a_page_that_nothing_is_known_of() -> None:
    observation = Observation.blocked("http://127.0.0.1/")
    assert observation.url == "http://127.0.0.1/"
    assert not observation.text
    assert not observation.refs
