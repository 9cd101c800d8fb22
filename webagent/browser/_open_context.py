"""A browser context in which sessions follow each other."""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, cast

from playwright.async_api import Error as PlaywrightError

from ._documents import hear_documents
from ._session import Session

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping
    from contextlib import AbstractAsyncContextManager

    from playwright.async_api import Browser, BrowserContext
    from webagent_observation import ReadingPolicy

    from webagent.guard import Guard
    from webagent.secrets import Secrets

    from ._documents import OnDocument
    from ._options import BrowserOptions


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

    @asynccontextmanager
    async def session(
        self, reading: ReadingPolicy, secrets: Secrets, on_document: OnDocument
    ) -> AsyncGenerator[Session]:
        """Yield a session that knows nothing of those before; its tabs are closed at the end.

        Cookies, storage and cache of the context are those of all its sessions.
        """

        def another(storage: Mapping[str, Any]) -> AbstractAsyncContextManager[Session]:
            alike, refs = self._options.beside(storage), session.registry.sibling()
            return self._open_session_in(
                self._browser, alike, reading, secrets, on_document, registry=refs
            )

        context = _Heard(self._context)
        self._guard.take_sentences()
        hear_documents(cast("BrowserContext", context), on_document)
        session = Session(
            self._browser,
            cast("BrowserContext", context),
            reading,
            secrets,
            guard=self._guard,
            options=self._options,
            another=another,
        )
        try:
            yield session
        finally:
            context.deafen()
            await session.close()
            for page in self._context.pages:
                with suppress(PlaywrightError):
                    await page.close()


class _Heard:
    """A context whose listeners can be taken off it again, all at once."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._listeners: list[tuple[Any, Callable[..., Any]]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    def on(self, event: Any, listener: Callable[..., Any]) -> None:
        self._context.on(event, listener)
        self._listeners.append((event, listener))

    def deafen(self) -> None:
        for event, listener in self._listeners:
            self._context.remove_listener(event, listener)
        self._listeners.clear()
