"""Everything that is not a page: pictures, style and robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ._pictures import draw_picture

if TYPE_CHECKING:
    from starlette.requests import Request

    from ._site import Site

_MAX_AGE = "public, max-age=3600"
_ROBOTS = "User-agent: *\nDisallow: /account/delete\n"


class ResourceRoutes:
    """Pictures, static files and robots.txt of one shop."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[BaseRoute]:
        """The addresses these resources answer at."""
        return [
            Route("/robots.txt", self._robots),
            Route("/pictures/{slug}.svg", self._picture),
            Mount("/static", StaticFiles(packages=[("webagent.demo", "static")])),
        ]

    async def _robots(self, _: Request) -> Response:
        return PlainTextResponse(_ROBOTS, headers={"Cache-Control": _MAX_AGE})

    async def _picture(self, request: Request) -> Response:
        slug = request.path_params["slug"]
        product = next((p for p in self._site.catalogue.products if p.slug == slug), None)
        if product is None:
            raise HTTPException(404)
        svg = draw_picture(self._site.templates, product)
        return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": _MAX_AGE})
