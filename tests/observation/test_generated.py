"""Text that style sheets add (CSS Content 3; accname 1.2, step 2F.ii)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import Response
from webagent_observation import observe

from tests.observation.looking import look_at, look_at_body
from tests.observation.told import told_of
from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry


def before(rule: str, element: str = "<p t>x</p>") -> str:
    """Return a body with a rule of style and an element it may apply to."""
    return f"<style>{rule}</style>{element}"


CLAUSES = {
    "strings": {
        before("p::before { content: 'New ' }"): "New ",
        before("p:before { content: 'New' ' one' }"): "New one",
        before(r"p::before { content: 'a\"b\\c\2192' }"): 'a"b\\c→',
        before("p::before { content: '' }"): "",
        before("p::before { content: none }"): "",
        before("p::after { content: 'New' }"): "",
        before("p { content: 'New' }"): "",
    },
    "attributes, variables, quotes": {
        before("p::before { content: attr(data-x) '!' }", "<p t data-x=Sale>x</p>"): "Sale!",
        before("p { --sign: '✓' } p::before { content: var(--sign) }"): "✓",
        before("p::before { content: var(--none, 'or') }"): "or",
        before("p { quotes: '«' '»' } p::before { content: open-quote }"): "«",
        "<q>x</q>": "“",
    },
    "alternative text (CSS Content 3, section 1.2)": {
        before("p::before { content: '→' / 'Next' }"): "Next ",
        before("p::before { content: '→' / '' }"): "",
        before("p::before { content: url(x.png) / 'Logo' }"): "Logo ",
        before("p::before { content: 'a / b' }"): "a / b",
    },
    "what is no text": {
        before(r"p::before { content: '\f001' }"): "",
        before(r"p::before { content: '\a0 \200b' }"): "",
        before("p::before { content: url(x.png) }"): "",
        before("p::before { content: counter(n) '. ' }"): "",
        before("p::before { content: 'x'; display: none }"): "",
        before("p::before { content: 'x'; visibility: hidden }"): "",
    },
    "boxes of their own": {before("p::before { content: 'x'; display: block }"): "x "},
    "selectors": {
        before("i, p::before, b { content: 'x' }"): "x",
        before("::before { content: 'x' }"): "x",
        before("*::before { content: 'x' }"): "x",
        before("div > ::before { content: 'x' }", "<div><p t>y</p></div>"): "x",
        before("p:not(.a, .b)::before { content: 'x' }"): "x",
        before("p:hover::before { content: 'x' }"): "",
        before(".other::before { content: 'x' }"): "",
        before("p[title='a & b']::before { content: 'x' }", "<p t title='a & b'>y</p>"): "x",
    },
    "conditions": {
        before("@media screen { p::before { content: 'x' } }"): "x",
        before("@media print { p::before { content: 'x' } }"): "",
        before("@supports (color: red) { @layer a { p::before { content: 'x' } } }"): "x",
        before("@scope (div) { p::before { content: 'x' } }", "<div><p t>y</p></div>"): "x",
        before("@scope (p) { :scope::before { content: 'x' } }"): "x",
    },
    "nesting (CSS Nesting 1)": {
        before("p { &::before { content: 'x' } }"): "x",
        before("div { p::before { content: 'x' } }", "<div><p t>y</p></div>"): "x",
        before("div { > p::before { content: 'x' } }", "<div><p t>y</p></div>"): "x",
        before("p { @media screen { &::before { content: 'x' } } }"): "x",
        before("p::before { @media screen { content: 'x' } }"): "x",
        before("p { &.a, &:not(.a) { &::before { content: 'x' } } }"): "x",
    },
}


@pytest.mark.parametrize("cases", CLAUSES.values(), ids=CLAUSES)
async def test_text_before(page: Page, cases: dict[str, str]) -> None:
    told = await told_of(page, cases)
    assert {body: one.before for body, one in told.items()} == cases


async def test_text_after(page: Page) -> None:
    body = before("p::after { content: ' *' }")
    assert (await told_of(page, [body]))[body].after == " *"


async def test_names_and_text_have_it(page: Page, registry: Registry) -> None:
    html = (
        "<style>.r::after { content: ' *' } .b::before { content: '(new) ' }</style>"
        "<label class=r for=f>Name</label><input id=f><a href=/x class=b>Tea</a><p class=b>Cup</p>"
    )
    observation = await look_at_body(page, registry, html)
    assert [node.name for node in observation.refs.values()] == ["Name *", "(new) Tea"]
    assert "(new) Cup" in observation.text


SHADOW = {
    "of its own": "<style>b::before { content: 'x' }</style><b>y</b>",
    "of the host": "<style>:host::before { content: 'x' }</style>",
    "of some hosts": "<style>:host(div)::before { content: 'x' }</style>",
    "below some hosts": "<style>:host(div) b::before { content: 'x' }</style><b>y</b>",
    "of what is slotted": "<style>::slotted(i)::before { content: 'x' }</style><slot></slot>",
    "of a part, from outside": "<b part=label>y</b>",
}


@pytest.mark.parametrize("inner", SHADOW.values(), ids=SHADOW)
async def test_in_shadow_trees(page: Page, registry: Registry, inner: str) -> None:
    html = (
        "<style>div::part(label)::before { content: 'x' }</style><div id=h><i>z</i></div>"
        f"<script>h.attachShadow({{mode: 'open'}}).innerHTML = `{inner}`</script>"
    )
    assert "x" in (await look_at(page, registry, html)).text


async def test_in_adopted_style_sheets(page: Page, registry: Registry) -> None:
    await look_at_body(page, registry, "<p>y</p>")
    await page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("p::before { content: 'x' }");
          document.adoptedStyleSheets.push(sheet);
        }"""
    )
    try:
        assert (await observe(page, registry)).text == "xy"
    finally:
        await page.evaluate("document.adoptedStyleSheets = []")


async def test_in_imported_style_sheets(page: Page, registry: Registry) -> None:
    site = {
        "/": "<style>@import '/a.css';</style><p>y</p>",
        "/a.css": Response("p::before { content: 'x' }", media_type="text/css"),
    }
    assert (await look_at(page, registry, site)).text == "xy"


async def test_in_style_sheets_of_other_origins(page: Page, registry: Registry) -> None:
    # CSSOM: the rules of a sheet of another origin can't be read; what they do can.
    sheet = Response("p::before { content: 'x' }", media_type="text/css")
    with serve_site({"/a.css": sheet}) as elsewhere:
        link = f"<link rel=stylesheet href='{elsewhere}/a.css'>"
        assert (await look_at(page, registry, f"{link}<p>y</p>")).text == "xy"


async def test_rules_that_come_later(page: Page, registry: Registry) -> None:
    await look_at_body(page, registry, "<style>b { color: red }</style><p>y</p>")
    await page.evaluate(
        "document.querySelector('style').sheet.insertRule('p::before { content: \"x\" }')"
    )
    registry.forget()
    assert (await observe(page, registry)).text == "xy"


async def test_an_element_that_a_rule_matches_later(page: Page, registry: Registry) -> None:
    html = "<style>.n::before { content: 'x' }</style><p>y</p>"
    assert (await look_at_body(page, registry, html)).text == "y"
    await page.evaluate("document.querySelector('p').className = 'n'")
    assert (await observe(page, registry)).text == "xy"
