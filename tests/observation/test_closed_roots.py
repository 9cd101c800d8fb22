"""Closed shadow roots: a page keeps them from scripts, the browser shows them all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_observation import Registry, capture, observe

from tests.observation.looking import withhold
from tests.observation.raw import raw_controls
from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import Page

DEFINE = """
<script>
  const define = (name, html) => customElements.define(name, class extends HTMLElement {
    connectedCallback() {
      this.attachShadow({ mode: "closed" }).innerHTML = html;
    }
  });
  const fill = (id, html) =>
    document.getElementById(id).attachShadow({ mode: "closed" }).innerHTML = html;
</script>
"""


async def hosts_asked_about(page: Page, registry: Registry) -> int:
    """Look at the main frame, and return about how many elements it would ask."""
    document = await registry.document(page.main_frame)
    return await document.script.evaluate(
        "(script, options) => JSON.parse(script.capture(options)).hosts",
        {"content": [], "metadata": [], "last": -1},
    )


async def names(page: Page, registry: Registry) -> list[str]:
    """Return the names of what can be acted on in the main frame."""
    return [node["name"] for node in await raw_controls(page, registry)]


CLOSED = {
    "a custom element": "<x-a></x-a><script>define('x-a', '<button>In</button>')</script>",
    "some of them": "<x-a></x-a>" * 3 + "<script>define('x-a', '<button>In</button>')</script>",
    "slots": "<x-a><b>In</b></x-a><script>define('x-a', '<button><slot></slot></button>')</script>",
    "a plain element": "<div id=a></div><script>fill('a', '<button>In</button>')</script>",
    "a line": "<p>Text <span id=a></span></p><script>fill('a', '<a href=/x>In</a>')</script>",
    "unslotted content": "<section id=a><p>Out</p></section>"
    "<script>fill('a', '<button>In</button>')</script>",
    "written in HTML": "<div><template shadowrootmode=closed><button>In</button></template></div>",
    "one in another": "<x-a></x-a><script>define('x-b', '<button>In</button>');"
    "define('x-a', '<x-b></x-b>')</script>",
    "one in an open one": "<div id=o></div><script>o.attachShadow({ mode: 'open' }).innerHTML ="
    " '<x-a></x-a>'; define('x-a', '<button>In</button>')</script>",
}


@pytest.mark.parametrize("body", CLOSED.values(), ids=CLOSED)
async def test_it_is_read(page: Page, registry: Registry, body: str) -> None:
    with serve_site(DEFINE + body) as url:
        await page.goto(url)
        nodes = await raw_controls(page, registry)
        assert len(nodes) == (3 if "</x-a><x-a>" in body else 1)
        assert {node["name"] for node in nodes} == {"In"}
        assert not any("place" in node for node in nodes)


async def test_refs_in_it_reach_their_elements(page: Page, registry: Registry) -> None:
    button = '<button onclick="this.textContent = `Hit`">In'
    body = f"<x-a></x-a><script>define('x-a', '{button}')</script>"
    with serve_site(DEFINE + body) as url:
        await page.goto(url)
        (ref,) = (await observe(page, registry)).refs
        element = await registry.element(ref)
        await element.click()
        assert [node.name for node in (await observe(page, registry)).refs.values()] == ["Hit"]
        assert (await registry.inspect(ref))["name"] == "Hit"


async def test_what_comes_later(page: Page, registry: Registry) -> None:
    with serve_site(DEFINE + "<div id=a></div><x-b></x-b>") as url:
        await page.goto(url)
        assert await names(page, registry) == []
        await page.evaluate("a.innerHTML = '<x-a></x-a>'; define('x-a', '<button>Later</button>')")
        assert await names(page, registry) == ["Later"]
        # An element that was there, made one by its late definition.
        await page.evaluate("define('x-b', '<button>Upgraded</button>')")
        assert await names(page, registry) == ["Later", "Upgraded"]


async def test_in_a_frame(page: Page, registry: Registry) -> None:
    inner = DEFINE + "<x-a></x-a><script>define('x-a', '<button>In</button>')</script>"
    with serve_site({"/": "<iframe src=/in></iframe>", "/in": inner}) as url:
        await page.goto(url)
        observation = await observe(page, registry)
        assert "In" in {node.name for node in observation.refs.values()}


async def test_a_withheld_host_withholds_it(page: Page, registry: Registry) -> None:
    body = "<x-a></x-a><script>define('x-a', '<button>In</button>')</script>"
    with serve_site(DEFINE + body) as url:
        await page.goto(url)
        await observe(page, registry)
        observation = await observe(page, registry, withhold("x-a"))
        assert not observation.refs


ORDINARY = (
    "<style>.icon::before { content: 'x' } .bar { min-height: 4px } .dot { display: inline-block;"
    "width: 9px; height: 9px } .space { padding: 9px }</style><div style='height:20px'></div>"
    "<div class=space></div><span class=space></span><i class=icon></i><span class=icon></span>"
    "<div class=bar></div><span class=dot></span><div style='display:flex;height:50px'>"
    "<div></div></div><p></p><app-root><app-page>Angular <button>Go</button></app-page></app-root>"
)


async def test_a_page_without_any_asks_for_none(page: Page, registry: Registry) -> None:
    with serve_site(ORDINARY) as url:
        await page.goto(url)
        assert await hosts_asked_about(page, registry) == 0


async def test_elements_are_asked_about_once(page: Page, registry: Registry) -> None:
    body = (
        "<x-a>Light</x-a>" * 5
        + "<script>customElements.define('x-a', class extends HTMLElement {})</script>"
    )
    with serve_site(body) as url:
        await page.goto(url)
        assert await hosts_asked_about(page, registry) == 5
        await capture(page, registry)
        # Elements of a name that was without are not asked about any more.
        await page.evaluate("document.body.append(document.createElement('x-a'), 'more')")
        assert await hosts_asked_about(page, registry) == 0
