"""From names to addresses."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TypeAlias

Resolve: TypeAlias = Callable[[str], Awaitable[tuple[str, ...]]]
"""Returns the addresses of a host, best first. Raises `OSError` if there are none."""

_LIFE_S = 30.0
_RESOLVE_CAP_S = 10.0


async def system_resolve(host: str) -> tuple[str, ...]:
    """Return what the system's resolver says."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Resolver:
    """Asks for each name at most once in a while; who asks meanwhile waits for the same answer."""

    def __init__(self, resolve: Resolve = system_resolve) -> None:
        self._resolve = resolve
        self._asked: dict[str, tuple[float, asyncio.Task[tuple[str, ...]]]] = {}

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Return the addresses of a host. Raises `OSError` if there are none."""
        known = self._asked.get(host)
        if known is None or monotonic() - known[0] > _LIFE_S or _failed(known[1]):
            known = (monotonic(), asyncio.ensure_future(self._ask(host)))
            self._asked[host] = known
        return await asyncio.shield(known[1])

    async def _ask(self, host: str) -> tuple[str, ...]:
        try:
            async with asyncio.timeout(_RESOLVE_CAP_S):
                found = await self._resolve(host)
        except (UnicodeError, TimeoutError) as error:
            raise OSError("the name of the site could not be looked up") from error
        if not found:
            raise OSError("there is no site of that name")
        return found

    def close(self) -> None:
        """Ask for nothing further."""
        for _, task in self._asked.values():
            task.cancel()


def _failed(task: asyncio.Task[tuple[str, ...]]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
