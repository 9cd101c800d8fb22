"""The customer's account and the shop finder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from ._account import delete_account, find_account
from ._carts import open_cart
from ._orders import list_orders

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ._site import Site


class AccountPages:
    """Account and shop finder pages of one shop."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """The addresses these pages answer at."""
        return [
            Route("/account", self._account),
            Route("/account/delete", self._delete, methods=["POST"]),
            Route("/stores", self._stores),
            Route("/stores/map", self._map),
        ]

    async def _account(self, request: Request) -> Response:
        with self._site.database.transaction() as connection:
            account, orders = find_account(connection), list_orders(connection)
        return self._site.page(request, "account.html", account=account, orders=orders)

    async def _delete(self, request: Request) -> Response:
        with self._site.database.transaction() as connection:
            delete_account(connection)
            cart = open_cart(connection, self._site.cart_token(request))
        return self._site.see_other("/account", cart, "Your account is deleted.")

    async def _stores(self, request: Request) -> Response:
        return self._site.page(request, "stores.html")

    async def _map(self, request: Request) -> Response:
        shops = self._site.catalogue.shops
        city = request.query_params.get("city", "")
        return self._site.fragment(
            "map.html",
            city=city,
            cities=sorted({shop.city for shop in shops}),
            all_shops=shops,
            shops=[shop for shop in shops if city in ("", shop.city)],
        )
