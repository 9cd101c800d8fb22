"""A real HTTP server on 127.0.0.1 that hands out a file, as model hubs do, or worse."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@dataclass(slots=True)
class FileServer:
    """A running server, and the ranges it was asked for, in order; `None` is the whole file."""

    url: str = ""
    ranges: list[str | None] = field(default_factory=list["str | None"])


@contextmanager
def serve_file(
    content: bytes,
    *,
    cuts: tuple[int, ...] = (),
    ranges: bool = True,
    status: int = 200,
    moved: bool = False,
    length: bool = True,
) -> Generator[FileServer]:
    """Serve a file at `/model.gguf` until the block ends.

    Args:
        content: the file.
        cuts: after how many bytes the connection is cut, a number for each answer in turn.
        ranges: whether it knows ranges (RFC 9110, section 14).
        status: what it answers instead of the file, if it is not 200.
        moved: the file lies at another address, to which it sends whoever asks.
        length: whether it says how long the file is.
    """
    server = FileServer()
    left = list(cuts)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if moved and self.path == "/model.gguf":
                self.send_response(302)
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            asked = self.headers.get("Range")
            server.ranges.append(asked)
            if status != 200:
                self.send_error(status)
                return
            found = re.fullmatch(r"bytes=(\d+)-", asked or "") if ranges else None
            begun = int(found[1]) if found else 0
            if begun >= len(content):
                self.send_error(416)
                return
            self.send_response(206 if found else 200)
            if found:
                self.send_header(
                    "Content-Range", f"bytes {begun}-{len(content) - 1}/{len(content)}"
                )
            rest = content[begun:]
            if length:
                self.send_header("Content-Length", str(len(rest)))
            self.end_headers()
            self.wfile.write(rest[: left.pop(0)] if left else rest)

        def log_message(self, *_: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = Thread(target=http.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        server.url = f"http://127.0.0.1:{http.server_address[1]}/model.gguf"
        yield server
        http.shutdown()
        thread.join()
