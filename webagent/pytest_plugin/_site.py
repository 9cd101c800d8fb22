"""Sites of a test's own, on this machine."""

from __future__ import annotations

import inspect
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

_HOST = "127.0.0.1"


class ServeSite(Protocol):
    """Serves a site until the test is over, and returns its address."""

    def __call__(self, site: object, /) -> str:
        """Serve an ASGI or WSGI application, a folder of files, or pages by path.

        The address has no trailing slash. A mapping such as `{"/": "<h1>Tea</h1>"}` holds HTML.
        An application that is an `async` callable is taken for ASGI, any other for WSGI (PEP 3333).

        Raises:
            TypeError: it is none of these.
            FileNotFoundError: there is no such folder.
            RuntimeError: the application says that it can't start.
        """
        ...


@contextmanager
def serve(site: object) -> Generator[str]:
    """Serve a site and yield its address; see `ServeSite`."""
    if isinstance(site, (str, Path)):
        serving = _serve_asgi(_folder(Path(site)))
    elif isinstance(site, dict):
        serving = _serve_asgi(_pages(cast("dict[str, str]", site)))
    elif not callable(site):
        raise TypeError(f"No site can be made of {site!r}: give an application, a folder or pages.")
    elif _is_asgi(site):
        serving = _serve_asgi(site)
    else:
        serving = _serve_wsgi(site)
    with serving as address:
        yield address


def _is_asgi(app: Any) -> bool:
    return inspect.iscoroutinefunction(app) or inspect.iscoroutinefunction(
        getattr(app, "__call__", None)  # noqa: B004 - the method itself is looked at
    )


@contextmanager
def _serve_asgi(app: Any) -> Generator[str]:
    from webagent.local_server import serve_app

    with serve_app(app, host=_HOST, lifespan=True) as address:
        yield address


@contextmanager
def _serve_wsgi(app: Any) -> Generator[str]:
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

    class Server(ThreadingMixIn, WSGIServer):
        daemon_threads = True
        block_on_close = False

    class Handler(WSGIRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing: a test's output is its own."""

    with make_server(_HOST, 0, app, server_class=Server, handler_class=Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://{_HOST}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join(timeout=10)


def _folder(path: Path) -> object:
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    if not path.is_dir():
        raise FileNotFoundError(f"There is no folder {path}.")
    return Starlette(routes=[Mount("/", StaticFiles(directory=path, html=True))])


def _pages(pages: Mapping[str, str]) -> object:
    from starlette.applications import Starlette
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    def answering(html: str) -> Any:
        async def answer(_request: object) -> HTMLResponse:
            return HTMLResponse(html)

        return answer

    return Starlette(routes=[Route(path, answering(html)) for path, html in pages.items()])
