"""One small site on every kind of server that a manifest can be published from."""

# Django carries no types.
# pyright: basic, reportMissingTypeStubs=false

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from webagent_manifests.publishing import PermissionsMiddleware, WSGIPermissionsMiddleware

from webagent.local_server import serve_app

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator
    from pathlib import Path

    from django.http.response import HttpResponseBase

HTML = "text/html; charset=utf-8"
PAGE = b"<!doctype html><html lang=en><head><title>Tea</title></head><body>Tea</body></html>"


@dataclass(frozen=True, slots=True)
class Response:
    """What the site answers at a path; several chunks make it a stream of unknown length."""

    content_type: str
    chunks: tuple[bytes, ...]
    headers: tuple[tuple[str, str], ...] = field(default=())

    @property
    def body(self) -> bytes:
        """The whole body."""
        return b"".join(self.chunks)


SITE = {
    "/page": Response(HTML, (PAGE,), (("ETag", '"p1"'),)),
    "/stream": Response(HTML, tuple(PAGE[i : i + 7] for i in range(0, len(PAGE), 7))),
    "/fragment": Response(HTML, (b"<li>One more tea</li>",)),
    "/has-one": Response(
        HTML,
        (b"<html><head><link rel='agent-permissions' href=/mine.json></head><body></body></html>",),
    ),
    "/text": Response("text/plain; charset=utf-8", (b"<html><head></head></html>",)),
    "/preloads": Response(HTML, (PAGE,), (("Link", "</tea.css>; rel=preload; as=style"),)),
    "/own": Response(HTML, (PAGE,), (("Link", '</mine.json>; rel="agent-permissions"'),)),
    "/compressed": Response(HTML, (gzip.compress(PAGE, mtime=0),), (("Content-Encoding", "gzip"),)),
    "/empty": Response(HTML, (b"",)),
}


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@contextmanager
def serve_wsgi(app: Callable[..., Iterable[bytes]]) -> Generator[str]:
    """Serve a WSGI application on a free port and yield its address."""
    server: WSGIServer = make_server("127.0.0.1", 0, app, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def on_asgi(manifest: Path | bytes, **options: Any) -> Generator[str]:
    """Serve the site as a bare ASGI application."""

    async def site(scope: Any, _receive: Any, send: Any) -> None:
        response = SITE[scope["path"]]
        headers = [(b"content-type", response.content_type.encode())]
        headers += [(n.lower().encode(), v.encode()) for n, v in response.headers]
        if len(response.chunks) == 1:
            headers.append((b"content-length", str(len(response.body)).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        if scope["method"] != "HEAD":
            for chunk in response.chunks:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    with serve_app(PermissionsMiddleware(site, manifest, **options)) as url:
        yield url


@contextmanager
def on_wsgi(manifest: Path | bytes, **options: Any) -> Generator[str]:
    """Serve the site as a bare WSGI application, which starts with its first chunk."""

    def site(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        response = SITE[environ["PATH_INFO"]]
        headers = [("Content-Type", response.content_type), *response.headers]
        if len(response.chunks) == 1:
            headers.append(("Content-Length", str(len(response.body))))
        start_response("200 OK", headers)
        if environ["REQUEST_METHOD"] != "HEAD":
            yield from response.chunks

    with serve_wsgi(WSGIPermissionsMiddleware(site, manifest, **options)) as url:
        yield url


@contextmanager
def on_flask(manifest: Path | bytes, **options: Any) -> Generator[str]:
    """Serve the site as a Flask application."""
    import flask
    from webagent_manifests.publishing.flask import AgentPermissions

    app = flask.Flask("tea")

    @app.get("/<name>")
    def page(name: str) -> flask.Response:  # pyright: ignore[reportUnusedFunction]
        response = SITE[f"/{name}"]
        body = response.body if len(response.chunks) == 1 else iter(response.chunks)
        return flask.Response(
            body, content_type=response.content_type, headers=list(response.headers)
        )

    AgentPermissions(app, manifest, **options)
    with serve_wsgi(app) as url:
        yield url


def _set_up_django() -> None:
    import django
    from django.conf import settings
    from django.core.handlers.asgi import ASGIRequest
    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
    from django.urls import path

    def page(request: HttpRequest, name: str) -> HttpResponseBase:
        response = SITE[f"/{name}"]
        content_type, headers = response.content_type, dict(response.headers)
        if len(response.chunks) == 1:
            return HttpResponse(
                response.body,
                content_type=content_type,
                headers={**headers, "Content-Length": str(len(response.body))},
            )
        chunks = (
            _one_by_one(response.chunks)
            if isinstance(request, ASGIRequest)
            else iter(response.chunks)
        )
        return StreamingHttpResponse(chunks, content_type=content_type, headers=headers)

    if not settings.configured:
        settings.configure(
            ALLOWED_HOSTS=["127.0.0.1"],
            MIDDLEWARE=["webagent_manifests.publishing.django.PermissionsMiddleware"],
            ROOT_URLCONF=(path("<slug:name>", page),),
            LOGGING_CONFIG=None,
        )
        django.setup()


async def _one_by_one(chunks: Iterable[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


@contextmanager
def on_django(manifest: Path | bytes, **options: Any) -> Generator[str]:
    """Serve the site as a Django project under WSGI."""
    _set_up_django()
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import override_settings

    with override_settings(AGENT_PERMISSIONS=manifest, AGENT_PERMISSIONS_OPTIONS=options):
        handler: Any = WSGIHandler()
    with serve_wsgi(handler) as url:
        yield url


@contextmanager
def on_async_django(manifest: Path | bytes, **options: Any) -> Generator[str]:
    """Serve the site as a Django project under ASGI."""
    _set_up_django()
    from django.core.handlers.asgi import ASGIHandler
    from django.test import override_settings

    with override_settings(AGENT_PERMISSIONS=manifest, AGENT_PERMISSIONS_OPTIONS=options):
        handler = ASGIHandler()
    with serve_app(handler) as url:
        yield url


SERVERS = {
    "asgi": on_asgi,
    "wsgi": on_wsgi,
    "flask": on_flask,
    "django": on_django,
    "async django": on_async_django,
}
