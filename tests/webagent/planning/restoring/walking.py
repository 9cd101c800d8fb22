"""A walk through a site: its states are recorded, and it can go back to them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from webagent_actions import perform

from webagent.planning.restoring import Leg, Restorer, RunStability, survey

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from webagent_actions import Action, Reversibility, Situation

    from webagent.browser import Session
    from webagent.planning.restoring import RestoreReport, Waypoint


class Walk:
    """A session, where it is, and everything that was asked of who gives permission."""

    def __init__(self, session: Session, situation: Situation) -> None:
        self.session = session
        self.situation = situation
        self.asked: list[Action] = []
        self.refused: type[Action] | None = None
        self.stability = RunStability()
        self.restorer = Restorer(session, self.admitted, stability=self.stability)

    @asynccontextmanager
    async def admitted(
        self, action: Action, _situation: Situation, _session: Session, /
    ) -> AsyncGenerator[str]:
        self.asked.append(action)
        yield "no" if type(action) is self.refused else ""

    async def here(self) -> Waypoint:
        return await survey(self.session, self.situation)

    async def take(
        self, action: Action, parent: Waypoint, known: Reversibility | None = None
    ) -> Waypoint:
        leg = Leg.of(action, self.situation, self.session.registry, known)
        outcome = await perform(leg.action, self.situation, self.session)
        assert outcome.ok, outcome
        self.situation = outcome.situation
        return await survey(self.session, self.situation, parent, leg)

    async def back(self, point: Waypoint) -> RestoreReport:
        report = await self.restorer.go_to(point)
        self.situation = report.situation
        if report.ok:
            assert report.situation.observation.fingerprint == point.fingerprint
        return report

    def ref(self, role: str, name: str) -> int:
        refs = self.situation.observation.refs
        return next(ref for ref, node in refs.items() if (node.role, node.name) == (role, name))
