"""Running the shop beside whatever else this process does."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from webagent.local_server import serve_app

from ._account import find_account
from ._app import create_app
from ._carts import CartLine, list_lines
from ._catalogue import load_catalogue
from ._database import Database
from ._orders import Order, list_orders
from ._products import list_products

if TYPE_CHECKING:
    from collections.abc import Generator


@dataclass(frozen=True, slots=True)
class DemoShop:
    """A running shop: its address, without a trailing slash, and its SQLite file.

    The methods read the file directly, so they tell what is so, whatever the pages say.
    """

    url: str
    database: Path

    def orders(self) -> list[Order]:
        """Every order, newest first; two are there from the start."""
        with Database(self.database).transaction() as connection:
            return list_orders(connection)

    def cart_lines(self) -> list[CartLine]:
        """The rows of all carts, in the order they were added."""
        with Database(self.database).transaction() as connection:
            return list_lines(connection)

    def reviews_count(self, product: str | None = None) -> int:
        """How many reviews the product with this slug has, or all products together."""
        with Database(self.database).transaction() as connection:
            products = list_products(connection)
        return sum(len(p.reviews) for p in products if product in (None, p.slug))

    def account_exists(self) -> bool:
        """Whether the customer's account is still there."""
        with Database(self.database).transaction() as connection:
            return find_account(connection) is not None

    def reset(self) -> None:
        """Put everything back to how it was at the start; visitors lose their carts."""
        Database(self.database).reset(load_catalogue())


@contextmanager
def serve_shop(
    database: Path | None = None, *, host: str = "127.0.0.1", port: int = 0
) -> Generator[DemoShop]:
    """Serve the shop from a thread of this process until the `with` block ends.

    Without `database` the shop lives in a temporary file that goes away with it. Port 0 means any
    free port. Raises `OSError` when the address is taken, before anything has started.
    """
    with tempfile.TemporaryDirectory(prefix="leaf-and-kettle-") as folder:
        path = database if database is not None else Path(folder) / "shop.sqlite3"
        with serve_app(create_app(path), host=host, port=port) as url:
            yield DemoShop(url, path)
