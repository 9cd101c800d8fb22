"""XPath as CSS, where both say the same."""

from __future__ import annotations

from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_manifests._xpath import css_from_xpath
from webagent_manifests.page import StaticPage

HTML = """<html><head><title>t</title></head><body id="a"><div id="b" class="x y"><p class="x">
<a href="/">l</a></p><button id="buy" type="submit">b</button></div><p><a>m</a></p></body></html>"""


@pytest.mark.parametrize(
    ("xpath", "css"),
    [
        ("//button[@id='buy']", "button[id='buy']"),
        ("//form//button", "form button"),
        ("/html/body", "html:root > body"),
        (".//a[@href]", "a[href]"),
        ("//*", "*"),
        ("//*[contains(@class, 'x')]", "[class*='x']"),
        ("//a[1]", None),
        ("//a[text()='x']", None),
        ("//a/..", None),
        ("//a | //b", None),
        ("id('x')", None),
        ("", None),
    ],
)
def test_plain_paths_are_translated(xpath: str, css: str | None) -> None:
    assert css_from_xpath(xpath) == css


steps = st.tuples(
    st.sampled_from(["/", "//"]),
    st.sampled_from(["*", "html", "body", "div", "p", "a", "button"]),
    st.sampled_from(["", "[@href]", "[@id='b']", "[contains(@class,'x')]", "[@class='x']"]),
).map("".join)


@given(st.lists(steps, min_size=1, max_size=3).map("".join))
async def test_both_select_the_same_elements(xpath: str) -> None:
    """The XPath engine of lxml is the oracle."""
    css = css_from_xpath(xpath)
    assert css is not None
    page = StaticPage.parse(HTML)
    matched = (await page.matches([css]))[css]
    # The package ships no types.
    etree: Any = import_module("lxml.etree")
    tree = etree.parse(StringIO(HTML), etree.HTMLParser())
    order = {element: index for index, element in enumerate(tree.iter(etree.Element))}
    assert matched == frozenset(order[element] for element in tree.xpath(xpath))
