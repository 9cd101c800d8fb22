"""Articles: an item each, one in another, so that it shows what answers what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.observation.looking import lines_of
from tests.observation.simplified import control, frame_of, lines, page_of, raw, simplified

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry


def article(*children: Any, **fields: Any) -> Any:
    return raw("article", *children, **fields)


ARTICLES = {
    "one alone gives way": ([raw("main", "a", article("b", "c"))], ["main", " a", " b", " c"]),
    "side by side": ([article("a", "b"), article("c")], ["- a", "  b", "- c"]),
    "in what says nothing": (
        [raw("group", article(text="a")), raw("group", article(text="b"))],
        ["- a", "- b"],
    ),
    "one in another": (
        [article("a", article("b", article(text="c"), article(text="d")))],
        ["- a", "  - b", "    - c", "    - d"],
    ),
    "with a name": (
        [article("a", name="By Ann"), article("b", article("c"), name="By Bob")],
        ['article "By Ann"', " a", 'article "By Bob"', " b", " - c"],
    ),
    "to act on": (
        [control("article", "", 1, "a"), article("b")],
        ['article [1] shows "a"', "- b"],
    ),
    "in a feed": ([raw("feed", article("a"), name="News")], ['feed "News"', " - a"]),
    "in the items of a list": (
        [raw("list", raw("listitem", article("a")), raw("listitem", article("b", "c")))],
        ["- a", "- b", "  c"],
    ),
    "in something to act on": (
        [control("clickable", "Tea", 1, article("a", control("link", "b", 2)))],
        ['clickable [1] "Tea"', " a", ' link [2] "b"'],
    ),
    "empty": ([article(), article("a")], ["a"]),
}


@pytest.mark.parametrize(("parts", "told"), ARTICLES.values(), ids=ARTICLES)
def test_articles(parts: list[Any], told: list[str]) -> None:
    assert lines(*parts) == told


def test_one_alone_in_a_frame() -> None:
    page = page_of(raw("iframe", id=1), inner={1: frame_of([article("a")])})
    assert [node.role for node in simplified(*page.main.children)] == ["iframe"]
    (frame,) = simplified(raw("iframe", id=1), inner={1: frame_of([article("a")])})
    assert [node.role for node in frame.children] == ["text"]


async def test_who_answers_whom(page: Page, registry: Registry) -> None:
    html = """<main><article><h1>Computers</h1></article><section>
      <article><p>Ann: A TI-83.</p><button>Reply</button>
        <div><article><p>Bob: Mine, too.</p></article></div></article>
      <article><p>Cid: An abacus.</p></article></section></main>"""
    assert await lines_of(page, registry, html) == [
        "main",
        ' - heading 1 "Computers"',
        " - Ann: A TI-83.",
        '   button [1] "Reply"',
        "   - Bob: Mine, too.",
        " - Cid: An abacus.",
    ]
