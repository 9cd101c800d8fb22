"""The guard of one browser context, from the network up."""

from __future__ import annotations

import ssl
from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING

from ._event import UNREACHABLE
from ._explore import Exploration
from ._onward import Onward
from ._policy import NetworkPolicy
from ._proxy import Proxy
from ._resolve import Resolver, system_resolve
from ._wall import Wall

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import BrowserContext

    from ._event import GuardEvent
    from ._policy import Refusal
    from ._resolve import Resolve

_MOST_SENTENCES = 5


class Guard:
    """What stands between one browser context and the network: see `open_guard`."""

    def __init__(self, wall: Wall, proxy: Proxy, client_proxy: Proxy) -> None:
        self._wall = wall
        self._proxy = proxy
        self._client_proxy = client_proxy
        self._context: BrowserContext | None = None
        self._exploration: Exploration | None = None

    @property
    def proxy_url(self) -> str:
        """Where the proxy listens that the context has to be made with."""
        return self._proxy.url

    @property
    def client_proxy_url(self) -> str:
        """Where this program's own questions about sites go through, such as for a manifest.

        It reaches what the context reaches, and lets them through while exploring too.
        """
        return self._client_proxy.url

    @property
    def exploring(self) -> bool:
        """Whether nothing that may change anything leaves; see `explore`."""
        return self._exploration is not None

    @property
    def events(self) -> tuple[GuardEvent, ...]:
        """All that was not let through and all that could not be reached, the newest last."""
        return tuple(self._wall.events)

    def name(self, url: str) -> None:
        """Let the place through that an address of the user's own leads to, wherever it lies."""
        self._wall.name(url)

    def refuses_document(self, url: str) -> Refusal | None:
        """Judge an address that the agent is about to open, as far as it alone shows it."""
        return self._wall.refuses_document(url)

    def problem(self, url: str) -> str | None:
        """Say why the place an address leads to was not reached when it was last tried."""
        return self._wall.problem(url)

    def take_sentences(self) -> tuple[str, ...]:
        """Return what was not let through since the last call, a sentence each."""
        told = [str(each) for each in self._wall.take_new() if each.rule != UNREACHABLE]
        if self._exploration is not None:
            told += map(str, self._exploration.take_new())
        sentences = list(dict.fromkeys(told))
        left_out = len(sentences) - _MOST_SENTENCES
        if left_out > 0:
            sentences[_MOST_SENTENCES:] = [f"{left_out} more requests were not let through"]
        return tuple(sentences)

    async def watch(self, context: BrowserContext) -> None:
        """Take charge of the context that was made with the proxy.

        Cameras, places, clipboards and all else that a page has to ask for are denied.
        """
        self._context = context
        await context.grant_permissions([])

    @asynccontextmanager
    async def explore(self) -> AsyncGenerator[Exploration]:
        """Let nothing leave that may change anything, until the block ends.

        Where a site is encrypted, the proxy then ends the encryption itself and speaks to the site
        on its own, so that it sees every request, whoever makes it. What is stopped is told by the
        exploration. WebSockets that are open are cut, and none opens.

        Raises:
            RuntimeError: there is no context to watch, or an exploration is under way.
        """
        if self._context is None or self._exploration is not None:
            raise RuntimeError("A guard explores in one context, once at a time.")
        self._exploration = exploration = Exploration(self._context)
        self._wall.on_blocked = exploration.note
        self._proxy.cut_tunnels()
        try:
            async with exploration.watching():
                yield exploration
        finally:
            self._wall.on_blocked = None
            self._exploration = None
            self._proxy.cut_tunnels()


@asynccontextmanager
async def open_guard(
    policy: NetworkPolicy | None = None,
    *,
    resolve: Resolve = system_resolve,
    tls: ssl.SSLContext | None = None,
) -> AsyncGenerator[Guard]:
    """Start a guard and yield it; its proxy listens until the block ends.

    Every connection of the context goes through the proxy, which looks names up itself, judges
    each address and connects to the very address it judged: a name that changes its mind
    (DNS rebinding) gains nothing. Where the environment names a proxy (`HTTP_PROXY`,
    `HTTPS_PROXY`, `NO_PROXY`), connections go through that one, and places are judged by name and
    literal address only.

    `resolve` looks names up, and `tls` says whose certificates are trusted while exploring; by
    default the system's.

    Raises:
        UsageError: the environment's proxy is of a kind that is not known.
    """
    resolver = Resolver(resolve)
    trusted = _of_system() if tls is None else tls
    wall = Wall(policy or NetworkPolicy(), resolver, Onward.of_environment(), trusted)
    proxy, client_proxy = Proxy(wall), Proxy(wall.unexploring())
    await proxy.start()
    await client_proxy.start()
    try:
        yield Guard(wall, proxy, client_proxy)
    finally:
        await proxy.close()
        await client_proxy.close()
        resolver.close()


@cache
def _of_system() -> ssl.SSLContext:
    # Reading all those certificates takes longer than all else that a guard begins with.
    return ssl.create_default_context()
