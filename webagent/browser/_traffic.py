"""How many requests that may change a page are under way."""

from __future__ import annotations

from collections import defaultdict
from time import monotonic
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from playwright.async_api import Page, Request

    from ._listeners import Listeners

PATIENCE_S = 3.0
CHANNEL_S = 5.0
BROKEN_OFF = "net::ERR_ABORTED"
"""What the browser says of a request that the page, or who looks at it, no longer wanted."""

_COUNTED = frozenset({"document", "fetch", "script", "stylesheet", "xhr"})
"""Pictures, media and open channels change no text, and some never end."""


class Traffic:
    """Counts the open requests of each page of a context that somebody would wait for.

    One that has been open for long is no answer to what was done last. An address that once held
    a request open even longer is a channel that the page listens to (long polling): no request to
    it counts from then on.
    """

    def __init__(self, listeners: Listeners) -> None:
        self._open: defaultdict[Page, dict[Request, float]] = defaultdict(dict)
        self._pages: dict[Request, Page] = {}
        self._channels: set[str] = set()
        listeners.on_context("request", self._on_request)
        listeners.on_context("requestfinished", self._on_end)
        listeners.on_context("requestfailed", self._on_end)

    def in_flight(self, page: Page) -> int:
        """Return how many requests of a page are worth waiting for now."""
        oldest = monotonic() - PATIENCE_S
        return sum(begin > oldest for begin in self._open[page].values())

    def leaving_since(self, page: Page) -> float | None:
        """Return when a page began to leave for another that has not been answered, if it does."""
        for request, begin in self._open[page].items():
            if request.is_navigation_request() and request.frame is page.main_frame:
                return begin
        return None

    def is_channel(self, request: Request) -> bool:
        """Whether a request goes where the page only listens."""
        return address(request) in self._channels

    def _on_request(self, request: Request) -> None:
        if request.resource_type not in _COUNTED or self.is_channel(request):
            return
        try:
            page = request.frame.page
        except PlaywrightError:
            # A service worker's own request, or that of a tab being opened, belongs to no page.
            return
        self._pages[request] = page
        self._open[page][request] = monotonic()

    def _on_end(self, request: Request) -> None:
        page = self._pages.pop(request, None)
        if page is None:
            return
        begin = self._open[page].pop(request)
        if monotonic() - begin > CHANNEL_S and not request.is_navigation_request():
            self._channels.add(address(request))


def address(request: Request) -> str:
    """Return where a request goes, without its query, which often differs from time to time."""
    return request.url.partition("?")[0]
