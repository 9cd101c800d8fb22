"""From the cart through the checkout to the order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ._account import find_account
from ._carts import CartLine, list_lines, open_cart, remove_line, set_quantity
from ._checkout_form import CheckoutForm, prefilled_form, read_form
from ._orders import GIFT_WRAP_PRICE, list_orders, place_order
from ._refusal import Refusal
from ._site import Site, read_fields

if TYPE_CHECKING:
    from starlette.requests import Request


class OrderPages:
    """Cart, checkout and order pages of one shop."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """The addresses these pages answer at."""
        return [
            Route("/cart", self._cart),
            Route("/cart/{sku}", self._update, methods=["POST"]),
            Route("/cart/{sku}/remove", self._remove, methods=["POST"]),
            Route("/checkout", self._checkout),
            Route("/checkout", self._place_order, methods=["POST"]),
            Route("/orders/{number:int}", self._order),
        ]

    async def _cart(self, request: Request) -> Response:
        return self._cart_page(request)

    async def _update(self, request: Request) -> Response:
        fields = await read_fields(request)
        try:
            with self._site.database.transaction() as connection:
                cart = open_cart(connection, self._site.cart_token(request))
                set_quantity(
                    connection, cart, request.path_params["sku"], fields.get("quantity", "")
                )
        except Refusal as refusal:
            return self._cart_page(request, status=refusal.status, error=refusal.message)
        return self._site.see_other("/cart", cart, "Your cart is updated.")

    async def _remove(self, request: Request) -> Response:
        with self._site.database.transaction() as connection:
            cart = open_cart(connection, self._site.cart_token(request))
            remove_line(connection, cart, request.path_params["sku"])
        return self._site.see_other("/cart", cart, "Removed from your cart.")

    async def _checkout(self, request: Request) -> Response:
        with self._site.database.transaction() as connection:
            account = find_account(connection)
        return self._checkout_page(request, prefilled_form(account, _first_day()))

    async def _place_order(self, request: Request) -> Response:
        sent = await read_fields(request)
        form = read_form(sent, self._site.catalogue.deliveries, _first_day())
        if isinstance(form, CheckoutForm):
            return self._checkout_page(request, form, status=400)
        try:
            with self._site.database.transaction() as connection:
                number = place_order(connection, self._site.cart_token(request), form)
        except Refusal as refusal:
            return self._cart_page(request, status=refusal.status, error=refusal.message)
        return RedirectResponse(f"/orders/{number}", 303)

    async def _order(self, request: Request) -> Response:
        number = request.path_params["number"]
        with self._site.database.transaction() as connection:
            order = next((o for o in list_orders(connection) if o.id == number), None)
        if order is None:
            raise HTTPException(404)
        return self._site.page(request, "order.html", order=order)

    def _cart_page(
        self, request: Request, *, status: int = 200, error: str | None = None
    ) -> Response:
        lines = self._lines(request)
        return self._site.page(
            request,
            "cart.html",
            status=status,
            error=error,
            lines=lines,
            total=sum(line.total for line in lines),
        )

    def _checkout_page(
        self, request: Request, form: CheckoutForm, *, status: int = 200
    ) -> Response:
        lines = self._lines(request)
        return self._site.page(
            request,
            "checkout.html",
            status=status,
            form=form,
            lines=lines,
            total=sum(line.total for line in lines),
            deliveries=self._site.catalogue.deliveries,
            gift_wrap_price=GIFT_WRAP_PRICE,
            first_day=_first_day().isoformat(),
        )

    def _lines(self, request: Request) -> list[CartLine]:
        cart = self._site.cart_token(request)
        if cart is None:
            return []
        with self._site.database.transaction() as connection:
            return list_lines(connection, cart)


def _first_day() -> date:
    return datetime.now(UTC).date() + timedelta(days=1)
