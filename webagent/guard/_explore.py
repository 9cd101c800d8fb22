"""Looking around without leaving a trace: what may change anything does not leave the browser."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from ._event import Blocked
from ._head import METHOD_OVERRIDES
from ._wall import refuses_change

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Coroutine

    from playwright.async_api import BrowserContext, Download, Route

_PATIENCE_S = 2.0


class Exploration:
    """One time of looking around, and what was stopped in it.

    The proxy is what stops everything. Most of it is stopped in the browser already, which leaves
    the page where it is instead of on a refusal; routing does not hear of all that a page sends.
    """

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._blocked: list[Blocked] = []
        self._told = 0

    @property
    def blocked(self) -> tuple[Blocked, ...]:
        """The requests that were stopped, in order."""
        return tuple(self._blocked)

    def take_new(self) -> tuple[Blocked, ...]:
        """Return what was stopped since the last call."""
        new = self._blocked[self._told :]
        self._told = len(self._blocked)
        return tuple(new)

    def note(self, method: str, url: str, reason: str) -> None:
        """Take note of a request that was stopped."""
        self._blocked.append(Blocked(method, url, reason))

    @asynccontextmanager
    async def watching(self) -> AsyncGenerator[None]:
        """Stop what may change anything inside of the browser, as long as the block lasts."""
        context = self._context
        async with AsyncExitStack() as stack:
            await _noted(context.route("**/*", self._judge))
            stack.push_async_callback(self._unwatch)
            context.on("download", self._refuse_download)
            stack.callback(context.remove_listener, "download", self._refuse_download)
            yield

    async def _judge(self, route: Route) -> None:
        request = route.request
        overrides = any(name.encode() in METHOD_OVERRIDES for name in request.headers)
        refusal = refuses_change(request.method, request.url, overrides=overrides)
        try:
            if refusal is None:
                await route.fallback()
                return
            self.note(request.method, request.url, refusal.reason)
            # As if the user had stopped it: a navigation leaves the page where it is.
            await route.abort("aborted")
        except PlaywrightError:
            return  # its page is gone, and the request with it

    def _refuse_download(self, download: Download) -> None:
        self.note("GET", download.url, "it is a download, and now nothing is kept")

    async def _unwatch(self) -> None:
        with suppress(PlaywrightError):  # the browser is gone
            await _noted(self._context.unroute("**/*", self._judge))


async def _noted(change: Coroutine[Any, Any, object]) -> None:
    """Wait until the browser took note; a page under a dialog does so when that is answered."""
    task = asyncio.ensure_future(change)
    task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
    done, _ = await asyncio.wait({task}, timeout=_PATIENCE_S)
    if done:
        task.result()
