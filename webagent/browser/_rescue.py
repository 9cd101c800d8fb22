"""Pages that do not answer: what they wait for or are busy with is stopped, as a person would."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from playwright.async_api import Error as PlaywrightError

from ._prints import hear_prints

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import CDPSession, Page

    from ._listeners import Listeners

ANSWER_S = 1.0
DOUBTFUL_ANSWER_S = 2.0
"""For a page that has let an operation run out of time already."""
_STOP_S = 1.0
_STOPS = 3
"""A page may start its endless script again, by a timer for instance."""


class Rescuer:
    """Stops pages that load or run without end.

    The browser takes the order to stop only from a session with the page that was opened before
    the page got stuck, so each page gets one as it opens.
    """

    def __init__(self, listeners: Listeners, on_print: Callable[[], None]) -> None:
        self._listeners = listeners
        self._on_print = on_print
        self._listening: set[asyncio.Task[None]] = set()
        self._sessions: dict[Page, asyncio.Task[CDPSession]] = {}
        listeners.on_context("page", self._on_page)

    async def answers(self, page: Page, patience: float = ANSWER_S) -> bool:
        """Say whether a page answers; one that is gone or leaving does not keep anyone waiting."""
        try:
            async with asyncio.timeout(patience):
                await page.evaluate("0")
        except TimeoutError:
            return False
        except PlaywrightError:
            return True
        return True

    async def stop_loading(self, page: Page) -> None:
        """Break off the way to another page: nothing is answered while one is on it."""
        await self._order(page, "Page.stopLoading")

    async def stop_scripts(self, page: Page) -> bool:
        """Stop what the page is busy with; say whether it answers then."""
        for _ in range(_STOPS):
            await self._order(page, "Runtime.terminateExecution")
            if await self.answers(page):
                return True
        return False

    async def close(self) -> None:
        """Give up the sessions that are still being opened."""
        for task in (*self._sessions.values(), *self._listening):
            task.cancel()

    async def let_go(self) -> None:
        """Close the sessions."""
        opened = [task.result() for task in self._sessions.values() if _has_come(task)]
        await asyncio.gather(*(session.detach() for session in opened), return_exceptions=True)

    def _on_page(self, page: Page) -> None:
        task = asyncio.ensure_future(page.context.new_cdp_session(page))
        task.add_done_callback(self._on_session)
        self._sessions[page] = task
        self._listeners.on(page, "close", self._forget)

    def _on_session(self, task: asyncio.Task[CDPSession]) -> None:
        # A page that closes before needs none.
        if not _has_come(task):
            return
        # On its own: a page that hangs from the start never gets that far.
        listening = asyncio.ensure_future(hear_prints(task.result(), self._on_print))
        self._listening.add(listening)
        listening.add_done_callback(self._listening.discard)

    async def _order(self, page: Page, method: str) -> None:
        task = self._sessions.get(page)
        if task is None:
            return
        with suppress(TimeoutError, PlaywrightError):
            async with asyncio.timeout(_STOP_S):
                session = cast("Any", await asyncio.shield(task))
                await session.send(method)

    def _forget(self, page: Page) -> None:
        task = self._sessions.pop(page, None)
        if task is not None:
            task.cancel()


def _has_come(task: asyncio.Task[CDPSession]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None
