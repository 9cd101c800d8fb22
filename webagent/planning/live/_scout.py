"""Who goes and looks: brings the browser to a state of the tree, and tries an action there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import ActionRefused, FillForm, steps

from webagent.judging import judged, learn
from webagent.planning.restoring import Elements, Missed, survey
from webagent.planning.search import Blocked, Reached, Refused
from webagent.state import Step
from webagent.telling import around, target_of

from ._place import LivePlace

if TYPE_CHECKING:
    from webagent_actions import Action, Happened, Outcome, Situation

    from webagent.browser import Session
    from webagent.consequences import Learned
    from webagent.guard import Exploration
    from webagent.planning.restoring import Hands, Restorer
    from webagent.planning.search import Step as Tried

    from ._world import Thought


class Scout:
    """Acts in one session while its guard explores.

    Args:
        session: the browser session.
        hands: does what is permitted, and nothing that can't be undone.
        restorer: goes back.
        exploration: what the guard stops meanwhile.
        learned: what controls have done before; what is seen here is added to it.
        first_turn: the number of the first step from where the search began.
    """

    def __init__(
        self,
        session: Session,
        hands: Hands,
        restorer: Restorer,
        exploration: Exploration,
        *,
        learned: Learned | None,
        first_turn: int,
    ) -> None:
        self._session = session
        self._hands = hands
        self._restorer = restorer
        self._exploration = exploration
        self._learned = learned
        self._first_turn = first_turn
        self._known_stops = 0
        self.situation: Situation | None = None
        """The page as it was seen last, at the place that was gone to."""

    async def go_to(self, place: LivePlace) -> bool:
        """Bring the browser to a place; say whether it is there, as far as all that is seen tells.

        Raises:
            webagent.errors.BrowserLost: the browser died.
        """
        report = await self._restorer.go_to(place.waypoint)
        self.situation = report.situation
        # What was stopped on the way says nothing of what is tried next.
        self._known_stops = len(self._exploration.blocked)
        return report.ok

    async def attempt(self, thought: Thought, place: LivePlace) -> tuple[Tried, LivePlace | None]:
        """Try an action at a place, where the browser is; return what came of it, and where to.

        Raises:
            webagent.errors.BrowserLost: the browser died.
            webagent_observation.PageUnreadable: the page can't be looked at afterwards.
        """
        situation, leg = self.situation, thought.leg
        if situation is None:
            return Refused("nobody went there"), None
        aimed = leg.aimed(Elements(situation.observation, self._session.registry))
        if aimed is None:
            return Refused("what it is for is not there any more"), None
        try:
            outcome = await self._carry_out(aimed, situation)
        except ActionRefused as refused:
            return Refused(refused.hint), None
        except Missed as missed:
            return Refused(str(missed)), None
        after = outcome.situation
        stopped = self._stopped(after.happened)
        learn(aimed, situation.observation, after.happened.requests, self._learned)
        if stopped:
            return Blocked(f"it tried to send what may change something: {stopped}"), None
        step = Step(
            number=self._first_turn + len(place.steps),
            url=situation.observation.url,
            reason=thought.reason,
            actions=(*thought.notes, aimed),
            outcome=str(outcome),
            no_effect=outcome.no_effect,
            target=target_of(aimed, situation),
            around=around(aimed, situation.observation),
            reversibility=leg.reversibility,
        )
        reached = Reached(
            after.observation.fingerprint,
            after.observation.title or after.observation.url,
            str(outcome),
            changed=not outcome.no_effect,
        )
        waypoint = await survey(self._session, after, place.waypoint, leg)
        return reached, LivePlace(after, waypoint, (*place.steps, step), (*place.seen, situation))

    async def _carry_out(self, action: Action, situation: Situation) -> Outcome:
        known = judged(action, situation, self._learned).reversibility
        parts = steps(action, situation.observation) if isinstance(action, FillForm) else (action,)
        outcome: Outcome | None = None
        for part in parts:
            outcome = await self._hands.perform(part, situation, known)
            situation = outcome.situation
        if outcome is None:
            raise Missed("there is nothing to fill in")
        return outcome

    def _stopped(self, happened: Happened) -> str:
        """Return what the guard stopped since; beacons, which only report, are at many clicks."""
        stopped = self._exploration.blocked
        new, self._known_stops = stopped[self._known_stops :], len(stopped)
        beacons = {request.url for request in happened.requests if request.is_beacon}
        return next((f"{each.method} {each.url}" for each in new if each.url not in beacons), "")
