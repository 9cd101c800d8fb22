"""How well texts fit phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.actors.baseline._words import likeness, stems, words


@pytest.mark.parametrize(
    ("phrase", "better", "worse"),
    [
        ("Ok", "Ok", "ok"),
        ("submit", "Submit", "Submit order"),
        ("cart", "Cart (2)", "Add to cart"),
        ("green tea", "Green teas", "Green tea whisk"),
        ("green tea", "Green tea whisk", "Best green tea"),
        ("green tea", "Best green tea", "Black tea, green label"),
        ("green tea", "Black tea, green label", "Black tea"),
        ("log in", "Login", "Log in with a code"),
        ("email", "E-mail", "E-mail me offers"),
        ("delete the account", "Delete account", "Account"),
    ],
)
def test_the_more_a_text_says_of_the_phrase_alone_the_better(
    phrase: str, better: str, worse: str
) -> None:
    assert likeness(phrase, better) > likeness(phrase, worse)


def test_crosses_are_the_letter_x() -> None:
    assert words("×") == words("x") == ("x",)


def test_singulars_leave_what_only_looks_like_a_plural() -> None:
    assert stems("teas boxes glasses berries bus glass") == (
        "tea", "box", "glass", "berry", "bus", "glass",
    )  # fmt: skip


@given(st.text(), st.text())
def test_likeness_is_a_share_and_an_empty_text_has_none(phrase: str, text: str) -> None:
    assert 0 <= likeness(phrase, text) <= 1
    assert likeness("", text) == likeness(phrase, "") == 0


@given(st.text().filter(str.strip))
def test_a_text_is_like_itself(text: str) -> None:
    assert likeness(text, text) == 1
