"""What PEP 3333 lets an application do, seen through the middleware."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any
from wsgiref.validate import validator

import httpx
import pytest
from webagent_manifests.publishing import WSGIPermissionsMiddleware, link_tag

from tests.manifests.publishing.sites import PAGE, SITE, serve_wsgi
from tests.manifests.publishing.test_document import GOOD

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKED = PAGE.replace(b"<head>", b"<head>" + link_tag().encode())
HEADERS = [("Content-Type", "text/html; charset=utf-8")]
LENGTH = [*HEADERS, ("Content-Length", str(len(PAGE)))]


def _get(app: Any, **options: Any) -> httpx.Response:
    """Return what a client gets, with a referee on both sides of the middleware."""
    options = {"inject_link": True, **options}
    middleware = WSGIPermissionsMiddleware(validator(app), GOOD, **options)
    with serve_wsgi(validator(middleware)) as url:
        return httpx.get(url)


@pytest.mark.parametrize("headers", [HEADERS, LENGTH])
@pytest.mark.parametrize("size", [len(PAGE), 20, 3])
def test_pages_go_through_in_chunks(headers: list[tuple[str, str]], size: int) -> None:
    def site(_environ: Any, start_response: Any) -> Iterator[bytes]:
        start_response("200 OK", list(headers))
        yield from (PAGE[i : i + size] for i in range(0, len(PAGE), size))

    answer = _get(site)
    assert answer.content == MARKED
    if headers is LENGTH:
        assert answer.headers["content-length"] == str(len(MARKED))


@pytest.mark.parametrize("headers", [HEADERS, LENGTH])
def test_pages_are_written_by_the_older_way(headers: list[tuple[str, str]]) -> None:
    """PEP 3333, "The write() Callable"."""

    def site(_environ: Any, start_response: Any) -> list[bytes]:
        write = start_response("200 OK", list(headers))
        write(PAGE[:30])
        write(PAGE[30:])
        return []

    assert _get(site).content == MARKED


def test_an_error_replaces_a_page_that_has_not_begun() -> None:
    """PEP 3333, "The start_response() Callable": exc_info."""

    def site(_environ: Any, start_response: Any) -> Iterator[bytes]:
        start_response("200 OK", list(LENGTH))
        try:
            raise LookupError
        except LookupError:
            start_response(
                "500 Oh no",
                [("Content-Type", "text/plain"), ("Content-Length", "5")],
                sys.exc_info(),
            )
        yield b"sorry"

    answer = _get(site)
    assert (answer.status_code, answer.content) == (500, b"sorry")


@pytest.mark.parametrize("inject_link", [True, False])
def test_an_application_is_closed(inject_link: bool) -> None:
    closed: list[bool] = []

    class _Chunks:
        def __iter__(self) -> Iterator[bytes]:
            yield PAGE

        def close(self) -> None:
            closed.append(True)

    def site(_environ: Any, start_response: Any) -> _Chunks:
        start_response("200 OK", list(LENGTH))
        return _Chunks()

    answer = _get(site, inject_link=inject_link)
    assert answer.content == (MARKED if inject_link else PAGE)
    assert closed == [True]


def test_what_is_no_page_is_handed_on_as_it_is() -> None:
    """A server may then send a file's body from the file (wsgi.file_wrapper)."""
    body = [SITE["/text"].body]

    def site(_environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return body

    def start(*_arguments: Any) -> Any:
        """Be a server's start_response."""

    app = WSGIPermissionsMiddleware(site, GOOD, inject_link=True)
    assert app({"REQUEST_METHOD": "GET", "PATH_INFO": "/text"}, start) is body
