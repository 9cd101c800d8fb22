"""The responses that become documents, each told once its page is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Page, Response

    from ._listeners import Listeners

OnDocument: TypeAlias = "Callable[[Response], None]"

_MOST_WAITING = 100


def hear_documents(listeners: Listeners, on_document: OnDocument) -> None:
    """Tell of each response that becomes the document of a frame, before it does.

    The first response of a new tab comes before the tab itself, and belongs to no frame until then.
    """
    heard = _Documents(on_document)
    listeners.on_context("response", heard.on_response)
    listeners.on_context("page", heard.on_page)


class _Documents:
    def __init__(self, on_document: OnDocument) -> None:
        self._on_document = on_document
        self._waiting: list[Response] = []

    def on_response(self, response: Response) -> None:
        # A service worker's own requests belong to no frame, and asking them for one fails.
        if not response.request.is_navigation_request():
            return
        if _has_frame(response):
            self._on_document(response)
        else:
            self._waiting = [*self._waiting[1 - _MOST_WAITING :], response]

    def on_page(self, _page: Page) -> None:
        waiting, self._waiting = self._waiting, []
        for response in waiting:
            self.on_response(response)


def _has_frame(response: Response) -> bool:
    try:
        _ = response.frame
    except PlaywrightError:
        return False
    return True
