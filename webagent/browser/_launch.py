"""Starting a browser, and keeping at the end what the user wants kept."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, cast

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright
from webagent_observation import register_mask

from webagent.errors import BrowserLost, UsageError
from webagent.guard import NOWHERE, open_guard
from webagent.product import user_agent

from ._find import find_browser
from ._open_context import OpenContext
from ._session import Session
from ._signing import sign_documents
from ._switches import switches

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from playwright.async_api import (
        Browser,
        BrowserContext,
        Geolocation,
        Playwright,
        Response,
        StorageState,
    )
    from webagent_observation import ReadingPolicy, Registry

    from webagent.guard import Guard
    from webagent.secrets import Secrets

    from ._documents import OnDocument
    from ._options import BrowserOptions

_CLOSE_CAP_S = 5.0
_KEEP_CAP_S = 30.0


def _unheard(_response: Response) -> None:
    pass


@asynccontextmanager
async def open_session(
    options: BrowserOptions,
    reading: ReadingPolicy,
    secrets: Secrets,
    on_document: OnDocument = _unheard,
) -> AsyncGenerator[Session]:
    """Start a browser and yield a session in it; storage state and trace are kept at the end.

    `on_document` hears of each response that becomes the document of a frame, before it does.

    Raises:
        BrowserMissing: no browser was found.
        BrowserLost: it could not be started, or at the end did not hand over what was to be kept.
    """
    async with open_browser(options) as browser:
        opening = open_session_in(browser, options, reading, secrets, on_document)
        async with opening as session:
            yield session


@asynccontextmanager
async def open_browser(options: BrowserOptions) -> AsyncGenerator[Browser]:
    """Start a browser that sessions can be opened in.

    Raises:
        BrowserMissing: no browser was found.
        BrowserLost: it could not be started.
    """
    async with async_playwright() as playwright:
        await register_mask(playwright)
        browser = await _launch(playwright, options)
        try:
            yield browser
        finally:
            await _close(browser)


@asynccontextmanager
async def open_context(browser: Browser, options: BrowserOptions) -> AsyncGenerator[OpenContext]:
    """Yield a context that sessions may follow each other in; nothing of it is kept.

    Raises:
        UsageError: the environment names a proxy of a kind that is not known.
        BrowserLost: the browser refused the options.
    """
    async with open_guard(options.network) as guard:
        context = await _context(browser, options, guard)
        try:
            yield OpenContext(browser, context, guard, options, open_session_in)
        finally:
            await _close(context)


@asynccontextmanager
async def open_session_in(
    browser: Browser,
    options: BrowserOptions,
    reading: ReadingPolicy,
    secrets: Secrets,
    on_document: OnDocument = _unheard,
    *,
    registry: Registry | None = None,
) -> AsyncGenerator[Session]:
    """Yield a session in a browser that runs already, in a context of its own.

    `registry` gives its elements their refs; by default one of its own.

    The browser's Playwright has to know the mask (`webagent_observation.register_mask`), and the
    browser should have been started with `switches`.

    Raises:
        UsageError: the environment names a proxy of a kind that is not known, or the network is to
            be recorded where secrets are typed.
        BrowserLost: the browser refused the options, or at the end did not hand over what was to
            be kept.
    """

    def another(storage: Mapping[str, Any]) -> AbstractAsyncContextManager[Session]:
        alike, refs = options.beside(storage), session.registry.sibling()
        return open_session_in(browser, alike, reading, secrets, on_document, registry=refs)

    if options.har is not None and secrets.names:
        raise UsageError("A HAR holds all that is sent, so it can't be combined with secrets.")
    async with open_guard(options.network) as guard:
        context = await _context(browser, options, guard)
        try:
            session = Session(
                browser,
                context,
                reading,
                secrets,
                guard=guard,
                options=options,
                another=another,
                on_document=on_document,
                registry=registry,
            )
            try:
                yield session
            except BaseException:
                # What went wrong first is what has to be told.
                with suppress(BrowserLost):
                    await _keep(session, browser, context, options)
                raise
            await _keep(session, browser, context, options)
        finally:
            await _close(context)


async def _launch(playwright: Playwright, options: BrowserOptions) -> Browser:
    program = find_browser(playwright, options.executable)
    try:
        return await playwright.chromium.launch(
            executable_path=program,
            headless=options.headless,
            args=switches(),
            # What the browser itself would ask for, of its maker for instance, goes nowhere.
            proxy={"server": NOWHERE},
        )
    except PlaywrightError as error:
        reason = next((line for line in error.message.splitlines() if line.strip()), "")
        raise BrowserLost(f"{program} could not be started: {reason}") from error


async def _context(browser: Browser, options: BrowserOptions, guard: Guard) -> BrowserContext:
    width, height = options.viewport
    try:
        context = await browser.new_context(
            user_agent=await _user_agent(browser, options.contact),
            viewport={"width": width, "height": height},
            locale=options.locale,
            storage_state=cast("StorageState | Path | None", options.storage_state),
            accept_downloads=options.downloads is not None,
            geolocation=_place(options),
            record_har_path=options.har,
            record_har_content=None if options.har is None else "embed",
            proxy={"server": guard.proxy_url},
        )
        await guard.watch(context)
        if options.geolocation is not None:
            await context.grant_permissions(["geolocation"])
    except PlaywrightError as error:
        raise BrowserLost(
            f"The browser refused its settings: {error.message.splitlines()[0]}"
        ) from error
    if options.signer is not None:
        await sign_documents(context, options.signer)
    if options.trace is not None:
        await context.tracing.start(screenshots=True, snapshots=True)
    return context


def _place(options: BrowserOptions) -> Geolocation | None:
    if options.geolocation is None:
        return None
    latitude, longitude = options.geolocation
    return {"latitude": latitude, "longitude": longitude}


async def _user_agent(browser: Browser, contact: str | None) -> str:
    """Return the browser's own, with the name of this program at its end."""
    protocol = cast("Any", await browser.new_browser_cdp_session())
    try:
        version: dict[str, str] = await protocol.send("Browser.getVersion")
    finally:
        await protocol.detach()
    return f"{version['userAgent']} {user_agent(contact)}"


async def _keep(
    session: Session, browser: Browser, context: BrowserContext, options: BrowserOptions
) -> None:
    await session.close()
    if not browser.is_connected():
        return
    try:
        async with asyncio.timeout(_KEEP_CAP_S):
            if options.trace is not None:
                await context.tracing.stop(path=options.trace)
            if options.save_storage_state is not None:
                await session.save_storage_state(options.save_storage_state)
    except TimeoutError as error:
        raise BrowserLost(
            f"The trace or the storage state could not be kept: the browser did not hand it over "
            f"within {_KEEP_CAP_S:.0f} s."
        ) from error
    except (PlaywrightError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise BrowserLost(f"The trace or the storage state could not be kept: {reason}") from error


async def _close(opened: Browser | BrowserContext) -> None:
    try:
        async with asyncio.timeout(_CLOSE_CAP_S):
            await opened.close()
    except (PlaywrightError, TimeoutError):
        # Leaving async_playwright ends the driver, and the driver ends the browser.
        return
