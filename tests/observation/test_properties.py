"""What must hold of any page: all words can be read, all controls can be acted on, by live refs."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from webagent_observation import Registry, observe

if TYPE_CHECKING:
    from playwright.async_api import Page

TAGS = (
    "article", "b", "blockquote", "button", "code", "dd", "details", "div", "dl", "dt", "em",
    "fieldset", "figcaption", "figure", "form", "h2", "label", "legend", "li", "main", "nav", "ol",
    "p", "pre", "section", "small", "span", "summary", "table", "td", "th", "tr", "ul", "x-y",
)  # fmt: skip

CONTROLS = (
    "<a href=/x>word </a>", "<button>word </button>", "<button></button>", "<button disabled>word "
    "</button>", "<input value='word '>", "<input type=checkbox>", "<input type=radio checked>",
    "<input type=range>", "<input type=submit>", "<input type=file>", "<input type=hidden>",
    "<input type=date>", "<select><option>word <option>word </select>", "<textarea>word</textarea>",
    "<select multiple><option>word </select>", "<a href=/x><h2>word </h2></a>", "<a href=/x></a>",
    "<label>word <input></label>", "<summary>word </summary>",
)  # fmt: skip

ATTRIBUTES = (
    "style=display:none", "style=display:flex", "style=display:inline-block",
    "style=visibility:hidden", "style=float:right", "style=position:relative", "open", "hidden",
    "role=none", "role=group", "role=list", "role=listitem", "role=row", "role=cell", "onclick=0",
    "role=heading", "role=status", "role=button", "role=tab", "role=option", "tabindex=0", "inert",
    "style=cursor:pointer", "colspan=3", "rowspan=2",
)  # fmt: skip


@st.composite
def elements(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """One element, with an attribute or without."""
    tag = draw(st.sampled_from(TAGS))
    attribute = draw(st.sampled_from(("", "", "", *(f" {one}" for one in ATTRIBUTES))))
    return f"<{tag}{attribute}>{draw(inner)}</{tag}>"


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A body in which no word comes twice."""
    leaves = st.sampled_from(("word ", "word word ", "word<br>", " ", *CONTROLS))
    parts = st.recursive(
        leaves,
        lambda inner: st.lists(st.one_of(leaves, elements(inner)), max_size=5).map("".join),
        max_leaves=20,
    )
    numbers = count(1)
    return re.sub("word", lambda _: f"w{next(numbers)}w", draw(parts))


# What a person could use: shown, not disabled, and not too small to be hit.
USABLE = """(handles) => [...document.body.querySelectorAll(
    "a[href], button, input, select, textarea, details > summary:first-of-type")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true })
    && element.type !== "hidden" && !element.matches(":disabled") && !element.closest("[inert]")
    && element.getBoundingClientRect().width > 1 && element.getBoundingClientRect().height > 1
    && !handles.some((handle) => handle === element))
  .map((element) => element.outerHTML)"""


@given(pages())
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_nothing_is_lost(page: Page, html: str) -> None:
    registry = Registry()
    await page.evaluate("html => { document.body.innerHTML = html }", html)
    observation = await observe(page, registry)
    handles = [await registry.element(ref) for ref in observation.refs]
    assert await page.evaluate(USABLE, handles) == []
    told = Counter(re.findall(r"w\d+w", observation.text))
    readable = Counter(re.findall(r"w\d+w", await page.evaluate("document.body.innerText")))
    assert not readable - told
    again = await observe(page, registry)
    assert again.text == observation.text
