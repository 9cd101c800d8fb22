"""Sessions that are put to one vector after another."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from webagent_observation import Reading

from webagent.browser import BrowserOptions, open_session_in
from webagent.guard import NetworkPolicy
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from playwright.async_api import Browser, Response
    from webagent_observation import Document, ReadingPolicy

    from webagent.browser import Session

# A case's sites are served by this machine.
_OPTIONS = BrowserOptions(network=NetworkPolicy(allowed=("http://127.0.0.1:*",)))


class Sessions:
    """The sessions in a browser, each lent to one vector at a time.

    A browser needs much longer for a new window than for a new page in it. Nothing goes from one
    vector to the next: each has origins of its own, and cookies are taken away.
    """

    def __init__(self, browser: Browser, stack: AsyncExitStack) -> None:
        """Keep sessions open until the stack is closed."""
        self._browser = browser
        self._stack = stack
        self._idle: list[_Seat] = []

    @asynccontextmanager
    async def lent(
        self, reading: ReadingPolicy, on_document: Callable[[Response], None]
    ) -> AsyncGenerator[Session]:
        """Yield a session that shows some earlier page."""
        seat = self._idle.pop() if self._idle else await self._seat()
        seat.reading, seat.on_document = reading, on_document
        session = seat.session
        await session.page.context.clear_cookies()
        yield session
        # After an error, or with further tabs, it would not be as a new one.
        if len(session.page.context.pages) == 1:
            self._idle.append(seat)

    async def _seat(self) -> _Seat:
        seat = _Seat()
        opening = open_session_in(self._browser, _OPTIONS, seat.read, Secrets(), seat.hear)
        seat.session = await self._stack.enter_async_context(opening)
        await seat.session.start("about:blank")
        return seat


class _Seat:
    """A session, and who reads and hears in it for now."""

    session: Session
    reading: ReadingPolicy
    on_document: Callable[[Response], None]

    def __init__(self) -> None:
        self.reading = everything
        self.on_document = _unheard

    async def read(self, document: Document) -> Reading:
        return await self.reading(document)

    def hear(self, response: Response) -> None:
        self.on_document(response)


async def everything(_document: Document) -> Reading:
    """Let all of a document be read."""
    return Reading()


def _unheard(_response: Response) -> None:
    pass
