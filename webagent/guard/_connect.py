"""From addresses to a connection."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ._relay import Relay


T = TypeVar("T", bound="Relay")

_CAP_S = 15.0
_NEXT_S = 0.25  # RFC 8305, section 8: the connection attempt delay


async def connect(addresses: Sequence[str], port: int, protocol: Callable[[], T]) -> T:
    """Connect to the first of these addresses that answers (RFC 8305), and to no other.

    Raises:
        OSError: none of them did.
        TimeoutError: none did in time.
    """
    async with asyncio.timeout(_CAP_S):
        if len(addresses) == 1:
            return await _attempt(addresses[0], port, protocol)
        return await _race(addresses, port, protocol)


async def _race(addresses: Sequence[str], port: int, protocol: Callable[[], T]) -> T:
    waiting = list(addresses)
    attempts: set[asyncio.Task[T]] = set()
    trouble = OSError("no address")
    try:
        while waiting or attempts:
            if waiting:
                attempts.add(asyncio.ensure_future(_attempt(waiting.pop(0), port, protocol)))
            done, _ = await asyncio.wait(
                attempts,
                timeout=_NEXT_S if waiting else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
            for task in done:
                attempts.discard(task)
                try:
                    return task.result()
                except OSError as error:
                    trouble = error
    finally:
        for task in attempts:
            task.add_done_callback(_give_up)
            task.cancel()
    raise trouble


async def _attempt(address: str, port: int, protocol: Callable[[], T]) -> T:
    _, made = await asyncio.get_running_loop().create_connection(protocol, address, port)
    return made


def _give_up(late: asyncio.Task[T]) -> None:
    """Close a connection that came too late."""
    if not late.cancelled() and late.exception() is None:
        late.result().close()
