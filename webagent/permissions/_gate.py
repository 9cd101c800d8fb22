"""The gate between choosing an action and performing it. There is no way around it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from webagent_actions import ActionRefused
from webagent_manifests import (
    Decision,
    MemoryLedger,
    ReasonCode,
    Source,
    Verdict,
    strictest,
)
from webagent_observation import PageUnreadable, StaleRef, render_node

from ._approver import ApprovalRequest
from ._arguments import digest
from ._judge import Judge
from ._permission import Permission, Ruling
from ._scene import Scene

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from playwright.async_api import Frame
    from webagent_actions import Action
    from webagent_manifests import Contributor, Ledger, Use
    from webagent_manifests.robots import Robots
    from webagent_observation import Document, Observation, Reading, Registry

    from ._approver import Approver
    from ._sites import SitePolicies
    from ._wishes import SiteWishes

LONGEST_WAIT = timedelta(seconds=30)
_JUDGING_CAP_S = 20.0
_SHORTEST_WAIT = timedelta(milliseconds=10)
_SLOT_POLL = timedelta(milliseconds=200)
_NOBODY = Permission((), Verdict.ALLOW, "nobody has a say on it")


class Gate:
    """Decides each action on the live elements it would touch, the strictest source winning.

    Args:
        sites: what each site publishes.
        approver: who is asked where a person has to decide.
        policies: the organisation's and the user's own.
        robots: asks for the robots.txt of where navigations lead; None leaves them unread.
        ledger: what was dispatched when; by default it is forgotten with the gate.
        clock: the time that limits and windows go by.
        patience: how long a WAIT is waited for before it is a refusal.
    """

    def __init__(
        self,
        sites: SitePolicies,
        approver: Approver,
        *,
        policies: Sequence[Contributor] = (),
        robots: Robots | None = None,
        ledger: Ledger | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: timedelta = LONGEST_WAIT,
    ) -> None:
        self._sites = sites
        self._approver = approver
        self._ledger = MemoryLedger() if ledger is None else ledger
        self._clock = clock
        self._patience = patience
        self._judge = Judge(sites, policies, robots, self._ledger, clock)

    async def reading(self, document: Document) -> Reading:
        """Return what of a document may be read: the reading policy of this run."""
        return await self._judge.reading(document)

    async def wishes(self, document: Document) -> tuple[SiteWishes, ...]:
        """Return what the site of a document says in prose; nothing of it decides anything."""
        return await self._sites.wishes(document)

    async def admit(
        self,
        action: Action,
        observation: Observation,
        registry: Registry,
        main: Frame,
        *,
        doubt: str = "",
    ) -> Permission:
        """Decide whether an action is dispatched now, and count it against its limits if so.

        A permission that is granted has to be given to `settle` once the action is over. `doubt`
        and errors are those of `check`.
        """
        while True:
            permission = await self.check(action, observation, registry, main, doubt=doubt)
            if not permission.granted:
                return permission
            claim = self._ledger.claim(permission.uses, when=self._clock())
            if claim is not None:
                return replace(permission, claim=claim)
            # Another process took the last one since: now the rules say so.

    def settle(self, permission: Permission) -> None:
        """Give back what an action held while it was under way; it stays counted."""
        if permission.claim is not None:
            self._ledger.release(permission.claim)

    async def check(
        self,
        action: Action,
        observation: Observation,
        registry: Registry,
        main: Frame,
        *,
        doubt: str = "",
    ) -> Permission:
        """Decide whether an action may be performed now; ask a person where one is required.

        A wait is waited for as far as the gate's patience goes. After a wait or an approval the
        page is judged again: it had time to become another. A `doubt` is a reason of the run's own
        why a person has to decide, whatever sites and policies say.

        Raises:
            webagent_actions.ActionRefused: `stale_ref`, an element is gone.
            webagent_observation.PageUnreadable: the page hangs.
        """
        scene = Scene(action, observation, registry, main)

        def asking(ruling: Ruling, rulings: Sequence[Ruling]) -> ApprovalRequest:
            return ApprovalRequest(
                # A frame of another origin asks in its own name.
                _origin(ruling.policy or observation.url),
                str(action),
                "" if ruling.ref is None else render_node(observation.refs[ruling.ref]),
                ruling.decision.reason,
                _verbs(rulings),
                digest(action),
            )

        async def judged(approved: bool | None) -> Sequence[Ruling]:
            rulings = await self._judged(scene, approved)
            return [*rulings, _doubted(action, doubt, approved)] if doubt else rulings

        return await self._settled(judged, asking)

    async def foresee(
        self, action: Action, observation: Observation, registry: Registry, main: Frame
    ) -> Permission:
        """Return what would be decided now: nobody is asked, nothing is waited for or counted.

        Errors are those of `check`.
        """
        rulings = await self._judged(Scene(action, observation, registry, main), None)
        if not rulings:
            return _NOBODY
        hardest = strictest(ruling.decision for ruling in rulings)
        return Permission(tuple(rulings), hardest.verdict, hardest.reason)

    def spare(self, permission: Permission) -> float:
        """Return which share of its scarcest limit an action would find unused, 0 to 1."""
        return min((self._unused(use) for use in permission.uses), default=1.0)

    def _unused(self, use: Use) -> float:
        if not use.max_requests:
            return 1.0
        since = None if use.window is None else self._clock() - use.window
        return 1 - len(self._ledger.times(use.key, since=since)) / use.max_requests

    async def check_address(self, url: str) -> Permission:
        """Decide whether an address that the user named may be opened, before anything is."""

        def asking(ruling: Ruling, rulings: Sequence[Ruling]) -> ApprovalRequest:
            reason = ruling.decision.reason
            return ApprovalRequest(_origin(url), f"goto [{url}]", "", reason, _verbs(rulings))

        return await self._settled(
            lambda approved: self._judge.on_address(url, url, approved), asking
        )

    async def _settled(
        self,
        judged: Callable[[bool | None], Awaitable[Sequence[Ruling]]],
        asking: Callable[[Ruling, Sequence[Ruling]], ApprovalRequest],
    ) -> Permission:
        approved = None
        patience = self._patience
        while True:
            rulings = await judged(approved)
            if not rulings:
                return _NOBODY
            hardest = strictest(ruling.decision for ruling in rulings)
            if hardest.verdict is Verdict.WAIT:
                wait = _SLOT_POLL if hardest.until is None else hardest.until - self._clock()
                wait = max(wait, _SHORTEST_WAIT)
                if wait <= patience:
                    patience -= wait
                    await asyncio.sleep(wait.total_seconds())
                    continue
            if hardest.verdict is Verdict.NEEDS_HUMAN and approved is None:
                ruling = next(ruling for ruling in rulings if ruling.decision is hardest)
                approved = await self._approver.approve(asking(ruling, rulings))
                continue
            return Permission(tuple(rulings), hardest.verdict, hardest.reason, approved)

    async def _judged(self, scene: Scene, approved: bool | None) -> Sequence[Ruling]:
        try:
            async with asyncio.timeout(_JUDGING_CAP_S):
                return await self._judge.rulings(scene, approved)
        except TimeoutError as error:
            raise PageUnreadable(
                f"the page did not answer within {_JUDGING_CAP_S:.0f} s"
            ) from error
        except StaleRef as error:
            raise ActionRefused("stale_ref", f"{error}. Look at the page as it is now.") from error
        except PlaywrightError as error:
            raise ActionRefused(
                "stale_ref", "The page is being left. Look at the page as it is now."
            ) from error


def _doubted(action: Action, doubt: str, approved: bool | None) -> Ruling:
    decision = Decision(
        Verdict.NEEDS_HUMAN, action.verb, ReasonCode.HUMAN_REQUIRED, doubt, source=Source.SAFETY
    )
    return Ruling(action.verb, None, decision.answered(approved), None)


def _verbs(rulings: Sequence[Ruling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ruling.verb for ruling in rulings))


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
