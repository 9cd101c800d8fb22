"""JavaScript dialogs, kept until the agent answers them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_actions import OpenDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Dialog, Page

    from ._listeners import Listeners

MESSAGE_LIMIT = 4_000
"""Characters of a dialog that are shown; a site may put a whole book into one."""


class Dialogs:
    """The dialogs that are open, at most one a page.

    An open dialog blocks its page: nothing can be evaluated there until it is answered.
    """

    def __init__(
        self,
        listeners: Listeners,
        clean: Callable[[str], str],
        leaves_freely: Callable[[], bool] = lambda: False,
    ) -> None:
        """Hear of a context's dialogs; while it `leaves_freely`, none asks before it is left."""
        self._leaves_freely = leaves_freely
        self._open: dict[Page, tuple[int, Dialog]] = {}
        self._count = 0
        self._clean = clean
        self._opened = asyncio.Event()
        self._unseen: set[asyncio.Task[None]] = set()
        self._listeners = listeners
        listeners.on_context("dialog", self._on_dialog)

    def on(self, page: Page) -> OpenDialog | None:
        """Return the dialog that blocks a page, if there is one."""
        if page not in self._open:
            return None
        number, dialog = self._open[page]
        return OpenDialog(
            dialog.type, self._shown(dialog.message), self._shown(dialog.default_value), number
        )

    async def opened(self, active: Callable[[], Page]) -> None:
        """Return as soon as a dialog blocks the page that is the active one at that time."""
        while active() not in self._open:
            self._opened.clear()
            await self._opened.wait()

    async def answer(self, page: Page, *, accept: bool, text: str | None) -> None:
        """Answer the dialog of a page; nothing happens if it has none."""
        if page not in self._open:
            return
        _, dialog = self._open.pop(page)
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

    def _on_close(self, page: Page) -> None:
        self._open.pop(page, None)

    def _on_dialog(self, dialog: Dialog) -> None:
        leaving = dialog.type == "beforeunload" and self._leaves_freely()
        if dialog.page is None or leaving:
            # A page that is not there yet never would be: nobody could answer.
            answer = asyncio.ensure_future(_answer_unseen(dialog, accept=leaving))
            self._unseen.add(answer)
            answer.add_done_callback(self._unseen.discard)
            return
        self._count += 1
        self._open[dialog.page] = self._count, dialog
        self._listeners.on(dialog.page, "close", self._on_close)
        self._opened.set()


async def _answer_unseen(dialog: Dialog, *, accept: bool) -> None:
    try:
        await (dialog.accept() if accept else dialog.dismiss())
    except PlaywrightError:
        return
