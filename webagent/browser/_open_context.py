"""A browser context in which sessions follow each other."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from ._session import Session

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping
    from contextlib import AbstractAsyncContextManager

    from playwright.async_api import Browser, BrowserContext, Page
    from webagent_observation import ReadingPolicy

    from webagent.guard import Guard
    from webagent.secrets import Secrets

    from ._documents import OnDocument
    from ._options import BrowserOptions

_BLANK = "about:blank"
_MOST_SESSIONS = 25
"""In one tab: until it closes, Playwright keeps what it knows of every request made there."""
_CLEAN_CAP_S = 1.0
_FORGET = "() => { sessionStorage.clear(); window.name = ''; }"


class OpenContext:
    """A context, and the means to open sessions in it, one at a time: see `open_context`."""

    def __init__(
        self,
        browser: Browser,
        context: BrowserContext,
        guard: Guard,
        options: BrowserOptions,
        open_session_in: Callable[..., AbstractAsyncContextManager[Session]],
    ) -> None:
        self._browser = browser
        self._context = context
        self._guard = guard
        self._options = options
        self._open_session_in = open_session_in
        self._idle: Page | None = None
        self._sessions = 0

    @asynccontextmanager
    async def session(
        self, reading: ReadingPolicy, secrets: Secrets, on_document: OnDocument
    ) -> AsyncGenerator[Session]:
        """Yield a session that knows nothing of those before.

        Cookies, storage and cache of the context are those of all its sessions. So is the tab of
        one that had no other, since starting a process for each takes longer than many a task: it
        begins blank, with neither history nor session storage.
        """

        def another(storage: Mapping[str, Any]) -> AbstractAsyncContextManager[Session]:
            alike, refs = self._options.beside(storage), session.registry.sibling()
            return self._open_session_in(
                self._browser, alike, reading, secrets, on_document, registry=refs
            )

        self._guard.take_sentences()
        idle, self._idle = self._idle, None
        session = Session(
            self._browser,
            self._context,
            reading,
            secrets,
            guard=self._guard,
            options=self._options,
            another=another,
            on_document=on_document,
            idle=idle,
        )
        try:
            yield session
        finally:
            await session.close()
            pages = self._context.pages
            self._sessions = 1 if idle is None else self._sessions + 1
            worn = len(pages) != 1 or self._sessions == _MOST_SESSIONS
            if not worn and await _cleaned(pages[0], session):
                self._idle = pages[0]
            else:
                await asyncio.gather(*map(_closed, pages))


async def _cleaned(page: Page, session: Session) -> bool:
    """Make a tab as if nothing had been opened in it; say whether that was possible."""
    try:
        async with asyncio.timeout(_CLEAN_CAP_S):
            await page.evaluate(_FORGET)
            await page.goto(_BLANK, wait_until="commit")
            await session.let_go()
    except (PlaywrightError, TimeoutError):
        return False
    return True


async def _closed(page: Page) -> None:
    with suppress(PlaywrightError):
        await page.close()
