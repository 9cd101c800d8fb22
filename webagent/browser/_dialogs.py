"""JavaScript dialogs, kept until the agent answers them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_actions import OpenDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import BrowserContext, Dialog, Page

MESSAGE_LIMIT = 4_000
"""Characters of a dialog that are shown; a site may put a whole book into one."""


class Dialogs:
    """The dialogs that are open, at most one a page.

    An open dialog blocks its page: nothing can be evaluated there until it is answered.
    """

    def __init__(self, context: BrowserContext, clean: Callable[[str], str]) -> None:
        self._open: dict[Page, Dialog] = {}
        self._clean = clean
        self._opened = asyncio.Event()
        self._dismissals: set[asyncio.Task[None]] = set()
        context.on("dialog", self._on_dialog)

    def on(self, page: Page) -> OpenDialog | None:
        """Return the dialog that blocks a page, if there is one."""
        dialog = self._open.get(page)
        if dialog is None:
            return None
        return OpenDialog(
            dialog.type, self._shown(dialog.message), self._shown(dialog.default_value)
        )

    async def opened(self, active: Callable[[], Page]) -> None:
        """Return as soon as a dialog blocks the page that is the active one at that time."""
        while active() not in self._open:
            self._opened.clear()
            await self._opened.wait()

    async def answer(self, page: Page, *, accept: bool, text: str | None) -> None:
        """Answer the dialog of a page; nothing happens if it has none."""
        dialog = self._open.pop(page, None)
        if dialog is None:
            return
        try:
            if accept:
                await dialog.accept(text or "")
            else:
                await dialog.dismiss()
        except PlaywrightError:
            # It went away with its page: then it needs no answer.
            return

    def _shown(self, text: str) -> str:
        shown = self._clean(text)
        return shown if len(shown) <= MESSAGE_LIMIT else f"{shown[:MESSAGE_LIMIT]}…"

    def _on_dialog(self, dialog: Dialog) -> None:
        if dialog.page is None:
            # Its page is not there yet, and never would be: nobody could answer.
            dismissal = asyncio.ensure_future(_dismiss(dialog))
            self._dismissals.add(dismissal)
            dismissal.add_done_callback(self._dismissals.discard)
            return
        self._open[dialog.page] = dialog
        self._opened.set()


async def _dismiss(dialog: Dialog) -> None:
    try:
        await dialog.dismiss()
    except PlaywrightError:
        return
