"""The shop as an ASGI application."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from webagent_manifests.publishing import PermissionsMiddleware

from ._account_pages import AccountPages
from ._catalogue import load_catalogue
from ._catalogue_pages import CataloguePages
from ._database import Database
from ._order_pages import OrderPages
from ._product_pages import ProductPages
from ._resources import ResourceRoutes
from ._site import Site, make_templates

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response


def create_app(database: Path) -> Starlette:
    """The shop over the SQLite file at `database`, which is created and filled when empty.

    Raises `sqlite3.OperationalError` when the file cannot be opened.
    """
    site = Site(load_catalogue(), Database(database), make_templates())
    site.database.prepare(site.catalogue)

    async def error_page(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # the only class it is registered for
        response = site.page(
            request,
            "error.html",
            status=error.status_code,
            reason=error.detail,
            missing=error.status_code == 404,
        )
        response.headers.update(error.headers or {})
        return response

    return Starlette(
        routes=[
            *CataloguePages(site).routes(),
            *ProductPages(site).routes(),
            *OrderPages(site).routes(),
            *AccountPages(site).routes(),
            *ResourceRoutes(site).routes(),
        ],
        exception_handlers={HTTPException: error_page},
        middleware=[Middleware(PermissionsMiddleware, manifest=_manifest())],
    )


def _manifest() -> bytes:
    return resources.files("webagent.demo").joinpath("agent-permissions.json").read_bytes()
