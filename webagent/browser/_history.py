"""The session history of a page, and going to an entry of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._protocol import open_protocol

if TYPE_CHECKING:
    from playwright.async_api import Page


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry of a page's session history (CDP, `Page.NavigationEntry`)."""

    number: int
    """The browser's own: no two entries of a browser share it, whatever their pages."""
    url: str


@dataclass(frozen=True, slots=True)
class History:
    """The session history of a page, and where in it the page is."""

    entries: tuple[HistoryEntry, ...]
    index: int
    """Of the entry that is shown, counted from 0."""

    @property
    def current(self) -> HistoryEntry:
        """The entry that is shown."""
        return self.entries[self.index]

    def steps_to(self, number: int) -> int | None:
        """Return how many entries forward one lies, below 0 for back; `None` if it is not there."""
        for place, entry in enumerate(self.entries):
            if entry.number == number:
                return place - self.index
        return None


async def history_of(page: Page) -> History:
    """Return the session history of a page.

    Raises:
        playwright.async_api.Error: the page is gone.
    """
    async with open_protocol(page) as protocol:
        told = await protocol.send("Page.getNavigationHistory")
    entries = tuple(HistoryEntry(entry["id"], entry["url"]) for entry in told["entries"])
    return History(entries, told["currentIndex"])


async def forget_history(page: Page) -> None:
    """Leave nothing of a page's history but what it shows now.

    Raises:
        playwright.async_api.Error: the page is gone.
    """
    async with open_protocol(page) as protocol:
        await protocol.send("Page.resetNavigationHistory")


async def travel(page: Page, number: int, timeout_ms: float) -> None:
    """Go to an entry of a page's history, until it is shown.

    Raises:
        playwright.async_api.Error: there is no such entry, or it was not shown in time.
    """
    async with (
        open_protocol(page) as protocol,
        page.expect_event(
            "framenavigated", lambda frame: frame is page.main_frame, timeout=timeout_ms
        ),
    ):
        await protocol.send("Page.navigateToHistoryEntry", {"entryId": number})
