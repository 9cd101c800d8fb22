"""A real browser page for the tests that ask the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio
from playwright.async_api import async_playwright

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Page


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def blank_page() -> AsyncGenerator[Page]:
    """An about:blank page of a Chromium that lives as long as the test module."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium")
        yield await browser.new_page()
        await browser.close()
