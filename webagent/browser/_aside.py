"""A second page in the place of a tab's own, until it is kept or given up."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from ._tabs import OpenTab, Tabs


class Aside:
    """What is tried in a second page: see `Session.aside`."""

    def __init__(self, tabs: Tabs, behind: OpenTab, fresh: OpenTab) -> None:
        self._tabs = tabs
        self._behind = behind
        self._fresh = fresh
        self.kept = False
        """Whether the second page is the tab's own by now."""

    def keep(self) -> None:
        """Make it the page of the tab; the page behind it closes."""
        if not self.kept:
            self.kept = True
            self._tabs.keep(self._fresh, self._behind)

    def give_up(self) -> None:
        """Show the page behind it again, as it has become meanwhile; the second page closes."""
        self._tabs.put_back(self._behind, self._fresh)


@asynccontextmanager
async def open_aside(tabs: Tabs) -> AsyncGenerator[Aside]:
    """Open a second page in the place of the active tab's; it is given up unless it was kept.

    Raises:
        playwright.async_api.Error: the browser opens no page any more, or there are too many.
    """
    behind, fresh = await tabs.stand_in()
    aside = Aside(tabs, behind, fresh)
    try:
        yield aside
    finally:
        if not aside.kept:
            aside.give_up()
