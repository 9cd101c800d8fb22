"""Specificity: known answers of Selectors Level 4, section 17, and no failure on junk."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests._specificity import specificity

KNOWN = {
    "": (0, 0, 0),
    "*": (0, 0, 0),
    "li": (0, 0, 1),
    "ul li": (0, 0, 2),
    "ul ol+li": (0, 0, 3),
    "h1 + *[rel=up]": (0, 1, 1),
    "ul ol li.red": (0, 1, 3),
    "li.red.level": (0, 2, 1),
    "#x34y": (1, 0, 0),
    "#s12:not(foo)": (1, 0, 1),
    ".foo :is(.bar, #baz)": (1, 1, 0),
    "a:hover": (0, 1, 1),
    "a > b ~ c": (0, 0, 3),
    "a, #b, .c": (1, 0, 0),
    # Pseudo-elements, the legacy ones with one colon included.
    "a::before": (0, 0, 2),
    "a:before": (0, 0, 2),
    "a:FIRST-Letter": (0, 0, 2),
    "::placeholder": (0, 0, 1),
    "::slotted(.a)": (0, 1, 1),
    "::part(label)": (0, 0, 1),
    # Functions that take the specificity of their arguments.
    ":is(em, #foo)": (1, 0, 0),
    ":IS(em, #foo)": (1, 0, 0),
    ":not(em, strong#foo)": (1, 0, 1),
    ":has(> img.a)": (0, 1, 1),
    ":where(em, #foo#bar#baz)": (0, 0, 0),
    ":where(#a) b": (0, 0, 1),
    ":is(:not(:is(.a .b, i)))": (0, 2, 0),
    ":is(::before, em)": (0, 0, 1),
    ":is()": (0, 0, 0),
    # Functions that count as a pseudo-class besides.
    ":nth-child(even)": (0, 1, 0),
    ":nth-child(2n+1)": (0, 1, 0),
    "a:nth-child(2n+1 of .x)": (0, 2, 1),
    ":nth-child(even of li, .item)": (0, 2, 0),
    ":nth-last-child(-n+3 OF #a b)": (1, 1, 1),
    ":nth-of-type(2n)": (0, 1, 0),
    ":lang(en, de)": (0, 1, 0),
    ":host": (0, 1, 0),
    ":host(#a.b)": (1, 2, 0),
    ":host-context(main)": (0, 1, 1),
    # Namespaces.
    "svg|a": (0, 0, 1),
    "*|a": (0, 0, 1),
    "|a": (0, 0, 1),
    "svg|*": (0, 0, 0),
    "*|*": (0, 0, 0),
    "[xlink|href]": (0, 1, 0),
    "svg|a.b > c": (0, 1, 2),
    # Escapes hide delimiters.
    r".a\.b": (0, 1, 0),
    r"a\:hover": (0, 0, 1),
    r".\31 0": (0, 1, 0),
    r"#a\#b": (1, 0, 0),
    r"\,": (0, 0, 1),
    # Delimiters in attributes and comments are content.
    "[a='#b .c, d']": (0, 1, 0),
    "[a=b][c|=d]": (0, 2, 0),
    "a/* #b */.c": (0, 1, 1),
    # Not a unicode-range: CSS Syntax Level 3 has dropped that token.
    "u+abbr": (0, 0, 2),
    "U+a.b": (0, 1, 2),
}


@pytest.mark.parametrize(("selector", "expected"), KNOWN.items(), ids=KNOWN)
def test_known_answers(selector: str, expected: tuple[int, int, int]) -> None:
    assert specificity(selector) == expected


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1.#:|*>+~,()[]{}\\\"' \n=/&-%@!u\0é"), max_size=40))
def test_junk_never_raises(selector: str) -> None:
    assert all(count >= 0 for count in specificity(selector))


@settings(deadline=None)
@given(st.text())
def test_any_text_never_raises(selector: str) -> None:
    assert len(specificity(selector)) == 3


@pytest.mark.parametrize("junk", [":is(" * 50_000, "[" * 50_000, "(" * 50_000, "9" * 5_000])
def test_monsters_never_raise(junk: str) -> None:
    assert len(specificity(junk)) == 3
