"""Everything that is not a page: pictures, style, robots.txt and the permission manifest."""

from __future__ import annotations

import hashlib
from importlib import resources
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
    """Pictures, static files, robots.txt and the permission manifest of one shop."""

    def __init__(self, site: Site) -> None:
        self._site = site
        manifest = resources.files("webagent.demo").joinpath("agent-permissions.json")
        self._manifest = manifest.read_bytes()
        self._etag = f'"{hashlib.sha256(self._manifest).hexdigest()[:32]}"'

    def routes(self) -> list[BaseRoute]:
        """The addresses these resources answer at."""
        return [
            Route("/.well-known/agent-permissions.json", self._permissions),
            Route("/robots.txt", self._robots),
            Route("/pictures/{slug}.svg", self._picture),
            Mount("/static", StaticFiles(packages=[("webagent.demo", "static")])),
        ]

    async def _permissions(self, request: Request) -> Response:
        headers = {"ETag": self._etag, "Cache-Control": _MAX_AGE}
        if _matches(request.headers.get("if-none-match", ""), self._etag):
            return Response(status_code=304, headers=headers)
        return Response(self._manifest, media_type="application/json", headers=headers)

    async def _robots(self, _: Request) -> Response:
        return PlainTextResponse(_ROBOTS, headers={"Cache-Control": _MAX_AGE})

    async def _picture(self, request: Request) -> Response:
        slug = request.path_params["slug"]
        product = next((p for p in self._site.catalogue.products if p.slug == slug), None)
        if product is None:
            raise HTTPException(404)
        svg = draw_picture(self._site.templates, product)
        return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": _MAX_AGE})


def _matches(if_none_match: str, etag: str) -> bool:
    """Whether the client's copy is current: weak comparison, RFC 9110 section 13.1.2."""
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return "*" in tags or etag in tags
