"""What every page shares: the catalogue, the database, the templates and the visitor's cart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse

from ._carts import list_lines, set_notice, take_notice
from ._money import format_price
from ._products import list_products

if TYPE_CHECKING:
    from starlette.requests import Request

    from ._catalogue import Catalogue, Product
    from ._database import Database

_COOKIE = "cart"


@dataclass(frozen=True, slots=True)
class Site:
    """One running shop, as its pages see it."""

    catalogue: Catalogue
    database: Database
    templates: Environment

    def page(
        self, request: Request, template: str, *, status: int = 200, **context: object
    ) -> HTMLResponse:
        """Render a full page, with the visitor's cart count and the notice left for this page."""
        cart = self.cart_token(request)
        notice, count = None, 0
        if cart is not None:
            with self.database.transaction() as connection:
                notice = take_notice(connection, cart)
                count = sum(line.quantity for line in list_lines(connection, cart))
        return self.fragment(
            template,
            status=status,
            categories=self.catalogue.categories,
            path=request.url.path,
            notice=notice,
            cart_count=count,
            **context,
        )

    def fragment(self, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
        """Render a document that stands without the shop's header."""
        html = self.templates.get_template(template).render(context)
        # A page shows the cart of this moment: going back must not show an older one.
        return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})

    def products(self) -> list[Product]:
        """Every product in shelf order."""
        with self.database.transaction() as connection:
            return list_products(connection)

    def cart_token(self, request: Request) -> str | None:
        """The token of the visitor's cart, which may be one the shop does not know."""
        return request.cookies.get(_COOKIE)

    def see_other(self, url: str, cart: str, notice: str) -> RedirectResponse:
        """Answer a POST: send the visitor on, with a notice for the next page."""
        with self.database.transaction() as connection:
            set_notice(connection, cart, notice)
        response = RedirectResponse(url, 303)
        response.set_cookie(_COOKIE, cart, httponly=True, samesite="lax")
        return response


def make_templates() -> Environment:
    """The shop's templates: everything is escaped, and a missing value is an error."""
    environment = Environment(
        loader=PackageLoader("webagent.demo"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["price"] = format_price
    environment.filters["day"] = _format_day
    return environment


async def read_fields(request: Request) -> dict[str, str]:
    """The text fields of a posted form; uploaded files are no part of this shop."""
    async with request.form() as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _format_day(text: str) -> str:
    day = date.fromisoformat(text[:10])
    return f"{day.day} {day:%B %Y}"
