"""A page in a file or on the web, opened for its owner."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_actions import ActionRefused, explain_failure
from webagent_observation import PageUnreadable, Reading

from webagent.browser import BrowserOptions, open_session
from webagent.errors import SiteUnreachable
from webagent.secrets import Secrets

from ._folder import serve_file
from ._live_page import LivePage
from ._source import is_address, readable_file

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from webagent_observation import Document

    from webagent.browser import Session

MOST_PAGES = 20
"""Pages that can be open at once."""
_DIALOGS = 5


@asynccontextmanager
async def open_page(source: str, options: BrowserOptions | None = None) -> AsyncGenerator[LivePage]:
    """Open a page in the browser, wait until it has settled, and yield it.

    `source` is an http(s) address, or the path of a file, which is served on 127.0.0.1 from its
    folder so that it has an origin and finds what lies beside it. No manifest withholds anything
    of the page: its owner looks at it.

    Raises:
        UsageError: there is no such file, or it can't be read.
        EnvironmentFailure: no browser, or no such page; see `webagent.errors`.
    """
    async with open_pages(options) as open_one:
        yield await open_one(source)


@asynccontextmanager
async def open_pages(
    options: BrowserOptions | None = None,
) -> AsyncGenerator[Callable[[str], Awaitable[LivePage]]]:
    """Start a browser and yield a function that opens one page after another, each in a tab.

    All of them stay open, so that they can be asked what selectors match; there may be
    `MOST_PAGES` of them. See `open_page`.
    """
    async with AsyncExitStack() as stack:
        session: Session | None = None
        opened_pages = 0

        async def open_one(source: str) -> LivePage:
            nonlocal session, opened_pages
            if opened_pages == MOST_PAGES:
                raise SiteUnreachable(f"{source} was not opened: {MOST_PAGES} pages are open.")
            url = source
            if not is_address(source):
                url = stack.enter_context(serve_file(readable_file(source)))
            if session is None:
                # Only now: a wrong path is told without a browser being started.
                opened = open_session(options or BrowserOptions(), _everything, Secrets())
                session = await stack.enter_async_context(opened)
                await session.start("about:blank")
            else:
                # A new tab becomes the active one.
                await session.page.context.new_page()
            opened_pages += 1
            return await _read(session, url, source)

        yield open_one


async def _read(session: Session, url: str, source: str) -> LivePage:
    session.guard.name(url)
    try:
        await session.goto(url)
        for _ in range(_DIALOGS):
            if (await session.look()).dialog is None:
                page = await session.unless_dialog(LivePage.read(session.page))
                if page is not None:
                    return page
            await session.answer_dialog(accept=True, text=None)
    except PageUnreadable as error:
        raise SiteUnreachable(f"{source} can't be looked at: {error}.") from error
    except ActionRefused as refused:
        raise SiteUnreachable(f"{source} can't be opened: {refused.hint}.") from refused
    except PlaywrightError as error:
        raise SiteUnreachable(f"{source} can't be opened: {explain_failure(error)}.") from error
    raise SiteUnreachable(f"{source} can't be looked at: it opens one dialog after another.")


async def _everything(_document: Document) -> Reading:
    return Reading()
