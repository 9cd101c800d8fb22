"""What listens to a context and to its pages, taken off all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import BrowserContext, Page


class Listeners:
    """The listeners of one session, in a context that may outlive it."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self._of: dict[Any, list[tuple[str, Callable[[Any], None]]]] = {context: []}

    def on_context(self, event: str, listener: Callable[[Any], None]) -> None:
        """Call a listener with what comes with each event of the context."""
        self.on(self.context, event, listener)

    def on(self, source: Any, event: str, listener: Callable[[Any], None]) -> None:
        """Call a listener with what comes with each event of a page, or of another source."""
        if source not in self._of:
            self._of[source] = []
            self.on(source, "close", self._forget)
        source.on(event, listener)
        self._of[source].append((event, listener))

    def meet(self, page: Page) -> None:
        """Tell whoever waits for new pages of one that was there before they listened."""
        for event, listener in tuple(self._of[self.context]):
            if event == "page":
                listener(page)

    def end(self) -> None:
        """Take all of them off."""
        for source, listeners in self._of.items():
            for event, listener in listeners:
                source.remove_listener(event, listener)
        self._of = {self.context: []}

    def _forget(self, source: Any) -> None:
        self._of.pop(source, None)
