"""A page without a browser."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests.page import LONGEST_TEXT, LONGEST_VALUE, StaticPage

if TYPE_CHECKING:
    from playwright.async_api import Page as BrowserPage

FORM = """<title>Shop</title><body>
<form id="pay" class="a b" action="/pay"><label for="mail">Mail <b>address</b></label>
<input id="mail" type="email" placeholder="you@"><button>Pay <i>now</i></button>
<button class="b" hidden>Secret</button></form>
<button form="pay" id="far">Send</button><button form="nope">Lost</button>
<label>Box <input type="checkbox"></label><label for="pay">None</label>
<ul><li>One</li><li style="color: red; display: none">Two</li></ul>
"""
SHADOW = """<div id="host"><template shadowrootmode="open"><p class="in">In</p>
<slot name="s"></slot><slot></slot></template><i slot="s">named</i><b>default</b></div>
<template><p class="inert">Not there</p></template><noscript><p>Nor here</p></noscript>"""


def by_tag(page: StaticPage, tag: str, number: int = 0) -> Any:
    return [element for element in page.elements if element.tag == tag][number]


def test_the_facts_of_a_form() -> None:
    page = StaticPage.parse(FORM, "https://site.example/")
    form = by_tag(page, "form")

    assert page.engine == "static"
    assert (by_tag(page, "label").text, by_tag(page, "label").control) == (
        "Mail address",
        by_tag(page, "input").index,
    )
    assert by_tag(page, "button").path == "form#pay > button:nth-of-type(1)"
    assert by_tag(page, "button").text == "Pay now"
    assert [by_tag(page, "button", n).form for n in range(4)] == [form.index] * 3 + [None]
    assert by_tag(page, "label", 1).control == by_tag(page, "input", 1).index
    assert by_tag(page, "label", 2).control is None
    assert by_tag(page, "ul").text == ""
    assert [by_tag(page, "li", n).visible for n in range(2)] == [True, False]
    assert not by_tag(page, "button", 1).visible
    assert not by_tag(page, "title").visible


def test_a_shadow_tree_is_part_of_the_page_and_out_of_reach_of_selectors() -> None:
    page = StaticPage.parse(SHADOW)
    host, inner = by_tag(page, "div"), by_tag(page, "p")
    named, default = by_tag(page, "slot"), by_tag(page, "slot", 1)

    assert inner.parent == named.parent == host.index
    assert inner.path == "div#host >>> p"
    assert by_tag(page, "i").parent == named.index
    assert by_tag(page, "b").parent == default.index
    assert len([element for element in page.elements if element.tag == "p"]) == 1


async def test_selectors_stay_inside_one_tree() -> None:
    page = StaticPage.parse(SHADOW)
    inner = by_tag(page, "p").index

    found = await page.matches(["#host .in", ".in", "div > p", "#host b"])

    assert found["#host .in"] == found["div > p"] == frozenset()
    assert found[".in"] == {inner}
    assert found["#host b"] == {by_tag(page, "b").index}


@pytest.mark.parametrize(
    "selector",
    ["", "a[[[", "a,", "> a", "a:nope", "a::nope", "svg|a", "a:contains(x)", "[a!=b]", "a{}", "@a"],
)
async def test_what_a_browser_rejects_is_rejected(selector: str) -> None:
    page = StaticPage.parse("<a>x</a>")

    assert (await page.matches([selector]))[selector] is None
    assert page.unsupported == ()


@pytest.mark.parametrize("selector", ["a:hover", "a:is(:focus, b)", "a:is(:nope, a)", "p:modal"])
async def test_what_only_a_browser_knows_is_noted(selector: str) -> None:
    page = StaticPage.parse("<a>x</a>")

    assert (await page.matches([selector]))[selector] is None
    assert page.unsupported == (selector,)


@pytest.mark.parametrize("selector", ["a::before", "a:after", "::-webkit-scrollbar", "a::part(x)"])
async def test_pseudo_elements_match_nothing(selector: str) -> None:
    """Selectors Level 4, section 3.6: they are no elements."""
    assert (await StaticPage.parse("<a>x</a>").matches([selector]))[selector] == frozenset()


SELECTORS = (
    "*", "a", "BUTTON", ".a", ".a.b", "#pay", "#pay > *", "form .b", "label + input", "li ~ li",
    "button:nth-child(3)", "button:nth-child(1 of .b)", ":nth-last-child(2)", "li:first-child",
    ":is(#pay, li)", ":where(ul) li", "button:not(.b)", "form:has(> button)", ":root", ":empty",
    "[type=checkbox]", "[action^='/']", "[placeholder*=YOU i]", ":checked", ":disabled", ":enabled",
    ":is()", "a::before", "a:before", "html", "head > *", "body > :last-child", "a[[[", "svg|a",
    "a:nope", "", ":not()", "*|li", "form/**/button", "#pay/* x */.b", ":scope",
    "li:only-child", "[class~=b]", "[id|=mail]", "a:link", ":any-link", ":read-only", "p:lang(en)",
)  # fmt: skip
FACTS = """(selectors) => {
  const elements = [...document.querySelectorAll("*")].filter((e) => !e.closest("noscript *"));
  return {
    tags: elements.map((element) => element.localName),
    matches: selectors.map((selector) => {
      try {
        return elements.flatMap((e, index) => (e.matches(selector) ? [index] : []));
      } catch { return null; }
    }),
  };
}"""


async def test_the_static_engine_agrees_with_the_browser(blank_page: BrowserPage) -> None:
    html = f'{FORM}<a href="/x">X</a><p lang="en">P</p><fieldset disabled><input></fieldset>'
    page = StaticPage.parse(html)
    await blank_page.set_content(f"<!doctype html>{html}")
    live = await blank_page.evaluate(FACTS, list(SELECTORS))

    found = await page.matches(SELECTORS)

    assert [element.tag for element in page.elements] == live["tags"]
    differing = {
        selector: (found[selector], matched)
        for selector, matched in zip(SELECTORS, live["matches"], strict=True)
        if found[selector] != (None if matched is None else frozenset(matched))
    }
    assert differing == {}


@settings(deadline=None)
@given(
    st.text(alphabet=st.sampled_from("<>/=\"' abdiv#.[]:()slot-!\n\x00é"), max_size=80)
    | st.binary(max_size=60)
)
def test_any_text_is_a_page(html: str | bytes) -> None:
    page = StaticPage.parse(html)

    assert [element.tag for element in page.elements][:2] == ["html", "head"]
    for element in page.elements:
        assert element.parent is None or element.parent < len(page.elements)
        assert len(element.text) <= LONGEST_TEXT
        assert "\n" not in element.text
    json.dumps([dict(element.attributes) for element in page.elements])


def test_long_values_and_texts_are_cut() -> None:
    page = StaticPage.parse(f"<p title='{'x' * 900}'>{'word ' * 90}</p>")

    assert len(by_tag(page, "p").attributes["title"]) == LONGEST_VALUE
    assert len(by_tag(page, "p").text) == LONGEST_TEXT


async def test_paths_lead_to_their_elements() -> None:
    page = StaticPage.parse(f"{FORM}<p>a</p><p>b</p><div id='x y'></div><div id=twice></div>")

    found = await page.matches([element.path for element in page.elements])

    assert all(found[element.path] == {element.index} for element in page.elements)


async def test_a_page_of_thousands_is_matched_in_a_moment() -> None:
    rows = "".join(f"<li class='k k{n % 7}'><a href=/{n}>{n}</a></li>" for n in range(3_000))
    page = StaticPage.parse(f"<ul>{rows}</ul>")
    selectors = [f".k{n}:nth-child({n}) > a" for n in range(50)]

    begun = time.process_time()
    await page.matches(selectors)

    assert time.process_time() - begun < 5
