"""The eyes of a session: waiting until a page has settled, and what is seen of it then."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from webagent_observation import Observation, PageUnreadable, Registry, observe, settle, walk

from ._rescue import DOUBTFUL_ANSWER_S

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from webagent_observation import ReadingPolicy

    from ._dialogs import Dialogs
    from ._operations import Operations
    from ._rescue import Rescuer
    from ._tabs import OpenTab, Tabs
    from ._traffic import Traffic

_ARRIVAL_CAP_S = 10.0
_POLL_S = 0.05
_BRIEF_QUIET_MS = 20
"""A little more than a frame: what an action changes at once is shown by then."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The parts of a session that decide when and how a page can be seen."""

    dialogs: Dialogs
    tabs: Tabs
    traffic: Traffic
    rescuer: Rescuer
    operations: Operations


class Eyes:
    """Looks at pages, and gets those going again that do not answer.

    Args:
        around: what goes on around the page.
        registry: gives each element its ref.
        reading: says what of a document may be read.
        clean: takes out of every text what must not be seen.
        check_alive: raises `BrowserLost` where the browser has died.
    """

    def __init__(
        self,
        around: Surroundings,
        registry: Registry,
        reading: ReadingPolicy,
        clean: Callable[[str], str],
        check_alive: Callable[[], None],
    ) -> None:
        self._around = around
        self._registry = registry
        self._reading = reading
        self._clean = clean
        self._check_alive = check_alive
        self._last_tab: OpenTab | None = None
        self.last: Observation | None = None
        """What was seen last."""
        self.over: Callable[[], Coroutine[Any, Any, str]] | None = None
        """Says why nothing more can come of the task, or nothing."""

    def remember(self, tab: OpenTab, observation: Observation) -> None:
        """Keep what was shown of a tab, to know what has changed since."""
        self._last_tab, self.last = tab, observation

    async def seen(self, tab: OpenTab, quiet_ms: int | None) -> Observation | None:
        """Return what is seen of a tab once it has settled; `None` under a dialog.

        Raises:
            webagent_observation.PageUnreadable: it crashed, or does not answer.
            BrowserLost: the browser died.
        """
        last = self.last if self._last_tab is tab and quiet_ms is None else None
        if last is not None:
            if await self._is_over():
                return await self._glimpsed(tab, 0)
            seen = await self._glimpsed(tab, _BRIEF_QUIET_MS)
            if seen is None or self._has_answered(tab, last, seen) or await self._is_over():
                return seen
        return await self._glimpsed(tab, quiet_ms)

    async def _glimpsed(self, tab: OpenTab, quiet_ms: int | None) -> Observation | None:
        if self._around.dialogs.on(tab.page) is None and not tab.crashed:
            await self._around.operations.unless_dialog(self._settled(tab, quiet_ms))
        # A page may open a dialog while it settles, or another tab.
        if self._around.dialogs.on(tab.page) is not None or self._around.tabs.active is not tab:
            return None
        return await self._around.operations.unless_dialog(self._observed(tab))

    async def _is_over(self) -> bool:
        if self.over is None:
            return False
        return bool(await self._around.operations.unless_dialog(self.over()))

    def _has_answered(self, tab: OpenTab, last: Observation, seen: Observation) -> bool:
        """Whether a page shows what came of an action, so that no more has to be waited for.

        What has changed at once mostly is all that will. A page that has not changed may still be
        about to, one that is busy says so, and a new one is still building itself.
        """
        return (
            seen.fingerprint != last.fingerprint
            and bool(seen.refs.keys() & last.refs.keys())
            and not seen.failed_frames
            and not any(node.states.get("busy") for node in walk(seen.nodes))
            and not self._around.traffic.in_flight(tab.page)
        )

    async def _settled(self, tab: OpenTab, quiet_ms: int | None) -> None:
        page = tab.page
        doubtful, self._around.operations.doubtful = self._around.operations.doubtful, False
        if doubtful and not await self._around.rescuer.answers(page, DOUBTFUL_ANSWER_S):
            await self._freed(tab)
        options = {} if quiet_ms is None else {"quiet_ms": quiet_ms}
        rested = await settle(page, lambda: self._around.traffic.in_flight(page), **options)
        if not rested and not await self._around.rescuer.answers(page):
            await self._freed(tab)

    async def _freed(self, tab: OpenTab) -> None:
        """Get a page that does not answer going again.

        Raises:
            webagent_observation.PageUnreadable: it can't be.
        """
        self._check_alive()
        if tab.page.is_closed() or tab.crashed:
            return
        # A page stands still under the dialog of another that shares its process.
        for other in self._around.tabs.all():
            holding = self._around.tabs.numbered(other.number)
            if holding is not tab and self._around.dialogs.on(holding.page) is not None:
                self._around.tabs.active = holding
                self._around.tabs.tell(
                    f"tab {holding.number} came to the front: it holds up all others"
                )
                return
        if await self._arrives(tab):
            return
        if not await self._around.rescuer.stop_scripts(tab.page):
            self._check_alive()
            raise PageUnreadable("it does not answer")
        self._around.tabs.tell("a script of the page ran without end and was stopped")

    async def _arrives(self, tab: OpenTab) -> bool:
        """Wait for the page that a tab is on its way to; break off what takes too long."""
        since = self._around.traffic.leaving_since(tab.page)
        if since is None:
            return False
        while self._around.traffic.leaving_since(tab.page) == since:
            if monotonic() - since > _ARRIVAL_CAP_S:
                await self._around.rescuer.stop_loading(tab.page)
                self._around.tabs.tell(
                    f"the site did not answer within {_ARRIVAL_CAP_S:.0f} s; loading was broken off"
                )
                break
            await asyncio.sleep(_POLL_S)
        return await self._around.rescuer.answers(tab.page)

    async def _observed(self, tab: OpenTab) -> Observation:
        if tab.crashed:
            raise PageUnreadable("the page crashed")
        try:
            return await observe(tab.page, self._registry, self._reading, self._clean)
        except PageUnreadable:
            self._check_alive()
            raise
