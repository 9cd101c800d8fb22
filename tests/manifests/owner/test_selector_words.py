"""Selectors in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_manifests.owner._selector_words import in_words, subject_tag


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        ("*", "everything"),
        ("a", "links"),
        ("a[href]", "links"),
        ("#buy", "the element #buy"),
        ("button#buy", "the button #buy"),
        ("button.danger", "buttons with class danger"),
        (".a.b", "elements with classes a and b"),
        ("#checkout form", "forms inside #checkout"),
        ("form#f > input[type=password]", "password fields directly inside the form #f"),
        ("nav .x a", "links inside elements with class x inside the navigation"),
        ("input[name='q']", "input fields with name “q”"),
        ("[data-x]", "elements with attribute data-x"),
        ("x-card", "x-card elements"),
        ("a, #b", "links and the element #b"),
        ("a, a", "links"),
        # Everything is inside of the body: the word is only there for priority.
        ("body #pay", "the element #pay"),
        ("body > main a", "links inside the main content directly inside the page's body"),
        ("#admin, #admin *", "the element #admin with everything inside"),
        ("#admin *, a", "everything inside #admin and links"),
        ("#buy:not(.off)", "the element #buy (but not elements with class off)"),
        (
            "#buy:not(.off, .off *)",
            "the element #buy (but not elements with class off with everything inside)",
        ),
        ("#buy:not(.off, #no)", "the element #buy (with exceptions)"),
        # What is not plain is shown as it was written.
        ("a ~ b", "`a ~ b`"),
        ("input[name='card no']", "`input[name='card no']`"),
        (":is(a, b)", "`:is(a, b)`"),
        ("a:not(:is(b))", "`a:not(:is(b))`"),
        ("a[[[", "`a[[[`"),
        ("", "``"),
        ("#caf\\e9", "`#caf\\e9`"),
        ("a b c d", "`a b c d`"),
        ("a\x1b[31m", "`a\ufffd[31m`"),
    ],
)
def test_a_selector_in_words(selector: str, words: str) -> None:
    assert in_words([selector]) == words


@given(st.text(max_size=80))
def test_any_text_comes_back_printable_and_short(selector: str) -> None:
    words = in_words([selector])

    assert words.isprintable()
    assert len(words) < 1_000


@pytest.mark.parametrize(
    ("selector", "tag"),
    [("form.x", "form"), ("#a > BUTTON", "button"), (".x", ""), ("*", ""), ("a:hover", "")],
)
def test_the_tag_of_the_subject(selector: str, tag: str) -> None:
    assert subject_tag(selector) == tag
