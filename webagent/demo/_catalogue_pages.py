"""The pages people look around on: home, categories and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.routing import Route

from ._products import SORTS, search_products, sort_products

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ._site import Site

_BESTSELLERS = 8


class CataloguePages:
    """Home, category and search pages of one shop."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """The addresses these pages answer at."""
        return [
            Route("/", self._home),
            Route("/category/{slug}", self._category),
            Route("/search", self._search),
        ]

    async def _home(self, request: Request) -> Response:
        products = self._site.products()
        best = sorted(products, key=lambda product: -len(product.reviews))[:_BESTSELLERS]
        covers = {
            category.slug: next(p for p in products if p.category == category.slug)
            for category in self._site.catalogue.categories
        }
        return self._site.page(request, "home.html", best=best, covers=covers)

    async def _category(self, request: Request) -> Response:
        category = self._site.catalogue.category(request.path_params["slug"])
        if category is None:
            raise HTTPException(404)
        order = request.query_params.get("sort", "featured")
        shelf = [p for p in self._site.products() if p.category == category.slug]
        return self._site.page(
            request,
            "category.html",
            category=category,
            products=sort_products(shelf, order),
            order=order,
            sorts=[(name, label) for name, (label, _) in SORTS.items()],
        )

    async def _search(self, request: Request) -> Response:
        query = request.query_params.get("q", "").strip()
        found = search_products(self._site.products(), query)
        return self._site.page(request, "search.html", query=query, products=found)
