"""The manifest on a WSGI server (PEP 3333): Flask, Django, Bottle, Pyramid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeAlias

from ._publisher import Headers, MarkedResponse, Publisher

if TYPE_CHECKING:
    from ._document import Source

Environ: TypeAlias = dict[str, Any]
StartResponse: TypeAlias = Callable[..., Callable[[bytes], object]]
WSGIApp: TypeAlias = Callable[[Environ, StartResponse], Iterable[bytes]]


class WSGIPermissionsMiddleware:
    """Publishes a manifest in front of a WSGI application; see Publisher for the options.

    Raises NotPublishable at once when the manifest is not valid.
    """

    def __init__(
        self,
        app: WSGIApp,
        manifest: Source,
        *,
        alias: bool = False,
        max_age: int = 3600,
        inject_link: bool = False,
        reload: bool = False,
    ) -> None:
        self._app = app
        self._publisher = Publisher(
            manifest, alias=alias, max_age=max_age, inject_link=inject_link, reload=reload
        )

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer for the manifest; pass everything else on to the application."""
        method = str(environ["REQUEST_METHOD"])
        answer = self._publisher.answer(
            method,
            _text(environ.get("PATH_INFO", "")),
            lambda name: environ.get("HTTP_" + name.upper().replace("-", "_")),
        )
        if answer is not None:
            start_response(_status_line(answer.status), answer.headers)
            return [answer.body] if answer.body else []
        root = _text(environ.get("SCRIPT_NAME", "")).rstrip("/")
        response = _Response(self._publisher, method, root, start_response)
        chunks = self._app(environ, response.start)
        # An application that has not started yet may still turn out to need the injector.
        return chunks if response.is_plain() else _Body(chunks, response)


class _Response:
    """What the application starts, held back as long as its Content-Length may change."""

    def __init__(
        self, publisher: Publisher, method: str, root: str, start_response: StartResponse
    ) -> None:
        self._publisher = publisher
        self._method = method
        self._root = root
        self._start_response = start_response
        self._page: MarkedResponse | None = None
        self._waiting: tuple[str, tuple[Any, ...]] | None = None
        self._server_write: Callable[[bytes], object] | None = None

    def start(self, status: str, headers: Headers, *exc_info: Any) -> Callable[[bytes], object]:
        """Be the application's `start_response`."""
        self._page = self._publisher.mark(self._method, int(status[:3]), headers, self._root)
        self._waiting = (status, exc_info)
        if self._page.injector is None or not _has_length(headers) or self.is_started():
            self._release()
        return self._write

    def is_plain(self) -> bool:
        """Whether the body needs no one's attention."""
        return self._page is not None and self._page.injector is None

    def is_started(self) -> bool:
        """Whether the server knows status and headers."""
        return self._server_write is not None

    def pass_on(self, chunk: bytes) -> bytes:
        """Return what can be sent after this chunk, whose response has been started then."""
        if self._page is None or self._page.injector is None:
            return chunk
        out = self._page.injector.feed(chunk)
        if self._page.injector.decided:
            self._release()
        return out

    def finish(self) -> bytes:
        """Return what was held back, at the end of the body."""
        if self._page is None or self._page.injector is None:
            return b""
        out = self._page.injector.finish()
        self._release()
        return out

    def _release(self) -> None:
        if self._waiting is not None and self._page is not None:
            (status, exc_info), self._waiting = self._waiting, None
            self._server_write = self._start_response(status, self._page.lengthened(), *exc_info)

    def _write(self, data: bytes) -> None:
        out = self.pass_on(data)
        if self._server_write is not None:
            self._server_write(out)


class _Body:
    """The application's chunks through the injector; closes them as PEP 3333 asks."""

    def __init__(self, chunks: Iterable[bytes], response: _Response) -> None:
        self._chunks = chunks
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            out = self._response.pass_on(chunk)
            # PEP 3333, "Middleware Handling of Block Boundaries": one chunk in, one out. Before
            # the start there is nothing a server could take.
            if self._response.is_started():
                yield out
        rest = self._response.finish()
        if rest:
            yield rest

    def close(self) -> None:
        close = getattr(self._chunks, "close", None)
        if close is not None:
            close()


def _text(value: str) -> str:
    """Decode a path: a WSGI string holds bytes as Latin-1."""
    return value.encode("latin-1").decode("utf-8", "replace")


def _has_length(headers: Headers) -> bool:
    return any(name.lower() == "content-length" for name, _ in headers)


def _status_line(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase}"
