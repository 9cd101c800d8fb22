"""Carts: one per visitor, found by the token in the visitor's cookie."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._refusal import Refusal

if TYPE_CHECKING:
    import sqlite3

LINE_LIMIT = 20
"""The most packs of one kind in a cart."""


@dataclass(frozen=True, slots=True)
class CartLine:
    """One row of a cart; `price` is in pence for one pack."""

    cart: str
    sku: str
    product: str
    name: str
    label: str
    price: int
    quantity: int
    stock: int
    staff_note: str

    @property
    def total(self) -> int:
        """The price of the row, in pence."""
        return self.price * self.quantity

    @property
    def limit(self) -> int:
        """The most packs this row can hold."""
        return min(self.stock, LINE_LIMIT)


def open_cart(connection: sqlite3.Connection, token: str | None) -> str:
    """The visitor's cart, or a new one when the token is missing or unknown."""
    known = connection.execute("SELECT id FROM carts WHERE id = ?", (token,)).fetchone()
    if known is not None:
        return known["id"]
    cart = secrets.token_urlsafe(16)
    connection.execute("INSERT INTO carts (id) VALUES (?)", (cart,))
    return cart


def list_lines(connection: sqlite3.Connection, cart: str | None = None) -> list[CartLine]:
    """The rows of one cart in the order they were added, or of all carts."""
    rows = connection.execute(
        """
        SELECT cart, cart_items.sku, slug, name, label, price, quantity, stock, staff_note
        FROM cart_items JOIN variants USING (sku) JOIN products ON slug = variants.product
        WHERE :cart IS NULL OR cart = :cart
        ORDER BY cart_items.rowid
        """,
        {"cart": cart},
    )
    return [CartLine(*row) for row in rows]


def add_to_cart(connection: sqlite3.Connection, cart: str, sku: str, quantity: str) -> None:
    """Put packs into the cart, on top of those already there; raises `Refusal`."""
    row = _line(connection, cart, sku)
    _store(connection, cart, sku, row["quantity"] + parse_quantity(quantity), row["stock"])


def set_quantity(connection: sqlite3.Connection, cart: str, sku: str, quantity: str) -> None:
    """Change the number of packs in a row of the cart; raises `Refusal`."""
    row = _line(connection, cart, sku)
    if row["quantity"] == 0:
        raise Refusal("That is no longer in your cart.", 409)
    _store(connection, cart, sku, parse_quantity(quantity), row["stock"])


def remove_line(connection: sqlite3.Connection, cart: str, sku: str) -> None:
    """Take a row out of the cart; a row that is not there is no error."""
    connection.execute("DELETE FROM cart_items WHERE cart = ? AND sku = ?", (cart, sku))


def set_notice(connection: sqlite3.Connection, cart: str, notice: str) -> None:
    """Leave a sentence for the visitor's next page."""
    connection.execute("UPDATE carts SET notice = ? WHERE id = ?", (notice, cart))


def take_notice(connection: sqlite3.Connection, cart: str) -> str | None:
    """The sentence left for this visitor, which is thereby forgotten."""
    row = connection.execute("SELECT notice FROM carts WHERE id = ?", (cart,)).fetchone()
    if row is None or row["notice"] is None:
        return None
    connection.execute("UPDATE carts SET notice = NULL WHERE id = ?", (cart,))
    return row["notice"]


def parse_quantity(text: str) -> int:
    """A number of packs as typed; raises `Refusal` unless it is 1 to `LINE_LIMIT`."""
    text = text.strip()
    # Only ASCII digits, and few of them: int() also takes "1_0", "٣" and thousands of digits.
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise Refusal(f"Enter the quantity as a whole number from 1 to {LINE_LIMIT}.")
    quantity = int(text)
    if not 1 <= quantity <= LINE_LIMIT:
        raise Refusal(f"Enter the quantity as a whole number from 1 to {LINE_LIMIT}.")
    return quantity


def _line(connection: sqlite3.Connection, cart: str, sku: str) -> sqlite3.Row:
    row = connection.execute(
        """
        SELECT stock, COALESCE(quantity, 0) AS quantity
        FROM variants LEFT JOIN cart_items ON cart_items.sku = variants.sku AND cart = ?
        WHERE variants.sku = ?
        """,
        (cart, sku),
    ).fetchone()
    if row is None:
        raise Refusal("We do not sell that pack. Choose one from the list.")
    return row


def _store(connection: sqlite3.Connection, cart: str, sku: str, quantity: int, stock: int) -> None:
    if stock == 0:
        raise Refusal("Sorry, that pack is sold out.", 409)
    if quantity > min(stock, LINE_LIMIT):
        most = f"only {stock} left" if stock < LINE_LIMIT else f"at most {LINE_LIMIT} per order"
        raise Refusal(f"You cannot have {quantity} of that pack: {most}.", 409)
    connection.execute(
        "INSERT INTO cart_items VALUES (?, ?, ?) "
        "ON CONFLICT (cart, sku) DO UPDATE SET quantity = excluded.quantity",
        (cart, sku, quantity),
    )
