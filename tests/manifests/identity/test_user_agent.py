"""The User-Agent that says who asks."""

from __future__ import annotations

import pytest
from webagent_manifests.identity import IdentityError, user_agent


def test_it_names_the_product_and_who_is_responsible() -> None:
    assert user_agent(version="0.1.0") == "polite-webagent/0.1.0"
    assert (
        user_agent("tea-bot", version="2", contact_url="https://tea.example/bot?a=1")
        == "tea-bot/2 (+https://tea.example/bot?a=1)"
    )
    assert user_agent(version="1", contact_url="mailto:me@tea.example").endswith(
        "(+mailto:me@tea.example)"
    )


@pytest.mark.parametrize("product", ["", "two words", "Mozilla/5.0 (X11)", "a\r\nb", "tée"])
def test_products_are_tokens(product: str) -> None:
    """RFC 9110, section 10.1.5."""
    with pytest.raises(IdentityError, match="User-Agent"):
        user_agent(product, version="1")


@pytest.mark.parametrize(
    "contact", ["", "tea.example", "javascript:alert(1)", "https://a.example/)x(", "https://a b/"]
)
def test_contacts_are_addresses_that_a_comment_can_hold(contact: str) -> None:
    with pytest.raises(IdentityError, match="address"):
        user_agent(version="1", contact_url=contact)
