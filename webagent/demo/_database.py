"""The shop's one SQLite file: opened for each piece of work, seeded once, reset at will."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from ._catalogue import Catalogue

# Children before parents, so that foreign keys hold while a reset deletes.
_TABLES = (
    "order_items",
    "orders",
    "cart_items",
    "carts",
    "reviews",
    "variants",
    "products",
    "account",
)
_FIRST_ORDER = 1001


@dataclass(frozen=True, slots=True)
class Database:
    """The SQLite file at `path`; safe to use from any thread, as no connection is kept."""

    path: Path

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """A connection whose work is committed whole at the end, or not at all.

        Raises `sqlite3.OperationalError` when the file cannot be opened.
        """
        with closing(sqlite3.connect(self.path, isolation_level=None, timeout=5)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            # The rows of a demo need not survive a power cut, and a sync can cost 50 ms.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def prepare(self, catalogue: Catalogue) -> None:
        """Create the tables, and fill them from `catalogue` unless there are products already."""
        schema = resources.files("webagent.demo").joinpath("schema.sql").read_text("utf-8")
        with closing(sqlite3.connect(self.path, timeout=5)) as connection:
            connection.executescript(schema)
        with self.transaction() as connection:
            if connection.execute("SELECT 1 FROM products").fetchone() is None:
                _seed(connection, catalogue)

    def reset(self, catalogue: Catalogue) -> None:
        """Forget everything that happened and fill the tables from `catalogue` again."""
        with self.transaction() as connection:
            for table in _TABLES:
                connection.execute(f"DELETE FROM {table}")
            _seed(connection, catalogue)


def _seed(connection: sqlite3.Connection, catalogue: Catalogue) -> None:
    customer = catalogue.customer
    connection.execute(
        "INSERT INTO account VALUES (1, ?, ?, ?, ?, ?)",
        (customer.name, customer.email, customer.address, customer.city, customer.postcode),
    )
    for position, product in enumerate(catalogue.products):
        connection.execute(
            "INSERT INTO products VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                product.slug,
                position,
                product.name,
                product.category,
                product.origin,
                product.summary,
                product.description,
                product.ingredients,
                product.staff_note,
                product.picture.shape,
                product.picture.colour,
                product.picture.accent,
                json.dumps(product.guide),
            ),
        )
        connection.executemany(
            "INSERT INTO variants VALUES (?, ?, ?, ?, ?, ?)",
            [
                (variant.sku, product.slug, index, variant.label, variant.price, variant.stock)
                for index, variant in enumerate(product.variants)
            ],
        )
        connection.executemany(
            "INSERT INTO reviews (product, author, rating, day, text) VALUES (?, ?, ?, ?, ?)",
            [
                (product.slug, review.author, review.rating, review.day, review.text)
                for review in product.reviews
            ],
        )
    _seed_orders(connection, catalogue)


def _seed_orders(connection: sqlite3.Connection, catalogue: Catalogue) -> None:
    customer = catalogue.customer
    deliveries = {delivery.slug: delivery for delivery in catalogue.deliveries}
    packs = {
        variant.sku: (product, variant)
        for product in catalogue.products
        for variant in product.variants
    }
    for number, order in enumerate(catalogue.past_orders, start=_FIRST_ORDER):
        delivery = deliveries[order.delivery]
        connection.execute(
            "INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)",
            (
                number,
                order.placed_at,
                customer.name,
                customer.email,
                customer.address,
                customer.city,
                customer.postcode,
                delivery.name,
                delivery.price,
                order.delivery_day,
            ),
        )
        for sku, quantity in order.items:
            product, variant = packs[sku]
            connection.execute(
                "INSERT INTO order_items VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    sku,
                    product.slug,
                    product.name,
                    variant.label,
                    variant.price,
                    quantity,
                ),
            )
