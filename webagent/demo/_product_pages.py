"""The product page, and the two forms on it: add to cart and write a review."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.routing import Route

from ._account import find_account
from ._carts import LINE_LIMIT, add_to_cart, open_cart
from ._products import REVIEW_LIMIT, add_review, parse_review
from ._refusal import Refusal
from ._site import Site, read_fields

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ._catalogue import Product


class ProductPages:
    """The product pages of one shop."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """The addresses these pages answer at."""
        return [
            Route("/product/{slug}", self._show),
            Route("/product/{slug}/cart", self._add_to_cart, methods=["POST"]),
            Route("/product/{slug}/reviews", self._review, methods=["POST"]),
        ]

    async def _show(self, request: Request) -> Response:
        return self._page(request, self._product(request))

    async def _add_to_cart(self, request: Request) -> Response:
        product = self._product(request)
        fields = await read_fields(request)
        sku, quantity = fields.get("variant", ""), fields.get("quantity", "")
        try:
            variant = next((v for v in product.variants if v.sku == sku), None)
            if variant is None:
                raise Refusal("Choose one of the sizes in the list.")
            with self._site.database.transaction() as connection:
                cart = open_cart(connection, self._site.cart_token(request))
                add_to_cart(connection, cart, sku, quantity)
        except Refusal as refusal:
            return self._page(
                request,
                product,
                status=refusal.status,
                cart_error=refusal.message,
                chosen=sku,
                quantity=quantity,
            )
        notice = f"Added {quantity.strip()} × {product.name} ({variant.label}) to your cart."
        return self._site.see_other(f"/product/{product.slug}", cart, notice)

    async def _review(self, request: Request) -> Response:
        product = self._product(request)
        fields = await read_fields(request)
        rating, text = fields.get("rating", ""), fields.get("text", "")
        try:
            with self._site.database.transaction() as connection:
                account = find_account(connection)
                author = account.name if account else "A customer"
                today = datetime.now(UTC).date().isoformat()
                add_review(connection, product.slug, parse_review(author, today, rating, text))
                cart = open_cart(connection, self._site.cart_token(request))
        except Refusal as refusal:
            return self._page(
                request,
                product,
                status=refusal.status,
                review_error=refusal.message,
                rating=rating,
                text=text,
            )
        notice = "Thank you, your review is on the page."
        return self._site.see_other(f"/product/{product.slug}", cart, notice)

    def _product(self, request: Request) -> Product:
        slug = request.path_params["slug"]
        product = next((p for p in self._site.products() if p.slug == slug), None)
        if product is None:
            raise HTTPException(404)
        return product

    def _page(
        self,
        request: Request,
        product: Product,
        *,
        status: int = 200,
        cart_error: str | None = None,
        chosen: str = "",
        quantity: str = "1",
        review_error: str | None = None,
        rating: str = "",
        text: str = "",
    ) -> Response:
        return self._site.page(
            request,
            "product.html",
            status=status,
            product=product,
            category=self._site.catalogue.category(product.category),
            line_limit=LINE_LIMIT,
            review_limit=REVIEW_LIMIT,
            cart_error=cart_error,
            chosen=chosen,
            quantity=quantity,
            review_error=review_error,
            rating=rating,
            text=text,
        )
