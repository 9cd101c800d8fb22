"""Small real sites for tests: HTML by path, served on 127.0.0.1."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from webagent.local_server import serve_app

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator, Mapping

    from starlette.requests import Request

Resource: TypeAlias = "str | Response | Callable[[Request], Response | Awaitable[Response]]"
"""HTML, a ready response, or a function that makes one."""


@contextmanager
def serve_site(resources: Mapping[str, Resource] | str) -> Generator[str]:
    """Serve resources by path, or one page at `/`, and yield the address without a slash.

    A text that does not say `<html` or `<body` becomes the body of a page.
    """
    pages = {"/": resources} if isinstance(resources, str) else resources
    routes = [
        Route(path, _endpoint(resource), methods=["GET", "POST"])
        for path, resource in pages.items()
    ]
    with serve_app(Starlette(routes=routes)) as url:
        yield url


def _endpoint(resource: Resource) -> Callable[[Request], Response | Awaitable[Response]]:
    if isinstance(resource, str):
        html = resource if "<html" in resource or "<body" in resource else _page(resource)

        async def page(_request: Request) -> Response:
            return HTMLResponse(html)

        return page
    if isinstance(resource, Response):

        async def ready(_request: Request) -> Response:
            return resource

        return ready
    return resource


def _page(body: str) -> str:
    return f"<!doctype html><html><head><title>Test</title></head><body>{body}</body></html>"
