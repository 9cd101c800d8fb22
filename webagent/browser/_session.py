"""One browser context and the agent's place in it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from playwright.async_api import Error as PlaywrightError
from webagent_actions import Happened, Situation, explain_failure
from webagent_observation import (
    Observation,
    PageUnreadable,
    Registry,
    observe,
    screenshot,
    settle,
)

from webagent.errors import BrowserLost, SiteUnreachable

from ._dialogs import Dialogs
from ._storage_state import write_storage_state
from ._tabs import Tabs
from ._traffic import Traffic

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine, Mapping
    from pathlib import Path
    from typing import Any

    from playwright.async_api import Browser, BrowserContext, Page
    from webagent_observation import ReadingPolicy

    from webagent.secrets import Secrets

    from ._tabs import OpenTab

T = TypeVar("T")

NAVIGATION_TIMEOUT_MS = 15_000
_OPERATION_CAP_S = 20.0
_TAB_CLOSE_S = 0.1
_LOOKS = 3


class Session:
    """A browser context, its tabs and dialogs, and the eyes of the agent: see `open_session`."""

    def __init__(
        self,
        browser: Browser,
        context: BrowserContext,
        reading: ReadingPolicy,
        secrets: Secrets,
        files: Mapping[str, Path] | None = None,
    ) -> None:
        self.registry = Registry()
        self._browser = browser
        self._context = context
        self._reading = reading
        self._secrets = secrets
        self._dialogs = Dialogs(context, secrets.redact)
        self._tabs = Tabs(context, secrets.redact)
        self._traffic = Traffic(context)
        self._held_up: set[asyncio.Task[None]] = set()
        self._last_seen: Observation | None = None
        self._start_url = ""
        self._files = dict(files or {})

    @property
    def page(self) -> Page:
        """The page of the active tab."""
        return self._tabs.active.page

    @property
    def url(self) -> str:
        """The address of the active tab; empty before the first page."""
        return self._tabs.url

    async def start(self, url: str) -> Situation:
        """Open the first page and look at it.

        Raises:
            SiteUnreachable: it could not be opened; the message says why.
            BrowserLost: the browser died, or it can't show a page with its settings.
        """
        self._start_url = url
        try:
            await self._context.new_page()
        except PlaywrightError as error:
            self._check_alive()
            raise BrowserLost(
                f"The browser could not open a page: {explain_failure(error)}."
            ) from error
        try:
            await self.until_dialog(self.goto(url))
        except PlaywrightError as error:
            self._check_alive()
            raise SiteUnreachable(
                f"{url} could not be opened: {explain_failure(error)}."
            ) from error
        return await self.look()

    async def goto(self, url: str) -> None:
        """Open an address in the active tab."""
        await self.page.goto(url, timeout=NAVIGATION_TIMEOUT_MS, wait_until="commit")

    async def go_back(self) -> None:
        """Go back one page in the active tab."""
        tab = self._tabs.active
        await tab.page.go_back(timeout=NAVIGATION_TIMEOUT_MS, wait_until="commit")
        tab.depth = max(tab.depth - 2, 0)

    async def go_home(self) -> None:
        """Open the address the task began with in the active tab."""
        await self.goto(self._start_url)

    async def close_tab(self) -> None:
        """Close the active tab."""
        await self.page.close(run_before_unload=False)

    def file(self, name: str) -> Path:
        """Return the file the user gave under this name. Raises `KeyError` if there is none."""
        return self._files[name]

    async def switch_tab(self, number: int) -> None:
        """Make another tab the active one. Raises `KeyError` if there is none of that number."""
        self._tabs.switch(number)
        await self.page.bring_to_front()

    async def until_dialog(self, operation: Awaitable[None]) -> None:
        """Run an operation to its end, or until a dialog holds it up; then it ends later.

        Raises:
            playwright.async_api.Error: the browser did not do it.
            webagent_observation.PageUnreadable: it took longer than any operation may.
            BrowserLost: the browser died.
        """
        task = asyncio.ensure_future(operation)
        if await self._before_dialog(task):
            task.result()
        else:
            self._held_up.add(task)
            task.add_done_callback(self._release)

    async def unless_dialog(
        self, operation: Coroutine[Any, Any, T], *, capped: bool = True
    ) -> T | None:
        """Run an operation, and drop it when a dialog opens meanwhile: it could not go on.

        Raises:
            webagent_observation.PageUnreadable: it is `capped` and took longer than any may.
            BrowserLost: the browser died.
        """
        task = asyncio.ensure_future(operation)
        if await self._before_dialog(task, capped=capped):
            return task.result()
        task.cancel()
        return None

    async def answer_dialog(self, *, accept: bool, text: str | None) -> None:
        """Answer the dialog of the active tab."""
        await self._dialogs.answer(self.page, accept=accept, text=text)
        if self._held_up:
            # What the dialog held up goes on now, and may run into the next dialog.
            going_on = asyncio.ensure_future(asyncio.wait(set(self._held_up)))
            await self._before_dialog(going_on)
            going_on.cancel()

    async def look(self, *, quiet_ms: int | None = None) -> Situation:
        """Wait until the active page has settled, and observe it.

        With a dialog open nothing of the page can be seen; the observation is empty then.

        Raises:
            webagent_observation.PageUnreadable: the page can't be looked at.
            BrowserLost: the browser died.
        """
        observation = None
        for _ in range(_LOOKS):
            tab = self._tabs.active
            try:
                observation = await self._seen(tab, quiet_ms)
            except PageUnreadable:
                if tab.page.is_closed():
                    # That it is gone may be known a moment before its tab is told so.
                    await asyncio.sleep(_TAB_CLOSE_S)
                if self._tabs.active is tab:
                    raise
            # Another tab may have become the active one meanwhile: it is what has to be seen.
            if self._tabs.active is tab:
                break
        covered = None
        if observation is None:
            covered = self._last_seen
            observation = Observation.blocked(self._secrets.redact(self.page.url))
        else:
            self._last_seen = observation
        return Situation(
            observation=observation,
            tabs=self._tabs.all(),
            dialog=self._dialogs.on(self.page),
            covered=covered,
            can_go_back=self._tabs.active.depth > 0,
            can_go_home=self._start_url not in ("", self.page.url),
            files=tuple(self._files),
            happened=Happened(self._tabs.take_events()),
        )

    async def picture(self) -> bytes | None:
        """Return a JPEG of the active page, masked; `None` when there can be none."""
        if self._dialogs.on(self.page) is not None:
            return None
        return await self.unless_dialog(
            screenshot(self.page, self.registry, self._reading, self._secrets.values)
        )

    async def save_storage_state(self, path: Path) -> None:
        """Keep cookies and local storage in a file only its owner can read."""
        write_storage_state(path, await self._context.storage_state())

    async def _seen(self, tab: OpenTab, quiet_ms: int | None) -> Observation | None:
        """Return what is seen of a tab once it has settled; `None` under a dialog."""
        if self._dialogs.on(tab.page) is None and not tab.crashed:
            await self.unless_dialog(self._settled(tab.page, quiet_ms))
        # A page may open a dialog while it settles.
        if self._dialogs.on(tab.page) is not None:
            return None
        return await self.unless_dialog(self._observed(tab))

    async def _settled(self, page: Page, quiet_ms: int | None) -> None:
        options = {} if quiet_ms is None else {"quiet_ms": quiet_ms}
        await settle(page, lambda: self._traffic.in_flight(page), **options)

    async def _observed(self, tab: OpenTab) -> Observation:
        if tab.crashed:
            raise PageUnreadable("the page crashed")
        try:
            return await observe(tab.page, self.registry, self._reading, self._secrets.redact)
        except PageUnreadable:
            self._check_alive()
            raise

    async def _before_dialog(self, task: asyncio.Future[Any], *, capped: bool = True) -> bool:
        """Wait for a task; say whether it ended before a dialog opened."""
        cap = _OPERATION_CAP_S if capped else None
        opened = asyncio.ensure_future(self._dialogs.opened(lambda: self.page))
        try:
            done, _ = await asyncio.wait(
                {task, opened}, timeout=cap, return_when=asyncio.FIRST_COMPLETED
            )
        except asyncio.CancelledError:
            task.cancel()
            raise
        finally:
            opened.cancel()
        if not done:
            task.cancel()
            self._check_alive()
            raise PageUnreadable(f"the page did not answer within {_OPERATION_CAP_S:.0f} s")
        return task in done

    def _release(self, task: asyncio.Task[None]) -> None:
        self._held_up.discard(task)
        if not task.cancelled():
            # An action that a dialog held up has been reported already; how it ended shows.
            task.exception()

    def _check_alive(self) -> None:
        if not self._browser.is_connected():
            raise BrowserLost("The browser died during the run.")

    async def close(self) -> None:
        """End what is still held up by a dialog."""
        for task in self._held_up:
            task.cancel()
