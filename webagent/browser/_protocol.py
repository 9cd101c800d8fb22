"""A page's session of the Chrome DevTools Protocol, for the length of a block."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Page


@asynccontextmanager
async def open_protocol(page: Page) -> AsyncGenerator[Any]:
    """Yield what sends commands and hears events; Playwright leaves their types out.

    Raises:
        playwright.async_api.Error: the page is gone.
    """
    protocol = cast("Any", await page.context.new_cdp_session(page))
    try:
        yield protocol
    finally:
        await protocol.detach()
