"""A server that keeps every byte it is sent, over http or https."""

from __future__ import annotations

import re
import socket
import ssl
import subprocess
import threading
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha1
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping
    from pathlib import Path

_SOCKET_MARK = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3


@dataclass(frozen=True, slots=True)
class Page:
    """What is answered at a path."""

    body: str = ""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


Answer: TypeAlias = "Page | Callable[[str], Page]"
"""A page, or what makes one of the address in the query's `to`."""


@dataclass(slots=True)
class Asked:
    """One request: its line, and all bytes until the next one."""

    method: str
    target: str
    head: str
    after: bytearray = field(default_factory=bytearray)
    """What the client sent behind a WebSocket's handshake."""


class Record:
    """All that was asked, in order."""

    def __init__(self) -> None:
        self._all: list[Asked] = []
        self._news = threading.Condition()

    @property
    def all(self) -> tuple[Asked, ...]:
        with self._news:
            return tuple(self._all)

    def add(self, asked: Asked) -> None:
        with self._news:
            self._all.append(asked)
            self._news.notify_all()

    def changed(self) -> None:
        with self._news:
            self._news.notify_all()

    def clear(self) -> None:
        with self._news:
            self._all.clear()

    def wait_for_news(self, seconds: float) -> None:
        """Wait until something arrives; call it in a thread."""
        with self._news:
            self._news.wait(seconds)


@contextmanager
def recording_server(
    pages: Mapping[str, Answer], tls: ssl.SSLContext | None = None
) -> Generator[tuple[str, Record]]:
    """Serve pages by path (without query) on 127.0.0.1 and yield the address and the record.

    Every other path answers an empty page, to any method; a WebSocket is accepted.
    """
    record = Record()
    open_ones: set[socket.socket] = set()
    with socket.create_server(("127.0.0.1", 0), backlog=256) as server:

        def accept() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                open_ones.add(connection)
                thread = threading.Thread(
                    target=_serve, args=(connection, tls, pages, record), daemon=True
                )
                thread.start()

        threading.Thread(target=accept, daemon=True).start()
        scheme = "http" if tls is None else "https"
        try:
            yield f"{scheme}://127.0.0.1:{server.getsockname()[1]}", record
        finally:
            server.shutdown(socket.SHUT_RDWR)
            for connection in open_ones:
                _shut(connection)


def make_tls(folder: Path) -> ssl.SSLContext:
    """Return the server's side of TLS under a certificate of its own."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 "
        "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    )
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def _serve(
    raw: socket.socket, tls: ssl.SSLContext | None, pages: Mapping[str, Answer], record: Record
) -> None:
    try:
        connection = raw if tls is None else tls.wrap_socket(raw, server_side=True)
        with connection:
            while _answer(connection, pages, record):
                pass
    except OSError:
        _shut(raw)


def _answer(connection: socket.socket, pages: Mapping[str, Answer], record: Record) -> bool:
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65_536)
        if not more:
            return False
        data += more
    raw, _, rest = data.partition(b"\r\n\r\n")
    head = raw.decode("latin-1")
    method, target, _ = head.partition("\r\n")[0].split(" ", 2)
    asked = Asked(method, target, head)
    record.add(asked)
    key = re.search(r"^sec-websocket-key: *(\S+)", head, re.IGNORECASE | re.MULTILINE)
    if key:
        _be_socket(connection, key[1], asked, record)
        return False
    length = re.search(r"^content-length: *(\d+)", head, re.IGNORECASE | re.MULTILINE)
    left = int(length[1]) - len(rest) if length else 0
    while left > 0:
        more = connection.recv(65_536)
        if not more:
            return False
        left -= len(more)
    path, _, query = target.partition("?")
    answer = pages.get(path, Page())
    page = answer if isinstance(answer, Page) else answer(parse_qs(query).get("to", [""])[0])
    body = b"" if method == "HEAD" else page.body.encode()
    origin = re.search(r"^origin: *(\S+)", head, re.IGNORECASE | re.MULTILINE)
    headers = {
        "Content-Type": page.media_type,
        "Content-Length": str(len(page.body.encode())),
        "Cache-Control": "no-store",
        "Access-Control-Allow-Origin": origin[1] if origin else "*",
        "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, PATCH",
        "Access-Control-Allow-Headers": "*",
        **page.headers,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    connection.sendall(f"HTTP/1.1 {page.status} X\r\n{lines}\r\n".encode() + body)
    return True


def _be_socket(connection: socket.socket, key: str, asked: Asked, record: Record) -> None:
    accepted = b64encode(sha1((key + _SOCKET_MARK).encode()).digest()).decode()
    connection.sendall(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {accepted}\r\n\r\n".encode()
    )
    while more := connection.recv(65_536):
        asked.after += more
        record.changed()


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
