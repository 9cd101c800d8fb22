"""Names that will be there after the next release, and those that will not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_manifests.generation._stable import css_string, looks_generated
from webagent_manifests.page import StaticPage


@pytest.mark.parametrize(
    "name",
    [
        "checkout", "delete-account", "login_form", "step2", "cart-2", "h1", "oauth2",
        "add-to-cart", "newsletterForm", "mp3player", "address1",
    ],
)  # fmt: skip
def test_names_that_people_give(name: str) -> None:
    assert not looks_generated(name)


@pytest.mark.parametrize(
    "name",
    [
        "", ":r1:", "ember123", "css-1x2y3z", "radix-3", "mui-42", "field_8f14e45fceea",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "a8Xk2P", "order-20261", "x" * 100,
        "react-select-2", "sc-bdVaJa1x", "Button__x7Kp2",
    ],
)  # fmt: skip
def test_names_that_programs_give(name: str) -> None:
    assert looks_generated(name)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
async def test_a_css_string_means_the_same_text(text: str) -> None:
    # CSS Syntax Level 3, section 4.3.5.
    page = StaticPage.parse("<p></p>")
    selector = f"[title={css_string(text)}]"
    assert (await page.matches([selector]))[selector] == frozenset()
