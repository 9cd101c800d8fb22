"""Serving an ASGI application from a thread, for as long as a `with` block lasts."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import contextmanager
from time import sleep
from typing import TYPE_CHECKING, Any

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Generator


class _Server(uvicorn.Server):
    """Ends within milliseconds, where the stock server sleeps a tenth of a second, twice."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets=sockets)
        except SystemExit:
            # It would end the thread as an error of its own; that it did not start is seen anyway.
            self.should_exit = True

    async def main_loop(self) -> None:
        while not self.should_exit:  # noqa: ASYNC110 - the flag is set from another thread
            await asyncio.sleep(0.02)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.transport.close()
        await self.lifespan.shutdown()


@contextmanager
def serve_app(
    app: Any, *, host: str = "127.0.0.1", port: int = 0, lifespan: bool = False
) -> Generator[str]:
    """Serve an ASGI application and yield its address, without a trailing slash.

    Port 0 means any free port. Open connections are cut at the end, answered or not. With
    `lifespan` the application is told of start and end, if it wants to know (ASGI lifespan 2.0).

    Raises:
        OSError: the address is taken; nothing has been started then.
        RuntimeError: the application says that it can't start.
    """
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="auto" if lifespan else "off",
        log_config=None,
        log_level="critical",
        access_log=False,
    )
    server = _Server(config)
    # Listening before the thread starts lets early connections wait in the backlog.
    with socket.create_server((host, port)) as listener:
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while lifespan and not server.started:
            if not thread.is_alive():
                raise RuntimeError("The application failed to start: see its lifespan handler.")
            sleep(0.005)
        try:
            yield f"http://{host}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)
