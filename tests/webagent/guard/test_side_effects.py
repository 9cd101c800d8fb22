"""Which addresses say that asking for them changes something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.guard._side_effects import side_effect


@pytest.mark.parametrize(
    "target",
    [
        "/logout", "/account/log-out", "/signOut", "/users/5/delete", "/item/remove/5",
        "https://a.example/newsletter/unsubscribe?u=1", "/?action=delete&id=5", "/cart?remove=3",
        "/?_method=DELETE", "/order/confirm", "/deleteItem", "/cart/removeItem.php?x",
        "/?add-to-cart=12", "/AddToCart", "/opt-out", "/delete.js?id=5", "/delete%20all",
        "/%64elete", "/konto/abmelden", "/panier/supprimer", "/carrito/eliminar",
    ],
)  # fmt: skip
def test_side_effects_are_seen(target: str) -> None:
    assert side_effect(target) is not None


@pytest.mark.parametrize(
    "target",
    [
        "/", "/products/tea", "/icons/delete.svg", "/static/confirm.js", "/login", "/log/outage",
        "/search?q=delete", "/blog/undeleted-scenes", "/about/signs-outside?x=1", "/cart",
        "/action/movies", "http://[bad", "/article?title=how+to+remove+stains",
    ],
)  # fmt: skip
def test_other_addresses_are_not(target: str) -> None:
    assert side_effect(target) is None


@given(st.text())
def test_any_text_is_judged(target: str) -> None:
    side_effect(target)
