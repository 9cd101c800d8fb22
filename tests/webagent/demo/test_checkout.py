"""From the checkout form to the order in the books."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from webagent.demo import DemoShop

Fetch = Callable[[str], BeautifulSoup]
One = Callable[[BeautifulSoup, str], Tag]

# Two days ahead: still a valid day when midnight passes during the test.
DAY = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()
FORM = {
    "name": "Robin Ashdown",
    "email": "robin.ashdown@example.com",
    "address": "14 Orchard Lane",
    "city": "Bristol",
    "postcode": "BS6 5QT",
    "delivery": "express",
    "delivery_day": DAY,
    "gift_wrap": "yes",
}


@pytest.fixture
def full_cart(client: httpx.Client) -> httpx.Client:
    data = {"variant": "genmaicha-100-g", "quantity": "2"}
    assert client.post("/product/genmaicha/cart", data=data).status_code == 200
    return client


def test_the_form_knows_the_account(full_cart: httpx.Client, soup: Fetch, one: One) -> None:
    page = soup("/checkout")
    for name in ("name", "email", "address", "city", "postcode"):
        assert one(page, f"#checkout [name={name}]")["value"] == FORM[name]
    assert one(page, "#delivery option[selected]")["value"] == "standard"
    assert page.select("#checkout [type=checkbox][checked]") == []


def test_an_order_holds_what_was_agreed(shop: DemoShop, full_cart: httpx.Client) -> None:
    response = full_cart.post("/checkout", data=FORM)
    order = shop.orders()[0]
    assert [step.status_code for step in response.history] == [303]
    assert response.url.path == f"/orders/{order.id}" == "/orders/1003"
    assert [(line.sku, line.quantity, line.price) for line in order.lines] == [
        ("genmaicha-100-g", 2, 750)
    ]
    assert (order.customer.name, order.delivery_day) == ("Robin Ashdown", DAY)
    assert (order.gift_wrap, order.newsletter) == (True, False)
    assert (order.goods, order.delivery_price, order.gift_wrap_price) == (1500, 595, 150)
    assert order.total == 2245
    assert "£22.45" in response.text
    assert "Cart (0)" in response.text
    assert shop.cart_lines() == []


def test_goods_leave_the_shelf_and_prices_stay_agreed(shop: DemoShop, client: httpx.Client) -> None:
    data = {"variant": "cast-iron-kettle-1-2-l", "quantity": "3"}
    client.post("/product/cast-iron-kettle/cart", data=data)
    client.post("/checkout", data=FORM)
    assert "1.2 l — £72.00 (sold out)" in client.get("/product/cast-iron-kettle").text
    assert client.post("/product/cast-iron-kettle/cart", data=data).status_code == 409


def test_the_last_pack_goes_to_who_orders_first(shop: DemoShop, full_cart: httpx.Client) -> None:
    data = {"variant": "cast-iron-kettle-1-2-l", "quantity": "3"}
    full_cart.post("/product/cast-iron-kettle/cart", data=data)
    with httpx.Client(base_url=shop.url, follow_redirects=True, trust_env=False) as rival:
        rival.post("/product/cast-iron-kettle/cart", data=data)
        assert rival.post("/checkout", data=FORM).status_code == 200
    response = full_cart.post("/checkout", data=FORM)
    assert response.status_code == 409
    assert "Only 0 of Cast-Iron Kettle (1.2 l) left" in response.text
    assert len(shop.orders()) == 3


def test_an_empty_cart_cannot_be_ordered(shop: DemoShop, full_cart: httpx.Client) -> None:
    assert full_cart.post("/checkout", data=FORM).status_code == 200
    assert full_cart.post("/checkout", data=FORM).status_code == 409, "a form sent twice"
    # Another visitor, without any cookie, while somebody's cart is full.
    full_cart.post("/product/genmaicha/cart", data={"variant": "genmaicha-50-g", "quantity": "1"})
    assert httpx.post(f"{shop.url}/checkout", data=FORM, trust_env=False).status_code == 409
    assert len(shop.orders()) == 3
    assert len(shop.cart_lines()) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("name", "x" * 201),
        ("email", "robin"),
        ("email", "@"),
        ("postcode", ""),
        ("delivery", "drone"),
        ("delivery_day", ""),
        ("delivery_day", "tomorrow"),
        ("delivery_day", "2026-02-30"),
        ("delivery_day", "2020-01-01"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_ordered(
    shop: DemoShop, full_cart: httpx.Client, one: One, field: str, value: str
) -> None:
    response = full_cart.post("/checkout", data=FORM | {field: value})
    assert response.status_code == 400
    page = BeautifulSoup(response.text, "lxml")
    assert one(page, "[aria-invalid]")["name"] == field
    assert one(page, f"#{field}-error").get_text(strip=True)
    assert page.select_one("#gift_wrap[checked]"), "what was right stays filled in"
    assert len(shop.orders()) == 2
    assert len(shop.cart_lines()) == 1


def test_orders_are_in_the_account(soup: Fetch, full_cart: httpx.Client) -> None:
    full_cart.post("/checkout", data=FORM)
    links = [str(link["href"]) for link in soup("/account").select("td a, tbody th a")]
    assert links == ["/orders/1003", "/orders/1002", "/orders/1001"]


def test_deleting_the_account_leaves_a_shop_for_guests(
    shop: DemoShop, full_cart: httpx.Client, soup: Fetch, one: One
) -> None:
    assert shop.account_exists()
    assert full_cart.get("/account/delete").status_code == 405, "a link must not delete"
    assert shop.account_exists()
    assert "Your account is deleted." in full_cart.post("/account/delete").text
    assert not shop.account_exists()
    assert one(soup("/checkout"), "#name")["value"] == ""
    assert full_cart.post("/checkout", data=FORM).url.path == "/orders/1003"
