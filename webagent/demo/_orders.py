"""Orders: what was agreed at the checkout."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ._account import read_customer
from ._carts import list_lines
from ._refusal import Refusal

if TYPE_CHECKING:
    import sqlite3

    from ._catalogue import Customer, DeliveryMethod

GIFT_WRAP_PRICE = 150
"""The price of gift wrap, in pence."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """What the customer decided at the checkout."""

    customer: Customer
    delivery: DeliveryMethod
    delivery_day: date
    gift_wrap: bool
    newsletter: bool


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One row of an order; `price` is in pence for one pack."""

    sku: str
    product: str
    name: str
    label: str
    price: int
    quantity: int

    @property
    def total(self) -> int:
        """The price of the row, in pence."""
        return self.price * self.quantity


@dataclass(frozen=True, slots=True)
class Order:
    """An order; prices are in pence, `placed_at` is ISO 8601 in UTC, `delivery_day` a date."""

    id: int
    placed_at: str
    customer: Customer
    delivery: str
    delivery_price: int
    delivery_day: str
    gift_wrap: bool
    gift_wrap_price: int
    newsletter: bool
    lines: tuple[OrderLine, ...]

    @property
    def goods(self) -> int:
        """The price of the goods alone, in pence."""
        return sum(line.total for line in self.lines)

    @property
    def total(self) -> int:
        """What the customer pays, in pence."""
        return self.goods + self.delivery_price + self.gift_wrap_price


def place_order(connection: sqlite3.Connection, cart: str | None, checkout: Checkout) -> int:
    """Turn the cart into an order, take the goods off the shelf and return the order's number.

    Raises `Refusal` when the cart is empty or holds more than the shelf does.
    """
    # A visitor without a cart must not be read as "all carts".
    lines = list_lines(connection, cart) if cart else []
    if not lines:
        raise Refusal("Your cart is empty, so there is nothing to order.", 409)
    for line in lines:
        if line.quantity > line.stock:
            raise Refusal(
                f"Only {line.stock} of {line.name} ({line.label}) left. Change your cart.", 409
            )
    placed_at = datetime.now(UTC).isoformat(timespec="seconds")
    gift_wrap_price = GIFT_WRAP_PRICE if checkout.gift_wrap else 0
    number = connection.execute(
        "INSERT INTO orders VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            placed_at,
            *astuple(checkout.customer),
            checkout.delivery.name,
            checkout.delivery.price,
            checkout.delivery_day.isoformat(),
            checkout.gift_wrap,
            gift_wrap_price,
            checkout.newsletter,
        ),
    ).fetchone()["id"]
    for line in lines:
        connection.execute(
            "INSERT INTO order_items VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, line.sku, line.product, line.name, line.label, line.price, line.quantity),
        )
        connection.execute(
            "UPDATE variants SET stock = stock - ? WHERE sku = ?", (line.quantity, line.sku)
        )
    connection.execute("DELETE FROM cart_items WHERE cart = ?", (cart,))
    return number


def list_orders(connection: sqlite3.Connection) -> list[Order]:
    """Every order, newest first."""
    lines: dict[int, list[OrderLine]] = {}
    for row in connection.execute("SELECT * FROM order_items ORDER BY rowid"):
        lines.setdefault(row["order_id"], []).append(OrderLine(*tuple(row)[1:]))
    return [
        Order(
            id=row["id"],
            placed_at=row["placed_at"],
            customer=read_customer(row),
            delivery=row["delivery"],
            delivery_price=row["delivery_price"],
            delivery_day=row["delivery_day"],
            gift_wrap=bool(row["gift_wrap"]),
            gift_wrap_price=row["gift_wrap_price"],
            newsletter=bool(row["newsletter"]),
            lines=tuple(lines[row["id"]]),
        )
        for row in connection.execute("SELECT * FROM orders ORDER BY id DESC")
    ]
