"""One browser context and the agent's place in it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from playwright.async_api import Error as PlaywrightError
from webagent_actions import ActionRefused, Happened, Situation, explain_failure
from webagent_observation import (
    Observation,
    PageUnreadable,
    Registry,
    screenshot,
)

from webagent.errors import BrowserLost, SiteUnreachable

from ._dialogs import Dialogs
from ._documents import hear_documents
from ._downloads import Downloads
from ._eyes import Eyes, Surroundings
from ._history import forget_history
from ._listeners import Listeners
from ._operations import Operations
from ._requests import Requests
from ._rescue import Rescuer
from ._storage_state import storage_state_of, write_storage_state
from ._tabs import Tabs
from ._traffic import Traffic
from ._ways_back import WaysBack

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping
    from pathlib import Path
    from typing import Any

    from playwright.async_api import Browser, BrowserContext, Page
    from webagent_observation import ReadingPolicy

    from webagent.guard import Guard
    from webagent.secrets import Secrets

    from ._documents import OnDocument
    from ._options import BrowserOptions
    from ._tabs import OpenTab
    from ._ways_back import OpenAnother

T = TypeVar("T")

NAVIGATION_TIMEOUT_MS = 15_000
"""For the first page; whoever starts has nothing to go on with without it."""
_ACTION_TIMEOUT_MS = 6_000
_CLOSE_TIMEOUT_MS = 3_000
_TAB_CLOSE_S = 0.1
_FORGET_CAP_S = 1.0
_LOOKS = 3
_DIED = "The browser died during the run."


class Session:
    """A browser context, its tabs and dialogs, and the eyes of the agent: see `open_session`."""

    def __init__(
        self,
        browser: Browser,
        context: BrowserContext,
        reading: ReadingPolicy,
        secrets: Secrets,
        *,
        guard: Guard,
        options: BrowserOptions,
        another: OpenAnother,
        on_document: OnDocument,
        registry: Registry | None = None,
        idle: Page | None = None,
    ) -> None:
        self.registry = Registry() if registry is None else registry
        self._browser = browser
        self._context = context
        self._reading = reading
        self._secrets = secrets
        self._idle = idle
        self.guard = guard
        self._listeners = listeners = Listeners(context)
        hear_documents(listeners, on_document)
        self._dialogs = Dialogs(listeners, secrets.redact, lambda: guard.exploring)
        self._tabs = Tabs(listeners, secrets.redact)
        self._traffic = Traffic(listeners)
        self._requests = Requests(listeners, self._traffic, secrets.redact)
        self._rescuer = Rescuer(listeners, self._on_print)
        self._downloads = Downloads(
            listeners,
            options.downloads,
            options.download_limit,
            secrets.redact,
            lambda: guard.exploring,
        )
        self._operations = Operations(self._dialogs, lambda: self.page, self._check_alive)
        around = Surroundings(
            self._dialogs, self._tabs, self._traffic, self._rescuer, self._operations
        )
        self._eyes = Eyes(around, self.registry, reading, secrets.redact, self._check_alive)
        self._start_url = ""
        self._landing = ""
        self._files = {path.name: path for path in options.files}
        self.ways_back = WaysBack(self, context, self._tabs, another)
        """What it takes to show a page again as it was."""

    @property
    def page(self) -> Page:
        """The page of the active tab."""
        return self._tabs.active.page

    @property
    def url(self) -> str:
        """The address of the active tab; empty before the first page."""
        return self._tabs.url

    def ends_where(self, over: Callable[[], Coroutine[Any, Any, str]]) -> None:
        """Take what says why nothing more can come of the task, or says nothing.

        It is asked before a look waits for what an action may still set off.
        """
        self._eyes.over = over

    async def over(self) -> str:
        """Return why nothing more can come of the task; empty while something can."""
        return "" if self._eyes.over is None else await self._eyes.over()

    async def start(self, url: str, *, home: str = "") -> Situation:
        """Open the first page and look at it; `home` is where the task began, if not here.

        Raises:
            SiteUnreachable: it could not be opened; the message says why.
            BrowserLost: the browser died, or it can't show a page with its settings.
        """
        await self.open(url, home=home)
        first = await self.look()
        if not home:
            # It may have gone on by itself since.
            self._landing = self.page.url
            first = replace(first, can_go_home=False)
        return first

    async def open(self, url: str, *, home: str = "") -> None:
        """Open the first page without waiting for more than that it begins to arrive.

        Raises:
            SiteUnreachable: it could not be opened; the message says why.
            BrowserLost: the browser died, or it can't show a page with its settings.
        """
        self._start_url = home or url
        self.guard.name(self._start_url)
        handed_on = await self._open_tab()
        try:
            await self.until_dialog(self._open(url, NAVIGATION_TIMEOUT_MS))
        except ActionRefused as refused:
            raise SiteUnreachable(f"{url} could not be opened: {refused.hint}.") from refused
        except PlaywrightError as error:
            self._check_alive()
            raise SiteUnreachable(
                f"{url} could not be opened: {explain_failure(error)}."
            ) from error
        if handed_on:
            with suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(_FORGET_CAP_S):
                    await self.unless_dialog(forget_history(self.page))
        if not home:
            # Where the address leads is home as much as the address.
            self._landing = self.page.url

    async def _open_tab(self) -> bool:
        """Have a tab to open the first page in; say whether another session had it before."""
        idle, self._idle = self._idle, None
        if idle is not None:
            self._listeners.meet(idle)
            return True
        try:
            await self._context.new_page()
        except PlaywrightError as error:
            self._check_alive()
            raise BrowserLost(
                f"The browser could not open a page: {explain_failure(error)}."
            ) from error
        return False

    async def goto(self, url: str) -> None:
        """Open an address in the active tab.

        Raises:
            webagent_actions.ActionRefused: the guard does not let it through, or nothing is there.
            playwright.async_api.Error: the browser did not open it.
        """
        await self._open(url, _ACTION_TIMEOUT_MS)

    async def _open(self, url: str, timeout_ms: int) -> None:
        refusal = self.guard.refuses_document(url)
        if refusal is not None:
            raise ActionRefused("not_applicable", refusal.reason)
        try:
            await self.page.goto(url, timeout=timeout_ms, wait_until="commit")
        except PlaywrightError as error:
            problem = self.guard.problem(url)
            if problem is None:
                raise
            # The browser knows only that its proxy has nothing for it.
            raise ActionRefused("not_applicable", problem) from error

    async def go_back(self) -> None:
        """Go back one page in the active tab."""
        tab = self._tabs.active
        known = list(tab.addresses)
        if tab.trouble:
            # The way back went with the page that was lost.
            await self.goto(known[-2])
            return
        # That it has arrived adds the page again.
        tab.addresses = known[:-2]
        try:
            await tab.page.go_back(timeout=_ACTION_TIMEOUT_MS, wait_until="commit")
        except BaseException:
            tab.addresses = known
            raise

    @property
    def home(self) -> str:
        """The address the task began with."""
        return self._start_url

    async def go_home(self) -> None:
        """Open the address the task began with in the active tab."""
        await self.goto(self._start_url)

    async def close_tab(self) -> None:
        """Close the active tab, unless its page asks whether to leave and is told no."""
        page = self.page
        if self._tabs.active.trouble:
            await page.close()
            return
        async with page.expect_event("close", timeout=_CLOSE_TIMEOUT_MS):
            await page.close(run_before_unload=True)

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
        self._requests.begin()
        await self._operations.until_dialog(operation)

    async def unless_dialog(
        self, operation: Coroutine[Any, Any, T], *, capped: bool = True
    ) -> T | None:
        """Run an operation, and drop it when a dialog opens meanwhile: it could not go on.

        Raises:
            webagent_observation.PageUnreadable: it is `capped` and took longer than any may.
            BrowserLost: the browser died.
        """
        return await self._operations.unless_dialog(operation, capped=capped)

    async def answer_dialog(self, *, accept: bool, text: str | None) -> None:
        """Answer the dialog of the active tab."""
        await self._dialogs.answer(self.page, accept=accept, text=text)
        await self._operations.go_on()

    async def look(self, *, quiet_ms: int | None = None) -> Situation:
        """Wait until the active page has settled, and observe it.

        With a dialog open nothing of the page can be seen; the observation is empty then. It is
        empty too where the page crashed or does not answer: it is given up then, a blank one is in
        its place, and `Situation.trouble` says why.

        Raises:
            BrowserLost: the browser died.
        """
        observation = None
        for _ in range(_LOOKS):
            tab = await self._present_tab()
            if tab.trouble:
                break
            try:
                observation = await self._eyes.seen(tab, quiet_ms)
            except PageUnreadable as error:
                observation = None
                await self._lost(tab, error)
                continue
            # Another tab may have become the active one meanwhile: it is what has to be seen.
            if self._tabs.active is tab:
                break
        await self._downloads.settled()
        return self._situation(observation)

    def _situation(self, observation: Observation | None) -> Situation:
        tab = self._tabs.active
        covered = None
        if observation is None:
            covered = self._eyes.last
            observation = Observation.blocked(self._secrets.redact(tab.url))
        else:
            self._eyes.remember(tab, observation)
        events = (*self._tabs.take_events(), *self._requests.late(), *self._downloads.arriving())
        return Situation(
            observation=observation,
            tabs=self._tabs.all(),
            dialog=self._dialogs.on(self.page),
            covered=covered,
            trouble=tab.trouble,
            can_go_back=len(tab.addresses) > 1,
            can_go_home=bool(self._start_url)
            and self.page.url not in (self._start_url, self._landing),
            files=tuple(self._files),
            happened=Happened(
                (*events, *self._refusals()), self._requests.take(), self._downloads.take()
            ),
        )

    def _refusals(self) -> tuple[str, ...]:
        return tuple(map(self._secrets.redact, self.guard.take_sentences()))

    async def picture(self) -> bytes | None:
        """Return a JPEG of the active page, masked; `None` when there can be none."""
        if self._dialogs.on(self.page) is not None or self._tabs.active.trouble:
            return None
        return await self.unless_dialog(
            screenshot(self.page, self.registry, self._reading, self._secrets.values)
        )

    async def storage_state(self) -> Mapping[str, Any] | None:
        """Return cookies and local storage; `None` where the page can't be asked now."""
        if self._dialogs.on(self.page) is not None:
            return None
        return await self.unless_dialog(self._storage_state())

    async def _storage_state(self) -> Mapping[str, Any] | None:
        try:
            return await storage_state_of(self._context)
        except PlaywrightError:
            self._check_alive()
            return None

    async def save_storage_state(self, path: Path) -> None:
        """Keep cookies and local storage in a file only its owner can read."""
        write_storage_state(path, await self._context.storage_state())

    async def _present_tab(self) -> OpenTab:
        """Return the active tab, a new one where the last was closed."""
        if self._tabs.is_empty:
            self._check_alive()
            try:
                await self._tabs.reopen()
            except PlaywrightError as error:
                raise BrowserLost(_DIED) from error
        return self._tabs.active

    async def _lost(self, tab: OpenTab, error: PageUnreadable) -> None:
        """Deal with a tab that could not be looked at: go on in another, or give its page up."""
        self._check_alive()
        if tab.page.is_closed():
            # That it is gone may be known a moment before its tab is told so.
            await asyncio.sleep(_TAB_CLOSE_S)
        if self._tabs.is_empty or self._tabs.active is not tab:
            return
        try:
            await self._tabs.replace(tab, "it crashed" if tab.crashed else str(error))
        except PlaywrightError as failure:
            raise BrowserLost(_DIED) from failure

    def _on_print(self) -> None:
        self._tabs.tell("the page asked to be printed; nothing was printed")

    def _check_alive(self) -> None:
        if not self._browser.is_connected():
            raise BrowserLost(_DIED)

    async def close(self) -> None:
        """End what is still under way."""
        await self._operations.close()
        await self._rescuer.close()
        await self._downloads.close()
        self._listeners.end()

    async def let_go(self) -> None:
        """Close, after all else, what is still tied to pages that stay open."""
        await asyncio.gather(self._rescuer.let_go(), self.registry.close())
