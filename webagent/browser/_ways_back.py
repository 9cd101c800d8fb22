"""What it takes to show a page again as it was: history, a second page, what a site keeps."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from playwright.async_api import Error as PlaywrightError

from ._aside import open_aside
from ._client_storage import ClientStorage, filled_session_storage, session_storage_of
from ._history import history_of, travel

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping
    from contextlib import AbstractAsyncContextManager

    from playwright.async_api import BrowserContext, StorageState

    from ._aside import Aside
    from ._history import History
    from ._session import Session
    from ._tabs import Tabs

OpenAnother: TypeAlias = "Callable[[Mapping[str, Any]], AbstractAsyncContextManager[Session]]"
"""Opens a session with the cookies and the local storage given, in a context of its own."""

_BLANK = "about:blank"
_TRAVEL_TIMEOUT_MS = 6_000


class WaysBack:
    """The means of going back in one session: see `Session.ways_back`."""

    def __init__(
        self, session: Session, context: BrowserContext, tabs: Tabs, another: OpenAnother
    ) -> None:
        self._session = session
        self._context = context
        self._tabs = tabs
        self._another = another

    async def history(self) -> History | None:
        """Return the history of the active tab; `None` where the page can't be asked now."""
        try:
            return await self._session.unless_dialog(history_of(self._tabs.active.page))
        except PlaywrightError:
            return None

    async def travel(self, number: int) -> None:
        """Go to an entry of the active tab's history.

        Raises:
            playwright.async_api.Error: there is no such entry, or it was not shown in time.
        """
        tab = self._tabs.active
        history = await history_of(tab.page)
        before = history.entries[: history.index + (history.steps_to(number) or 0)]
        # That it has arrived adds its address again; nobody goes back to where a tab began.
        known, tab.addresses = tab.addresses, [each.url for each in before if each.url != _BLANK]
        try:
            await travel(tab.page, number, _TRAVEL_TIMEOUT_MS)
        except BaseException:
            tab.addresses = known
            raise

    def aside(self) -> AbstractAsyncContextManager[Aside]:
        """Open a second page in the active tab's place for the length of a block.

        All that is done to the session then is done to that page, and the tab's own is left as it
        is. At the end that one is back, unless the second was kept.

        Raises:
            playwright.async_api.Error: the browser opens no page any more, or there are too many.
        """
        return open_aside(self._tabs)

    @asynccontextmanager
    async def beside(self, storage: ClientStorage) -> AsyncGenerator[Session]:
        """Open another session in a context and a guard of its own.

        They share the browser, and no ref names something in both. It begins on a blank page, with
        the cookies and the local storage given.

        Raises:
            BrowserLost: the browser died, or refused the storage.
        """
        async with self._another(storage.state) as session:
            await session.start("about:blank", home=self._session.home)
            yield session

    async def storage(self) -> ClientStorage | None:
        """Return what sites keep in the browser; `None` where the page can't be asked now."""
        session = self._session
        state = await session.storage_state()
        if state is None:
            return None
        try:
            kept = await session.unless_dialog(session_storage_of(session.page))
        except PlaywrightError:
            return None
        return None if kept is None else ClientStorage(state, *kept)

    async def put_storage(self, storage: ClientStorage) -> None:
        """Put cookies and local storage back as they were, in place of all there is.

        Raises:
            playwright.async_api.Error: the browser refused them.
        """
        await self._context.set_storage_state(cast("StorageState", storage.state))

    def with_session_storage(self, storage: ClientStorage) -> AbstractAsyncContextManager[None]:
        """Give what the active tab opens in the block the session storage that another page had.

        Raises:
            playwright.async_api.Error: the page is gone.
        """
        return filled_session_storage(self._session.page, storage)
