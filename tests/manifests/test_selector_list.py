"""Selector lists: cut at their own commas, and cut so that the browser sees the same list."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests._selector_list import split_selector_list

if TYPE_CHECKING:
    from playwright.async_api import Page

KNOWN = {
    "a": ("a",),
    " a , #b\t": ("a", "#b"),
    "a,b,a": ("a", "b"),
    "a,\n.b\r\n,\f#c": ("a", ".b", "#c"),
    ":is(a, b), c": (":is(a, b)", "c"),
    '[title="a, b"], c': ('[title="a, b"]', "c"),
    r"a\,b, c": (r"a\,b", "c"),
    "a /* x, y */ > i, b": ("a /* x, y */ > i", "b"),
    "a /* x, y */, b": ("a", "b"),
    # The space belongs to the escape.
    r".\31 , b": (r".\31 ", "b"),
    "": ("",),
    " ": ("",),
    "a,": ("a", ""),
    ",": ("",),
    "a[[[": ("a[[[",),
    "u+b, c": ("u+b", "c"),
    "a\0, b": ("a\ufffd", "b"),
}


@pytest.mark.parametrize(("text", "branches"), KNOWN.items(), ids=ascii)
def test_known_lists(text: str, branches: tuple[str, ...]) -> None:
    assert split_selector_list(text) == branches


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1.#:,()[]\\\"' \n\r\f/*\0é"), max_size=40))
def test_splitting_is_stable(text: str) -> None:
    for branch in split_selector_list(text):
        assert len(split_selector_list(branch)) == 1


def test_a_number_beyond_the_interpreter_stays_whole() -> None:
    text = "a, " + "9" * 5_000

    assert split_selector_list(text) == (text,)


async def test_the_browser_agrees(blank_page: Page) -> None:
    """Selectors Level 4, section 4.1: a list matches if a branch does, and is valid if all are."""
    chance = random.Random(3)
    parts = [
        "a",
        ".b",
        "#c",
        ",",
        ",",
        ", ",
        " ",
        "(",
        ")",
        ":is(",
        "[x",
        "]",
        '"',
        "'",
        "\\",
        "\\31 ",
    ]
    parts += ["\n", "/*", "*/", ":not(a, b)", "::before", "*", ">", "u+", "&", "|", ":", "-", "é"]
    texts = ["".join(chance.choices(parts, k=chance.randint(1, 7))) for _ in range(3_000)]

    answers = await blank_page.evaluate(
        """([texts, lists]) => {
          document.body.innerHTML = '<a id="c" class="b">';
          const target = document.getElementById("c");
          const ask = (selector) => {
            try { return target.matches(selector) } catch { return null }
          };
          return texts.map((text, at) => [ask(text), lists[at].map(ask)]);
        }""",
        [texts, [split_selector_list(text) for text in texts]],
    )

    wrong = [
        (text, whole, branches)
        for text, (whole, branches) in zip(texts, answers, strict=True)
        if whole != (None if None in branches else True in branches)
    ]
    assert wrong == []
    assert {None, True, False} == {whole for whole, _ in answers}
