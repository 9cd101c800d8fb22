"""The forward proxy that all of a browser context goes through."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ._connection import Connection

if TYPE_CHECKING:
    from ._wall import Wall

_CLOSE_CAP_S = 2.0


class Proxy:
    """Listens on the loopback for one browser context, and lets through what the wall does."""

    def __init__(self, wall: Wall) -> None:
        self._wall = wall
        self._open: set[Connection] = set()
        self._server: asyncio.Server | None = None
        self.url = ""

    async def start(self) -> None:
        """Listen on a free port; `url` tells which."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Connection(self._wall, self._open), "127.0.0.1", 0, backlog=512
        )
        host, port = self._server.sockets[0].getsockname()
        self.url = f"http://{host}:{port}"

    def cut_tunnels(self) -> None:
        """End what is encrypted, so that the browser begins it anew under the present rules."""
        for connection in list(self._open):
            if connection.tunnel is not None:
                connection.abort()

    async def close(self) -> None:
        """Listen no longer, cut what is open, and wait until it is."""
        if self._server is not None:
            self._server.close()
        ends = [connection.abort() for connection in list(self._open)]
        if ends:
            await asyncio.wait(ends, timeout=_CLOSE_CAP_S)
