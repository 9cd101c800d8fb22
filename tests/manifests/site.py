"""A real HTTP site on 127.0.0.1 whose every byte a test decides."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

CHUNK = b" " * 65_536


@dataclass(frozen=True)
class Reply:
    """One answer; with `endless` the chunk is repeated until the client leaves.

    `pause` is the time between chunks in seconds, `raw` replaces the whole answer.
    """

    body: bytes | str = b""
    status: int = 200
    content_type: str = "application/json"
    headers: Iterable[tuple[str, str]] = ()
    endless: bool = False
    pause: float = 0
    raw: bytes | None = None

    def head(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} Reason", "Connection: close"]
        lines.append(f"Content-Type: {self.content_type}")
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass
class Site:
    """A running server: `replies` by path, and the requests it has seen."""

    port: int
    replies: dict[str, Reply]
    requests: list[tuple[str, dict[str, str]]] = field(
        default_factory=list[tuple[str, dict[str, str]]]
    )

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]


def redirect(location: str, status: int = 301) -> Reply:
    return Reply(status=status, headers=[("Location", location), ("Set-Cookie", "id=1")])


@asynccontextmanager
async def serve(replies: dict[str, Reply] | None = None) -> AsyncGenerator[Site]:
    """Serve the replies, and 404 for every other path."""
    site = Site(0, replies or {})
    connections: set[asyncio.Task[None]] = set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        request, *lines = head.rstrip().split("\r\n")
        path = request.split(" ")[1]
        pairs = (line.split(": ", 1) for line in lines)
        site.requests.append((path, {name.lower(): value for name, value in pairs}))
        reply = site.replies.get(path, Reply("Not found", 404, "text/plain"))
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        writer.write(reply.head() + body if reply.raw is None else reply.raw)
        while reply.endless:
            await writer.drain()
            await asyncio.sleep(reply.pause)
            writer.write(body or CHUNK)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        connections.add(task)
        try:
            await converse(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            connections.discard(task)
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        for task in tuple(connections):
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)
        await server.wait_closed()
