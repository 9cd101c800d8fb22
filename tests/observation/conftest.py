"""One tab for the tests of a file: opening one costs more than any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.support.site import serve_site

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, Page


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(browser: Browser) -> AsyncGenerator[Page]:
    """A tab with an empty page, which every test of the file fills or takes elsewhere."""
    page = await browser.new_page()
    with serve_site("") as url:
        await page.goto(url)
    yield page
    await page.close()


@pytest_asyncio.fixture(loop_scope="session")
async def own_page(browser: Browser) -> AsyncGenerator[Page]:
    """A tab for one test alone, which may leave it in any state."""
    page = await browser.new_page()
    yield page
    await page.close()
