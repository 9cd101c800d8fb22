"""Any HTML at all can be observed, every printed ref resolves, and looking twice is the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from webagent_observation import Registry, observe

if TYPE_CHECKING:
    from playwright.async_api import Page

TAGS = (
    "a", "article", "b", "button", "canvas", "caption", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "iframe", "img", "input", "label",
    "legend", "li", "main", "nav", "ol", "option", "p", "section", "select", "slot", "span",
    "summary", "svg", "table", "td", "textarea", "th", "title", "tr", "ul", "x-y",
)  # fmt: skip

ATTRIBUTES = (
    "href=/x", "href", "disabled", "hidden", "checked", "open", "inert", "readonly", "multiple",
    "role=button", "role=heading", "role=row", "role=gridcell", "role=none", "role=iframe", "role",
    "aria-label=l", "aria-labelledby=i", "aria-hidden=true", "aria-checked=mixed", "aria-level=x",
    "aria-expanded=false", "aria-owns=i", "id=i", "for=i", "name=title", "name=method", "name=id",
    "name=children", "name=body", "title=t", "alt=a", "value=v", "type=checkbox",
    "type=radio", "type=hidden", "type=password", "type=range", "type=file", "type=image",
    "type=search", "style=display:none", "style=display:contents", "style=visibility:hidden",
    "style=position:absolute", "style=cursor:pointer", "onclick=0", "tabindex=0", "tabindex=-1",
    "contenteditable", "list=i", "form=i", "method=dialog", "action=http://[", "colspan=0",
    "srcdoc=<button>f</button>", "slot=s", "draggable=true", "lang=x",
)  # fmt: skip

TEXT = st.sampled_from(
    ["", " ", "a", "a b", "1", "10", "*", "|", "&lt;x&gt;", "\u2028", "é🍵", "<!-- c -->"]
)


@st.composite
def elements(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """One element with some attributes, closed or not."""
    tag = draw(st.sampled_from(TAGS))
    attributes = draw(st.lists(st.sampled_from(ATTRIBUTES), max_size=4))
    written = "".join(f" {attribute}" for attribute in attributes)
    closing = f"</{tag}>" if draw(st.integers(0, 9)) else ""
    return f"<{tag}{written}>{draw(inner)}{closing}"


HTML = st.recursive(
    TEXT,
    lambda inner: st.lists(st.one_of(TEXT, elements(inner)), min_size=1, max_size=5).map("".join),
    max_leaves=25,
)


@given(HTML)
@example("<svg><option onclick=0>x</option><area onclick=0></svg>")
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_any_html(page: Page, html: str) -> None:
    registry = Registry()
    await page.evaluate("html => { document.body.innerHTML = html }", html)
    observation = await observe(page, registry)
    # No text of these pages has a number in brackets.
    printed = [int(ref) for ref in re.findall(r"\[(\d+)\]", observation.text)]
    assert sorted(printed) == sorted(observation.refs)
    for ref in printed:
        assert await registry.element(ref)
        raw = await registry.inspect(ref)
        assert raw["role"] == observation.refs[ref].role
        assert raw["name"] == observation.refs[ref].name
    again = await observe(page, registry)
    assert again.text == observation.text
    assert again.fingerprint == observation.fingerprint
