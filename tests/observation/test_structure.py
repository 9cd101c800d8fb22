"""Headings, lists, definitions and lines of text with controls in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.observation.looking import look_at_body

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

HEADINGS = {
    "<h1>One</h1><h6>Six</h6>": 'heading 1 "One"\nheading 6 "Six"',
    "<h2>A <em>b</em> c</h2>": 'heading 2 "A b c"',
    "<h2>Two<br>lines</h2>": 'heading 2 "Two lines"',
    "<h2></h2>": "",
    # Equal to its one link: the link says it all.
    "<h2><a href=/x>Tea</a></h2>": 'link [1] "Tea" h2',
    "<h2><a href=/x>Tea</a> for two</h2>": 'heading 2 "Tea for two"\n link [1] "Tea"',
    "<h2><a href=/x>Tea</a> <a href=/y>Cups</a></h2>": (
        'heading 2 "Tea Cups"\n link [1] "Tea"\n link [2] "Cups"'
    ),
}

LISTS = {
    "<ul><li>One<li>Two</ul>": "- One\n- Two",
    "<ol><li><a href=/x>One</a><li>Two</ol>": '1. link [1] "One"\n2. Two',
    "<ol start=7><li>One<li>Two</ol>": "7. One\n8. Two",
    "<ul><li>One<ul><li>Deep</ul><li>Two</ul>": "- One\n  - Deep\n- Two",
    "<ul><li><p>One</p><p>More</p></li></ul>": "- One\n  More",
    "<ul><li></li><li>Two</ul>": "- Two",
    "<ul><li aria-label=Item><img></li></ul>": "- Item",
    "<div role=list><div role=listitem>One</div></div>": "- One",
}

DEFINITIONS = {
    "<dl><dt>Size</dt><dd>Large</dd></dl>": "Size: Large",
    "<dl><dt>Note</dt><dd></dd><dt></dt><dd>No term</dd></dl>": "Note:\nNo term",
    # AgentOccam says the first definition twice.
    "<dl><dt>SKU</dt><dd>B01</dd><dd>B02</dd></dl>": "SKU: B01; B02",
}

PARAGRAPHS = {
    "<p>Read the <a href=/x>terms</a> first.</p>": 'Read the link [1] "terms" first.',
    "<p>Press <button>Go</button> now</p>": 'Press button [1] "Go" now',
    "<div>Page <b>1</b> <a href=/2>2</a></div>": 'Page 1 link [1] "2"',
    # Run with code in it, it is one line still.
    "<p>Run <code>make</code> now</p>": "Run make now",
    "<p>See (<a href=/x>A</a>), “<a href=/y>B</a>”, and <code>c</code>.</p>": (
        'See (link [1] "A"), “link [2] "B"”, and c.'
    ),
    "<p>All <a href=/x>term</a>s <a href=/y>apply</a>!<button>OK</button></p>": (
        'All link [1] "term"s link [2] "apply"! button [3] "OK"'
    ),
    "<p><a href=/x>A</a><a href=/y>B</a></p>": 'link [1] "A" link [2] "B"',
    "<div><a href=/x>A</a></div><div><a href=/y>B</a></div>": 'link [1] "A"\nlink [2] "B"',
    "<p>See<br><a href=/x>A</a></p>": 'See\nlink [1] "A"',
    "<p>Choose <select aria-label=S><option>a</select></p>": (
        'Choose combobox [1] "S" = "a" options: [2] "a"*'
    ),
}

CASES = HEADINGS | LISTS | DEFINITIONS | PARAGRAPHS


@pytest.mark.parametrize(("html", "text"), CASES.items())
async def test_structure(page: Page, registry: Registry, html: str, text: str) -> None:
    assert (await look_at_body(page, registry, html)).text == text
