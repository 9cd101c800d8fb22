"""Going back to a state that was seen, in a live browser, and knowing whether it is that one."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from playwright.async_api import Error as PlaywrightError
from webagent_actions import Dialog, Goto, SwitchTab
from webagent_observation import PageUnreadable

from webagent.browser import RequestCount, requests_counted
from webagent.secrets import Secrets

from ._appearance import Appearance, Sameness
from ._checkpoints import Checkpoints
from ._hands import Hands, Missed
from ._report import RestoreReport, Rung
from ._retracing import MOST_LEGS, Retracing
from ._stability import RunStability

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from contextlib import AbstractAsyncContextManager

    from webagent_actions import Situation

    from webagent.browser import Session

    from ._admission import Admission
    from ._stability import Stability
    from ._waypoint import Waypoint

_MOST_STARTS = 3
"""Checkpoints that are tried: each costs a page load."""
_NEAR = "numbers that change by themselves are not what they were"
_STORED = "cookies or storage are not what they were"


class Restorer:
    """Goes back to states of one session, by the cheapest way that leads there.

    While it does, the guard explores: nothing that may change anything leaves. What loads or does
    something anew happens in a second page, which takes the place of the working page only once it
    is seen to be in the state. Source: speculative backtracking to checkpoints, WebOperator (arXiv
    2512.12692), with the working page kept and the whole look compared at each step.

    Args:
        session: the browser session.
        admission: decides on each address that is opened and each action that is done.
        secrets: what placeholders in typed texts stand for.
        stability: remembers which addresses bring their pages back; by default for this run.
    """

    def __init__(
        self,
        session: Session,
        admission: Admission,
        *,
        secrets: Secrets | None = None,
        stability: Stability | None = None,
    ) -> None:
        self._session = session
        self._admission = admission
        self._secrets = Secrets() if secrets is None else secrets
        self._hands = Hands(session, admission, self._secrets)
        self._checkpoints = Checkpoints(RunStability() if stability is None else stability)
        self._entries: WeakKeyDictionary[Waypoint, int] = WeakKeyDictionary()
        """Of the history of the page that shows a state since it was gone back to."""
        self._asked = RequestCount()

    async def go_to(self, point: Waypoint) -> RestoreReport:
        """Go to a state; where no way leads there, say so.

        A failure leaves the working page where it is, except for what was put back in it and where
        in its history it is.

        Raises:
            webagent.errors.BrowserLost: the browser died.
        """
        began, self._asked = monotonic(), RequestCount()
        async with self._exploring(self._session):
            rung, reason, situation = await self._climb(point)
        return RestoreReport(
            rung=rung,
            ok=rung is not Rung.GIVE_UP,
            reason=self._secrets.redact(reason),
            seconds=monotonic() - began,
            requests=self._asked.total,
            situation=situation,
        )

    async def is_stable(self, start: Waypoint) -> bool:
        """Say whether the address of a state brings its page back, loading it aside to find out.

        Raises:
            webagent.errors.BrowserLost: the browser died.
        """
        known = self._checkpoints.stability.stable(start.address)
        if known is not None or not start.loads:
            return bool(known)
        async with self._exploring(self._session):
            retracing = self._retracing(self._hands, await self._session.look())
            try:
                async with self._session.ways_back.aside():
                    _, sameness = await retracing.open(start)
            except (Missed, PlaywrightError, PageUnreadable):
                return False
        return sameness is not Sameness.OTHER

    async def _climb(self, point: Waypoint) -> tuple[Rung, str, Situation]:
        misses: list[str] = []
        for rung in (self._stay, self._undo, self._travel, self._reload, self._restore_storage):
            try:
                reached, sameness, situation = await rung(point)
            except Missed as missed:
                misses += [str(missed)] if str(missed) else []
            except (PlaywrightError, PageUnreadable) as error:
                misses.append(str(error).splitlines()[0])
            else:
                await self._note_entry(point)
                return reached, await self._remarks(point, sameness), situation
        reason = "; ".join(dict.fromkeys(misses)) or "no way leads there"
        return Rung.GIVE_UP, reason, await self._session.look()

    async def _stay(self, point: Waypoint) -> tuple[Rung, Sameness, Situation]:
        situation = await self._look_in_tab(point)
        sameness = point.appearance.compare(Appearance.of(situation), self._volatile(point))
        if sameness is Sameness.OTHER or point.appearance.masked:
            raise Missed
        return Rung.NOTHING, sameness, situation

    async def _look_in_tab(self, point: Waypoint) -> Situation:
        """Look at the tab a state was in, if that is still open."""
        situation = await self._session.look()
        active = next((tab.number for tab in situation.tabs if tab.active), None)
        here = point.session is self._session
        there = here and any(tab.number == point.tab for tab in situation.tabs)
        if active == point.tab or not there:
            return situation
        return await self._hands.act(SwitchTab(point.tab), situation)

    async def _undo(self, point: Waypoint) -> tuple[Rung, Sameness, Situation]:
        """Put back what differs, as long as the document lives that the state was seen in."""
        situation = await self._session.look()
        if situation.dialog is not None:
            situation = await self._hands.act(Dialog(accept=False), situation)
        seen = situation.observation
        lives = point.refs & seen.refs.keys() or not point.refs
        if not lives or seen.url != point.appearance.url or point.appearance.masked:
            raise Missed
        situation = await self._hands.put_back(point, situation)
        return await self._arrived(Rung.UNDO, point, situation)

    async def _travel(self, point: Waypoint) -> tuple[Rung, Sameness, Situation]:
        """Go through the tab's history; another document is loaded again by that."""
        session = self._session
        entry = self._entries.get(point, point.entry if point.session is session else None)
        history = await session.ways_back.history()
        if (
            entry is None
            or history is None
            or not history.steps_to(entry)
            or point.appearance.masked
        ):
            raise Missed
        situation = await session.look()
        lives = bool(point.refs & situation.observation.refs.keys())
        stable = point.loads and self._checkpoints.stability.stable(point.address)
        if not (lives or stable):
            raise Missed
        async with self._hands.admitted(Goto(point.address), situation) as refusal:
            if refusal:
                raise Missed(f"{point.address} is not permitted: {refusal}")
            await session.until_dialog(session.ways_back.travel(entry))
        return await self._arrived(Rung.HISTORY, point, await session.look())

    async def _reload(self, point: Waypoint) -> tuple[Rung, Sameness, Situation]:
        """Go to a checkpoint in a second page, and on from there."""
        live = await self._session.look()
        if live.dialog is not None:
            # It holds up every page that shares its process.
            raise Missed("a dialog is open")
        retracing = self._retracing(self._hands, live)
        misses: list[str] = []
        for start, after in self._ways(point):
            if self._checkpoints.stability.stable(start.address) is False and after:
                misses.append(f"{start.address} shows another page each time")
                continue
            try:
                async with self._session.ways_back.aside() as aside:
                    found = await retracing.retrace(start, after)
                    aside.keep()
                    return found
            except Missed as missed:
                misses.append(str(missed))
        raise Missed("; ".join(misses))

    async def _restore_storage(self, point: Waypoint) -> tuple[Rung, Sameness, Situation]:
        """Try it with the storage as it was, first where it costs nothing, then here."""
        ways_back = self._session.ways_back
        now = await ways_back.storage()
        live = await self._session.look()
        misses: list[str] = []
        for start, after in self._ways(point):
            if now is None or start.storage is None or start.storage.digest == now.digest:
                continue
            try:
                async with ways_back.beside(start.storage) as other, self._exploring(other):
                    hands = Hands(other, self._admission, self._secrets)
                    await self._retracing(hands, live).retrace(start, after)
                await ways_back.put_storage(start.storage)
                try:
                    async with ways_back.aside() as aside:
                        retracing = self._retracing(self._hands, live)
                        _, sameness, situation = await retracing.retrace(start, after)
                        aside.keep()
                        return Rung.STORAGE, sameness, situation
                except BaseException:
                    await ways_back.put_storage(now)
                    raise
            except Missed as missed:
                misses.append(f"with the storage as it was, {missed}")
        raise Missed("; ".join(misses))

    def _ways(self, point: Waypoint) -> list[tuple[Waypoint, tuple[Waypoint, ...]]]:
        """Return the checkpoints to start from, with the states after each.

        Raises:
            Missed: there is none, or what can't be done again lies on the way from all of them.
        """
        ways = list(point.ways())
        open_ways = [
            (start, after)
            for start, after in ways
            if len(after) <= MOST_LEGS and all(each.leg and each.leg.repeatable for each in after)
        ]
        if not ways:
            raise Missed("no address is known that leads there")
        if not open_ways:
            raise Missed(f"the way there holds what is not done twice, or over {MOST_LEGS} actions")
        return open_ways[:_MOST_STARTS]

    async def _arrived(
        self, rung: Rung, point: Waypoint, situation: Situation
    ) -> tuple[Rung, Sameness, Situation]:
        sameness, situation = await self._hands.seen_as(point, situation, self._volatile(point))
        if sameness is Sameness.OTHER:
            raise Missed
        return rung, sameness, situation

    async def _note_entry(self, point: Waypoint) -> None:
        history = await self._session.ways_back.history()
        if history is not None:
            self._entries[point] = history.current.number

    async def _remarks(self, point: Waypoint, sameness: Sameness) -> str:
        now, then = await self._session.ways_back.storage(), point.storage
        differs = now is not None and then is not None and now.digest != then.digest
        said = {_NEAR: sameness is Sameness.NEAR, _STORED: differs}
        return "; ".join(sentence for sentence, holds in said.items() if holds)

    def _volatile(self, point: Waypoint) -> frozenset[str]:
        return self._checkpoints.volatile(point)

    def _retracing(self, hands: Hands, live: Situation) -> Retracing:
        def asked(address: str) -> AbstractAsyncContextManager[str]:
            return self._hands.admitted(Goto(address), live)

        return Retracing(hands, asked, self._checkpoints)

    @asynccontextmanager
    async def _exploring(self, session: Session) -> AsyncGenerator[None]:
        """Let nothing leave a session that may change anything, and count what it asks for."""
        async with AsyncExitStack() as stack:
            if not session.guard.exploring:
                await stack.enter_async_context(session.guard.explore())
            stack.enter_context(requests_counted(session.page.context, self._asked))
            yield
