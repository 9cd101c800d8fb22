"""The one account of the shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._catalogue import Customer

if TYPE_CHECKING:
    import sqlite3


def find_account(connection: sqlite3.Connection) -> Customer | None:
    """The customer's account, or None once it has been deleted."""
    row = connection.execute("SELECT * FROM account").fetchone()
    return None if row is None else read_customer(row)


def delete_account(connection: sqlite3.Connection) -> None:
    """Forget the customer's profile; orders stay, as a shop must keep its books."""
    connection.execute("DELETE FROM account")


def read_customer(row: sqlite3.Row) -> Customer:
    """The customer named in a row of the account or of an order."""
    return Customer(row["name"], row["email"], row["address"], row["city"], row["postcode"])
