"""The open tabs, numbered in the order they were opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_actions import Tab

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import BrowserContext, Download, Frame, Page, Response


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
        self.active: OpenTab
        context.on("page", self._on_page)

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
        if frame is tab.page.main_frame:
            tab.depth += 1

    def _on_download(self, download: Download) -> None:
        name = self._clean(download.suggested_filename)
        self._events.append(f"the site offered the download “{name}”; it was not kept")

    def _on_response(self, tab: OpenTab, response: Response) -> None:
        try:
            top = response.frame is tab.page.main_frame
        except PlaywrightError:
            return
        if top and response.request.is_navigation_request() and response.status >= 400:
            self._events.append(f"the server answered HTTP {response.status}")
