"""Operations on the active page, which a dialog may hold up and a dead page never ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from playwright.async_api import TimeoutError as PlaywrightTimeout
from webagent_observation import PageUnreadable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from typing import Any

    from playwright.async_api import Page

    from ._dialogs import Dialogs

T = TypeVar("T")

CAP_S = 20.0


class Operations:
    """Runs what is asked of the active page, for as long as it can go on.

    Args:
        dialogs: what holds operations up.
        active: returns the active page.
        check_alive: raises `BrowserLost` where the browser has died.
    """

    def __init__(
        self, dialogs: Dialogs, active: Callable[[], Page], check_alive: Callable[[], None]
    ) -> None:
        self._dialogs = dialogs
        self._active = active
        self._check_alive = check_alive
        self._held_up: set[asyncio.Task[None]] = set()
        self.doubtful = False
        """Whether the page let the last operation run out of time."""

    async def until_dialog(self, operation: Awaitable[None]) -> None:
        """Run an operation to its end, or until a dialog holds it up; then it ends later.

        Raises:
            playwright.async_api.Error: the browser did not do it.
            webagent_observation.PageUnreadable: it took longer than any operation may.
            BrowserLost: the browser died.
        """
        task = asyncio.ensure_future(operation)
        if not await self._ends(task):
            self._held_up.add(task)
            task.add_done_callback(self._release)
            return
        self.doubtful = isinstance(task.exception(), (PlaywrightTimeout, TimeoutError))
        task.result()

    async def unless_dialog(
        self, operation: Coroutine[Any, Any, T], *, capped: bool = True
    ) -> T | None:
        """Run an operation, and drop it when a dialog opens meanwhile: it could not go on.

        Raises:
            webagent_observation.PageUnreadable: it is `capped` and took longer than any may.
            BrowserLost: the browser died.
        """
        task = asyncio.ensure_future(operation)
        if await self._ends(task, capped=capped):
            return task.result()
        task.cancel()
        return None

    async def go_on(self) -> None:
        """Let what a dialog held up go on, to its end or into the next dialog."""
        if self._held_up:
            going_on = asyncio.ensure_future(asyncio.wait(set(self._held_up)))
            await self._ends(going_on)
            going_on.cancel()

    async def close(self) -> None:
        """End what is still held up by a dialog."""
        for task in self._held_up:
            task.cancel()

    async def _ends(self, task: asyncio.Future[Any], *, capped: bool = True) -> bool:
        """Wait for a task; say whether it ended before a dialog opened."""
        opened = asyncio.ensure_future(self._dialogs.opened(self._active))
        try:
            done, _ = await asyncio.wait(
                {task, opened},
                timeout=CAP_S if capped else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
        except asyncio.CancelledError:
            task.cancel()
            raise
        finally:
            opened.cancel()
        if not done:
            task.cancel()
            self._check_alive()
            self.doubtful = True
            raise PageUnreadable(f"the page did not answer within {CAP_S:.0f} s")
        return task in done

    def _release(self, task: asyncio.Task[None]) -> None:
        self._held_up.discard(task)
        if not task.cancelled():
            # An action that a dialog held up has been reported already; how it ended shows.
            task.exception()
