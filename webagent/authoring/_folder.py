"""A page in a file, served from its folder as a web server would."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles

from webagent.local_server import serve_app

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from starlette.types import Scope


class _Folder(StaticFiles):
    """A page and the files around it, without the hidden ones: its scripts may ask for any name."""

    def __init__(self, page: Path) -> None:
        self._name = page.name
        self._content = page.read_bytes()
        super().__init__(directory=page.resolve().parent)

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path == self._name:
            media_type = _media_type(self._content)
            return Response(self._content, headers={"content-type": media_type})
        if any(part.startswith(".") for part in path.split("/") if part != "."):
            return PlainTextResponse("Hidden files are not served.", 404)
        return await super().get_response(path, scope)


@contextmanager
def serve_file(page: Path) -> Generator[str]:
    """Serve a page and what lies beside and below it on 127.0.0.1, and yield the page's address.

    The page is HTML whatever its name ends in. Its encoding is UTF-8 if its bytes are; otherwise
    the browser goes by what the page declares.

    Raises:
        OSError: the file can't be read.
    """
    with serve_app(_Folder(page)) as url:
        yield f"{url}/{quote(page.name)}"


def _media_type(content: bytes) -> str:
    try:
        content.decode()
    except UnicodeDecodeError:
        return "text/html"
    return "text/html; charset=utf-8"
