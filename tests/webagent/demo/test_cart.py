"""The cart: adding, changing, removing, and everything that must be refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest
from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from webagent.demo import DemoShop

Fetch = Callable[[str], BeautifulSoup]
One = Callable[[BeautifulSoup, str], Tag]

BANCHA = "/product/kirishima-bancha"


def add(
    client: httpx.Client, variant: str = "kirishima-bancha-50-g", quantity: str = "2"
) -> httpx.Response:
    product = "/product/" + "-".join(variant.split("-")[:2])
    return client.post(f"{product}/cart", data={"variant": variant, "quantity": quantity})


def rows(shop: DemoShop) -> list[tuple[str, int]]:
    return [(line.sku, line.quantity) for line in shop.cart_lines()]


def test_adding_redirects_says_so_once_and_counts(
    shop: DemoShop, client: httpx.Client, soup: Fetch, one: One
) -> None:
    response = add(client)
    assert [step.status_code for step in response.history] == [303]
    page = BeautifulSoup(response.text, "lxml")
    said = one(page, "[role=status]").get_text()
    assert said == "Added 2 × Kirishima Bancha (50 g) to your cart."
    assert one(page, ".cart-link").get_text() == "Cart (2)"
    assert soup(BANCHA).select("[role=status]") == []
    assert rows(shop) == [("kirishima-bancha-50-g", 2)]


def test_adding_again_adds_up_and_sizes_have_their_own_row_and_price(
    shop: DemoShop, client: httpx.Client
) -> None:
    add(client)
    add(client, quantity="1")
    add(client, variant="kirishima-bancha-100-g", quantity="1")
    assert [(line.label, line.quantity, line.total) for line in shop.cart_lines()] == [
        ("50 g", 3, 1080),
        ("100 g", 1, 640),
    ]


def test_a_cart_belongs_to_its_visitor(shop: DemoShop, client: httpx.Client) -> None:
    add(client)
    other = httpx.get(f"{shop.url}/cart", trust_env=False)
    assert "There is nothing in it yet" in other.text
    assert "Cart (0)" in other.text


def test_a_cookie_of_an_unknown_cart_is_no_cart(shop: DemoShop, client: httpx.Client) -> None:
    add(client)
    shop.reset()
    assert "Cart (0)" in client.get("/cart").text
    add(client)
    assert rows(shop) == [("kirishima-bancha-50-g", 2)]


def test_change_and_remove(shop: DemoShop, client: httpx.Client, soup: Fetch) -> None:
    add(client)
    client.post("/cart/kirishima-bancha-50-g", data={"quantity": "5"})
    assert rows(shop) == [("kirishima-bancha-50-g", 5)]
    assert "£18.00" in soup("/cart").get_text()
    client.post("/cart/kirishima-bancha-50-g/remove")
    assert rows(shop) == []


@pytest.mark.parametrize(
    "quantity", ["", "0", "-1", "1.5", "two", "1e1", "21", "999", "1_0", "٣", "9" * 5000, "1\x00"]
)
def test_a_bad_quantity_is_refused_in_place(
    shop: DemoShop, client: httpx.Client, one: One, quantity: str
) -> None:
    response = add(client, quantity=quantity)
    assert response.status_code == 400
    page = BeautifulSoup(response.text, "lxml")
    assert "whole number from 1 to 20" in one(page, "[role=alert]").get_text()
    add(client)
    response = client.post("/cart/kirishima-bancha-50-g", data={"quantity": quantity})
    assert response.status_code == 400
    assert rows(shop) == [("kirishima-bancha-50-g", 2)]


def test_more_than_the_shelf_holds_is_refused(shop: DemoShop, client: httpx.Client) -> None:
    assert add(client, "uji-gyokuro-100-g", "5").status_code == 200
    response = add(client, "uji-gyokuro-100-g", "1")
    assert response.status_code == 409
    assert "only 5 left" in response.text
    assert rows(shop) == [("uji-gyokuro-100-g", 5)]


def test_sold_out_cannot_be_bought_even_with_a_forged_post(
    shop: DemoShop, client: httpx.Client, soup: Fetch, one: One
) -> None:
    button = one(soup("/product/kyoto-hojicha"), "#add-to-cart button")
    assert button.get_text() == "Sold out"
    assert button.has_attr("disabled")
    response = add(client, "kyoto-hojicha-50-g", "1")
    assert response.status_code == 409
    assert "sold out" in response.text
    assert add(client, "dragon-well-250-g", "1").status_code == 409
    assert rows(shop) == []


def test_a_pack_of_another_product_or_of_none_is_refused(
    shop: DemoShop, client: httpx.Client
) -> None:
    for variant in ("everyday-sencha-50-g", "' OR 1=1 --", ""):
        response = client.post(f"{BANCHA}/cart", data={"variant": variant, "quantity": "1"})
        assert response.status_code == 400
    assert client.post("/cart/nothing", data={"quantity": "1"}).status_code == 400
    assert client.post("/cart/genmaicha-50-g", data={"quantity": "1"}).status_code == 409
    assert rows(shop) == []
