"""The open tabs, numbered in the order they were opened."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_actions import Tab, explain_failure

from ._documents import hear_documents
from ._traffic import BROKEN_OFF

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Frame, Page, Request, Response

    from ._listeners import Listeners

MAX_TABS = 20
"""Tabs that may be open at once; those that a page opens beyond are closed again."""
_MAX_ADDRESSES = 50
_BLANK = "about:blank"
_SHOWN_BY_VIEWERS = ("application/pdf", "audio/", "video/")
"""What the browser shows by a program of its own, in which no text can be found."""


@dataclass(eq=False, slots=True)
class OpenTab:
    """One tab and what is known of it."""

    number: int
    page: Page
    opener: OpenTab | None = None
    """The tab whose page opened it."""
    addresses: list[str] = field(default_factory=list[str])
    """Of the pages it has shown, the last is the one it shows; the browser tells no one."""
    crashed: bool = False
    trouble: str = ""
    """Why it shows a blank page in place of one that was lost, until it is sent somewhere."""

    @property
    def url(self) -> str:
        """Where it is; where it was, if its page was lost."""
        return self.addresses[-1] if self.trouble and self.addresses else self.page.url


class Tabs:
    """The tabs of a context. A tab that a page opens becomes the active one, as for a person."""

    def __init__(self, listeners: Listeners, clean: Callable[[str], str]) -> None:
        self._listeners = listeners
        self._context = listeners.context
        self._clean = clean
        self._tabs: list[OpenTab] = []
        self._count = 0
        self._events: list[str] = []
        self._closings: set[asyncio.Task[None]] = set()
        self._seen: OpenTab | None = None
        self.active: OpenTab
        listeners.on_context("page", self._on_page)
        hear_documents(listeners, self._on_document)

    @property
    def url(self) -> str:
        """The address of the active tab; empty before there is one."""
        return self.active.url if self._count else ""

    @property
    def is_empty(self) -> bool:
        """Whether no tab is open any more."""
        return not self._tabs

    def all(self) -> tuple[Tab, ...]:
        """Return the open tabs by their addresses: asking each for its title could hang."""
        return tuple(
            Tab(tab.number, self._clean(tab.url), tab is self.active) for tab in self._tabs
        )

    def with_page(self, page: Page) -> OpenTab | None:
        """Return the tab that shows a page."""
        return next((tab for tab in self._tabs if tab.page is page), None)

    def numbered(self, number: int) -> OpenTab:
        """Return a tab by its number. Raises `KeyError` if there is none of that number."""
        for tab in self._tabs:
            if tab.number == number:
                return tab
        raise KeyError(number)

    def switch(self, number: int) -> None:
        """Make a tab the active one. Raises `KeyError` if there is none of that number."""
        self.active = self.numbered(number)

    async def replace(self, tab: OpenTab, trouble: str) -> None:
        """Put a blank page in the place of one that was lost.

        Raises:
            playwright.async_api.Error: the browser opens no page any more.
        """
        fresh = await self._open_in_place_of(tab)
        if fresh is not None:
            fresh.addresses, fresh.trouble = tab.addresses, trouble
            self._dispose(tab.page)

    async def stand_in(self) -> tuple[OpenTab, OpenTab]:
        """Open a blank page under the number of the active tab; return that tab, and the new one.

        The page of the tab goes on unseen, until it is `keep` or `put_back`.

        Raises:
            playwright.async_api.Error: the browser opens no page any more, or there are too many.
        """
        behind = self.active
        fresh = await self._open_in_place_of(behind)
        if fresh is None:
            raise PlaywrightError("too many tabs are open for another page")
        return behind, fresh

    def keep(self, fresh: OpenTab, behind: OpenTab) -> None:
        """Let what stood in for a tab be that tab from now on, and close the page behind it."""
        for tab in self._tabs:
            tab.opener = fresh if tab.opener is behind else tab.opener
        self._dispose(behind.page)

    def put_back(self, behind: OpenTab, fresh: OpenTab) -> None:
        """Show a tab again that another stood in for; that one and all it opened are closed."""
        place = self._tabs.index(fresh) if fresh in self._tabs else len(self._tabs)
        gone = [tab for tab in self._tabs if _comes_from(tab, fresh)]
        self._tabs.insert(place, behind)
        self._tabs = [tab for tab in self._tabs if tab not in gone]
        self.active = behind
        for tab in (fresh, *gone):
            self._dispose(tab.page)

    async def _open_in_place_of(self, tab: OpenTab) -> OpenTab | None:
        """Open a blank page under the number of a tab; `None` if there are too many tabs."""
        page = await self._context.new_page()
        fresh = self.with_page(page)
        if fresh is None:
            return None
        self._tabs.remove(fresh)
        self._events.remove(_opened(fresh))
        # The number it came with is nobody's.
        self._count -= fresh.number == self._count
        fresh.number, fresh.opener = tab.number, tab.opener
        place = self._tabs.index(tab) if tab in self._tabs else len(self._tabs)
        self._tabs[place : place + 1] = [fresh]
        self.active = fresh
        return fresh

    async def reopen(self) -> None:
        """Open a blank tab where the last one was closed.

        Raises:
            playwright.async_api.Error: the browser opens no page any more.
        """
        await self._context.new_page()
        self._events.append("the last tab was closed; a blank one is open in its place")

    def tell(self, event: str) -> None:
        """Add what happened, in a sentence; once between two looks is enough."""
        if event not in self._events:
            self._events.append(event)

    def take_events(self) -> tuple[str, ...]:
        """Return what happened since the last call, a sentence each."""
        events, self._events = tuple(self._events), []
        self._seen = self.active
        return events

    def _on_page(self, page: Page) -> None:
        if len(self._tabs) >= MAX_TABS:
            self._refuse(page)
            return
        self._count += 1
        tab = OpenTab(self._count, page)
        if self._tabs:
            self._events.append(_opened(tab))
        before = self.active if self._tabs else None
        self._tabs.append(tab)
        self.active = tab
        on = partial(self._listeners.on, page)
        on("close", lambda _: self._on_close(tab))
        on("crash", lambda _: self._on_crash(tab))
        on("popup", lambda popup: self._on_popup(tab, popup))
        on("framenavigated", lambda frame: self._on_navigated(tab, frame))
        on("requestfailed", lambda request: self._on_failed(tab, request))
        tab.opener = before

    def _on_popup(self, opener: OpenTab, page: Page) -> None:
        """Learn who opened a tab; it is told right after the tab itself."""
        tab = self.with_page(page)
        if tab is None:
            return
        before, tab.opener = tab.opener, opener
        # What a page in the background opens does not come to the front by itself.
        if before is not None and tab is self.active and opener not in (before, self._seen):
            self.active = before
            self._events.remove(_opened(tab))
            self._events.append(f"tab {tab.number} was opened in the background")

    def _refuse(self, page: Page) -> None:
        self._dispose(page)
        event = f"the site opened more than {MAX_TABS} tabs; the newest were closed"
        self.tell(event)

    def _dispose(self, page: Page) -> None:
        closing = asyncio.ensure_future(_close(page))
        self._closings.add(closing)
        closing.add_done_callback(self._closings.discard)

    def _on_close(self, tab: OpenTab) -> None:
        if tab not in self._tabs:
            return
        self._tabs.remove(tab)
        if tab is self.active and self._tabs:
            opener = tab.opener
            self.active = opener if opener in self._tabs and opener else self._tabs[-1]
            self._events.append(
                f"tab {tab.number} was closed; tab {self.active.number} is now the active one"
            )

    def _on_crash(self, tab: OpenTab) -> None:
        tab.crashed = True

    def _on_navigated(self, tab: OpenTab, frame: Frame) -> None:
        # A new tab may or may not tell of its blank page; nobody goes back to that.
        if frame is not tab.page.main_frame or frame.url == _BLANK:
            return
        if tab.trouble:
            # The way back went with the page that was lost.
            tab.trouble, tab.addresses = "", []
        # To go where one is replaces the entry (HTML, 7.4.2.2 Beginning navigation).
        if tab.addresses[-1:] != [frame.url]:
            tab.addresses.append(frame.url)
            del tab.addresses[:-_MAX_ADDRESSES]

    def _on_document(self, response: Response) -> None:
        tab = self.with_page(response.frame.page)
        if tab is None or not _is_of_tab(tab, response.request):
            return
        if response.status >= 400:
            self._events.append(f"the server answered HTTP {response.status}")
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        attached = response.headers.get("content-disposition", "").lower().startswith("attachment")
        if kind.startswith(_SHOWN_BY_VIEWERS) and not attached:
            self._events.append(f"what is there is no page but {kind}, which can't be read here")

    def _on_failed(self, tab: OpenTab, request: Request) -> None:
        failure = request.failure or BROKEN_OFF
        if failure != BROKEN_OFF and _is_of_tab(tab, request):
            why = explain_failure(PlaywrightError(failure))
            self._events.append(f"{self._clean(request.url)} could not be opened: {why}")


def _opened(tab: OpenTab) -> str:
    return f"tab {tab.number} opened and is now the active one"


def _comes_from(tab: OpenTab | None, origin: OpenTab) -> bool:
    """Whether a tab is another, or was opened by it or by what it opened."""
    while tab is not None and tab is not origin:
        tab = tab.opener
    return tab is origin


def _is_of_tab(tab: OpenTab, request: Request) -> bool:
    """Whether a request is for the document of the tab itself."""
    try:
        return request.is_navigation_request() and request.frame is tab.page.main_frame
    except PlaywrightError:
        # A service worker's own request belongs to no frame.
        return False


async def _close(page: Page) -> None:
    try:
        await page.close()
    except PlaywrightError:
        return
