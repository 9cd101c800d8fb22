"""How many requests that may change a page are under way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Request

_COUNTED = frozenset({"document", "fetch", "script", "stylesheet", "xhr"})
"""Pictures, media and open channels change no text, and some never end."""


class Traffic:
    """Counts the open requests of each page of a context."""

    def __init__(self, context: BrowserContext) -> None:
        self._open: Counter[Page] = Counter()
        self._pages: dict[Request, Page] = {}
        context.on("request", self._on_request)
        context.on("requestfinished", self._on_end)
        context.on("requestfailed", self._on_end)

    def in_flight(self, page: Page) -> int:
        """Return how many requests of a page are open now."""
        return self._open[page]

    def _on_request(self, request: Request) -> None:
        if request.resource_type not in _COUNTED or request.is_navigation_request():
            return
        try:
            page = request.frame.page
        except PlaywrightError:
            # A service worker's own request belongs to no page.
            return
        self._pages[request] = page
        self._open[page] += 1

    def _on_end(self, request: Request) -> None:
        page = self._pages.pop(request, None)
        if page is not None:
            self._open[page] -= 1
