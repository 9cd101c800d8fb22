"""The browser of a worker, and the places in it that tasks are played in."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from playwright.async_api import Error as PlaywrightError

from webagent.browser import open_browser, open_context, open_session_in
from webagent.place import open_place
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from playwright.async_api import Browser
    from webagent_manifests import Ledger

    from webagent.browser import BrowserOptions, OpenContext
    from webagent.place import OpenSession, Place

    from .._task import Conditions

OpenLedger: TypeAlias = "Callable[[str], Ledger]"
_CLOSING_S = 20.0


class Places:
    """One browser, started when it is first needed, and started again when it is lost.

    Args:
        answers: folder for what sites answer and how often they were acted on, which is the same
            for all workers of an evaluation.
        open_ledger: makes what counts for an agent instead, where workers share no folder.
    """

    def __init__(self, answers: Path, open_ledger: OpenLedger | None = None) -> None:
        self._answers = answers
        self._open_ledger = open_ledger
        self._open = AsyncExitStack()
        self._browser: Browser | None = None
        self._started: tuple[object, ...] = ()
        self._shared: tuple[BrowserOptions, OpenContext] | None = None

    @asynccontextmanager
    async def at(self, conditions: Conditions, folder: Path) -> AsyncGenerator[Place]:
        """Yield a place for one task, whose record goes to the folder.

        Raises:
            BrowserMissing: no browser was found.
            EnvironmentFailure: the browser or a folder can't be used.
        """
        browser = await self.browser(conditions.browser)
        agent = conditions.permissions.agent
        ledger = None if self._open_ledger is None else self._open_ledger(agent)
        with TemporaryDirectory(prefix="webagent-") as memory:
            opening = open_place(
                await self._opener(browser, conditions, folder),
                conditions.permissions,
                conditions.approver,
                answers=self._answers,
                memory=Path(memory),
                ledger=ledger,
            )
            async with opening as place:
                yield place

    async def browser(self, options: BrowserOptions) -> Browser:
        """Return the browser, started if need be.

        Raises:
            BrowserMissing: no browser was found.
            BrowserLost: it could not be started.
        """
        started = (options.executable, options.headless)
        if self._browser is not None and (
            not self._browser.is_connected() or started != self._started
        ):
            await self.close()
        if self._browser is None:
            self._browser = await self._open.enter_async_context(open_browser(options))
            self._started = started
        return self._browser

    async def close(self) -> None:
        """Close the browser with all that is open in it."""
        opened, self._open = self._open, AsyncExitStack()
        self._browser = self._shared = None
        # What can't be closed ends with the process at the latest.
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(_CLOSING_S):
                await opened.aclose()

    async def _opener(self, browser: Browser, conditions: Conditions, folder: Path) -> OpenSession:
        options, secrets = conditions.browser, Secrets(conditions.secrets)
        if conditions.shared:
            context = await self._context(browser, options)
            return lambda reading, on_document: context.session(reading, secrets, on_document)
        kept = options.downloads or folder / "downloads"
        alone = replace(options, downloads=kept)
        return lambda reading, on_document: open_session_in(
            browser, alone, reading, secrets, on_document
        )

    async def _context(self, browser: Browser, options: BrowserOptions) -> OpenContext:
        if self._shared is not None and self._shared[0] == options:
            return self._shared[1]
        context = await self._open.enter_async_context(open_context(browser, options))
        self._shared = options, context
        return context
