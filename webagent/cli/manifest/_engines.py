"""Who reads an owner's pages: the browser, or the static engine."""

from __future__ import annotations

import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from webagent.errors import UsageError
from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from webagent_manifests.page import Page

ENGINES = ("browser", "static")


def check_engine(engine: str) -> None:
    """Raise `UsageError` for an engine that there is not."""
    if engine not in ENGINES:
        raise UsageError(f"“{engine}” is no engine: choose {' or '.join(ENGINES)}.")


@asynccontextmanager
async def opened_page(source: str, engine: str, browser: str | None) -> AsyncGenerator[Page]:
    """Open a page in a file or on the web; say on standard error what the engine can't know.

    Raises:
        UsageError: there is no such file, or it can't be read.
        EnvironmentFailure: no browser, or no such page.
    """
    async with opened_pages(engine, browser) as open_one:
        page = await open_one(source)
        yield page
        warn(page)


@asynccontextmanager
async def opened_pages(
    engine: str, browser: str | None
) -> AsyncGenerator[Callable[[str], Awaitable[Page]]]:
    """Yield a function that opens one page after another, see `opened_page`."""
    from webagent.authoring import open_pages, read_static
    from webagent.browser import BrowserOptions

    if engine == "static":
        yield read_static
        return
    async with open_pages(BrowserOptions(executable=browser)) as open_one:
        yield open_one


def warn(page: Page) -> None:
    """Say where a page read without a browser may be another one in it."""
    from webagent_manifests.page import StaticPage

    if isinstance(page, StaticPage):
        sys.stderr.write(
            "No browser was asked: scripts have not run, frames are not looked into, and a browser "
            "may differ.\n"
        )
        for selector in page.unsupported:
            sys.stderr.write(f"Only a browser can evaluate “{printable(selector)}”.\n")
