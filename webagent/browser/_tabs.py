"""The open tabs, numbered in the order they were opened."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_actions import Tab

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import BrowserContext, Download, Frame, Page, Response

MAX_TABS = 20
"""Tabs that may be open at once; those that a page opens beyond are closed again."""
_SHOWN_BY_VIEWERS = ("application/pdf", "audio/", "video/")
"""What the browser shows by a program of its own, in which no text can be found."""


@dataclass(eq=False, slots=True)
class OpenTab:
    """One tab and what is known of it."""

    number: int
    page: Page
    depth: int = -1
    """How many pages one can go back; counted, since the browser tells no one."""
    crashed: bool = False


class Tabs:
    """The tabs of a context. A tab that a page opens becomes the active one, as for a person."""

    def __init__(self, context: BrowserContext, clean: Callable[[str], str]) -> None:
        self._clean = clean
        self._tabs: list[OpenTab] = []
        self._count = 0
        self._events: list[str] = []
        self._closings: set[asyncio.Task[None]] = set()
        self.active: OpenTab
        context.on("page", self._on_page)

    @property
    def url(self) -> str:
        """The address of the active tab; empty before there is one."""
        return self.active.page.url if self._count else ""

    def all(self) -> tuple[Tab, ...]:
        """Return the open tabs by their addresses: asking each for its title could hang."""
        return tuple(
            Tab(tab.number, self._clean(tab.page.url), tab is self.active) for tab in self._tabs
        )

    def switch(self, number: int) -> None:
        """Make a tab the active one. Raises `KeyError` if there is none of that number."""
        for tab in self._tabs:
            if tab.number == number:
                self.active = tab
                return
        raise KeyError(number)

    def take_events(self) -> tuple[str, ...]:
        """Return what happened since the last call, a sentence each."""
        events, self._events = tuple(self._events), []
        return events

    def _on_page(self, page: Page) -> None:
        if len(self._tabs) >= MAX_TABS:
            self._refuse(page)
            return
        self._count += 1
        tab = OpenTab(self._count, page)
        if self._tabs:
            self._events.append(f"tab {tab.number} opened and is now the active one")
        self._tabs.append(tab)
        self.active = tab
        page.on("close", lambda _: self._on_close(tab))
        page.on("crash", lambda _: self._on_crash(tab))
        page.on("download", self._on_download)
        page.on("framenavigated", lambda frame: self._on_navigated(tab, frame))
        page.on("response", lambda response: self._on_response(tab, response))

    def _refuse(self, page: Page) -> None:
        closing = asyncio.ensure_future(_close(page))
        self._closings.add(closing)
        closing.add_done_callback(self._closings.discard)
        event = f"the site opened more than {MAX_TABS} tabs; the newest were closed"
        if event not in self._events:
            self._events.append(event)

    def _on_close(self, tab: OpenTab) -> None:
        self._tabs.remove(tab)
        if tab is self.active and self._tabs:
            self.active = self._tabs[-1]
            self._events.append(
                f"tab {tab.number} was closed; tab {self.active.number} is now the active one"
            )

    def _on_crash(self, tab: OpenTab) -> None:
        tab.crashed = True
        self._events.append("the page crashed")

    def _on_navigated(self, tab: OpenTab, frame: Frame) -> None:
        # A new tab may or may not tell of its blank page; nobody goes back to that.
        if frame is tab.page.main_frame and frame.url != "about:blank":
            tab.depth += 1

    def _on_download(self, download: Download) -> None:
        name = self._clean(download.suggested_filename)
        self._events.append(f"the site offered the download “{name}”; it was not kept")

    def _on_response(self, tab: OpenTab, response: Response) -> None:
        try:
            top = response.frame is tab.page.main_frame
        except PlaywrightError:
            return
        if not top or not response.request.is_navigation_request():
            return
        if response.status >= 400:
            self._events.append(f"the server answered HTTP {response.status}")
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        attached = response.headers.get("content-disposition", "").lower().startswith("attachment")
        if kind.startswith(_SHOWN_BY_VIEWERS) and not attached:
            self._events.append(f"what is there is no page but {kind}, which can't be read here")


async def _close(page: Page) -> None:
    try:
        await page.close()
    except PlaywrightError:
        return
