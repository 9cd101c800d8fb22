"""One browser session of a search: it goes to states, weighs what may be done, and tries it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from webagent_actions import ActionRefused, Note, Reversibility

from webagent.planning.restoring import Elements, Leg
from webagent.planning.search import Candidate
from webagent.telling import target_of

from ._world import Foreseen, Thought

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent_actions import Action
    from webagent_observation import Registry

    from webagent.planning.search import Node
    from webagent.planning.search import Step as Tried
    from webagent.state import Proposal

    from ._foresight import Foresight
    from ._place import LivePlace
    from ._scout import Scout
    from ._world import LiveWorld


class LiveExplorer:
    """Searches in one session.

    Args:
        world: what is known of the search, to which it adds what it finds.
        scout: goes and tries.
        foresight: tells which actions may be tried.
        registry: knows the elements of the session by their refs.
    """

    def __init__(
        self, world: LiveWorld, scout: Scout, foresight: Foresight, registry: Registry
    ) -> None:
        self._world = world
        self._scout = scout
        self._foresight = foresight
        self._registry = registry

    async def go_to(self, node: Node[Action]) -> bool:
        """Bring the browser to the state of a node."""
        return await self._scout.go_to(self._world.place(node))

    async def propose(self, node: Node[Action], k: int) -> Sequence[Candidate[Action]] | None:
        """Return what the actor would do from a node; what is new is weighed on the live page."""
        world, there = self._world, False
        candidates: list[Candidate[Action]] = []
        for action, proposal in await world.proposals(node, k):
            foreseen = world.foreseen(node, action)
            if foreseen is None:
                there = there or await self.go_to(node)
                if not there:
                    return None
                foreseen = await self._weighed(action, world.place(node), proposal)
                world.foresee(node, action, foreseen)
            candidates.append(replace(foreseen.candidate, score=proposal.weight))
        return candidates

    async def _weighed(self, action: Action, place: LivePlace, proposal: Proposal) -> Foreseen:
        """Return what is known of an action beforehand, on the page as it is now."""
        now, target = self._scout.situation or place.situation, target_of(action, place.situation)
        try:
            leg = Leg.of(action, place.situation, self._registry)
        except (ActionRefused, KeyError):
            leg = None
        aimed = leg and leg.aimed(Elements(now.observation, self._registry))
        if leg is None or aimed is None:
            denied = "it is for what is not there"
            return Foreseen(Candidate(action, Reversibility.COMMIT, 0, target, denied=denied), None)
        found = replace(await self._foresight.candidate(aimed, now), action=action)
        leg = replace(leg, reversibility=found.reversibility)
        notes = tuple(each for each in proposal.actions if isinstance(each, Note))
        return Foreseen(found, Thought(leg, proposal.reason, notes))

    async def step(self, node: Node[Action], action: Action) -> Tried:
        """Try an action from the state of a node, where the browser is."""
        thought = self._world.thought_of(node, action)
        place = self._world.place(node)
        tried, found = await self._scout.attempt(thought, place)
        if found is not None:
            self._world.reached(node, action, found)
        return tried
