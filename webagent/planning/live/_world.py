"""The live browser as a search sees it."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webagent_actions import Note, Stop, resolve

from webagent.models import Usage
from webagent.planning.search import Evaluation, Spent
from webagent.state import Step, notes_of

from ._learned import learned_at, learned_elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from webagent_actions import Action, Situation

    from webagent.planning.restoring import Leg
    from webagent.planning.search import Candidate, Node
    from webagent.protocols import Actor, Critic
    from webagent.state import Proposal, State

    from ._explorer import LiveExplorer
    from ._place import LivePlace

_ONLY_PROPOSED = (
    "not done: it can't be undone, so it is only thought of; what it would most likely bring is "
    "what counts"
)


@dataclass(frozen=True, slots=True)
class Thought:
    """A proposed action, with its elements in words, and why it was proposed."""

    leg: Leg
    reason: str
    notes: tuple[Note, ...] = ()
    """What was to be noted with it."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What is known of an action before it is tried."""

    candidate: Candidate[Action]
    thought: Thought | None
    """`None` where it can't be carried out."""


class LiveWorld:
    """What a search knows: an actor proposes, a critic judges, explorers tell where they came.

    Args:
        state: what the actor knew when the search began.
        root: where it began.
        actor: proposes actions.
        critic: judges states.
        viewed: gives a situation the view of its page that an actor is shown.
        requests: returns how many requests went to sites since the search began.
    """

    def __init__(
        self,
        state: State,
        root: LivePlace,
        *,
        actor: Actor,
        critic: Critic,
        viewed: Callable[[Situation], Situation],
        requests: Callable[[], int],
    ) -> None:
        self._state = state
        self._root = root
        self._actor = actor
        self._critic = critic
        self._viewed = viewed
        self._requests = requests
        self._reached: dict[tuple[int, Action], LivePlace] = {}
        self._foreseen: dict[tuple[int, Action], Foreseen] = {}
        self._answered: dict[int, tuple[tuple[str, ...], list[tuple[Action, Proposal]]]] = {}
        """What the actor had been told at a node, and what it said."""
        self.explorers: list[LiveExplorer] = []
        """The sessions that are searched in."""
        self.proposing = Usage()
        """What was used to propose actions."""
        self.judging = Usage()
        """What was used to judge states."""

    @property
    def spent(self) -> Spent:
        """What was used so far."""
        used = self.proposing + self.judging
        return Spent(used.calls, used.input_tokens + used.output_tokens, self._requests())

    def place(self, node: Node[Action]) -> LivePlace:
        """Return the state that a node stands for. Raises `KeyError` if none was reached."""
        if node.parent is None or node.candidate is None:
            return self._root
        return self._reached[node.parent.id, node.candidate.action]

    def thought(self, node: Node[Action]) -> Thought:
        """Return the proposal that leads to a node. Raises `KeyError` for the root."""
        if node.parent is None or node.candidate is None:
            raise KeyError(node.id)
        return self.thought_of(node.parent, node.candidate.action)

    async def proposals(self, node: Node[Action], k: int) -> list[tuple[Action, Proposal]]:
        """Ask the actor what may be done from a node: what can be searched with.

        It is shown the first look at the page, so that the same action has the same numbers however
        often that was opened again. Where nothing was learned there since, it is not asked again.
        """
        place, here = self.place(node), learned_at(node)
        if node.id not in self._answered or self._answered[node.id][0] != here:
            state = self._at(node)
            state = replace(state, advice=(*state.advice, *here))
            with self._until_cut_off():
                proposals = await self._actor.propose(state, k)
            self.proposing = sum((each.usage for each in proposals), self.proposing)
            meant = ((_meant(each, place.situation), each) for each in proposals)
            found = [(action, each) for action, each in meant if action is not None]
            self._answered[node.id] = here, found
        return self._answered[node.id][1]

    def foreseen(self, node: Node[Action], action: Action) -> Foreseen | None:
        """Return what is known of an action from a node beforehand, if it was weighed."""
        return self._foreseen.get((node.id, action))

    def foresee(self, node: Node[Action], action: Action, foreseen: Foreseen) -> None:
        """Keep what is known of an action beforehand."""
        self._foreseen[node.id, action] = foreseen

    def reached(self, node: Node[Action], action: Action, place: LivePlace) -> None:
        """Keep where an action led from a node."""
        self._reached[node.id, action] = place

    def thought_of(self, node: Node[Action], action: Action) -> Thought:
        """Return the proposal of an action that can be carried out from a node."""
        thought = self._foreseen[node.id, action].thought
        assert thought is not None, "what can't be carried out is denied, so it never is tried"
        return thought

    async def evaluate(self, node: Node[Action]) -> Evaluation:
        """Have the critic judge the state of a node."""
        return await self._judged(self._at(node))

    async def predict(self, node: Node[Action], candidate: Candidate[Action]) -> Evaluation:
        """Have the critic judge what an action would bring that is not tried."""
        state = self._at(node)
        thought = Step(
            number=len(state.history) + 1,
            url=state.situation.observation.url,
            reason=self.thought_of(node, candidate.action).reason,
            actions=(candidate.action,),
            outcome=_ONLY_PROPOSED,
            target=candidate.target,
            reversibility=candidate.reversibility,
        )
        return await self._judged(replace(state, history=(*state.history, thought)))

    def _at(self, node: Node[Action]) -> State:
        """Return what an actor knows at a node, but for what was tried from it."""
        state, place = self._state, self.place(node)
        return replace(
            state,
            situation=self._viewed(place.situation),
            history=(*state.history, *place.steps),
            notes=(*state.notes, *notes_of(place.steps)),
            steps_left=max(state.steps_left - len(place.steps), 1),
            advice=(*state.advice, *learned_elsewhere(node)),
        )

    async def _judged(self, state: State) -> Evaluation:
        with self._until_cut_off():
            score = await self._critic.score(state)
        self.judging += score.usage
        return Evaluation(
            effect=score.effect,
            promise=score.promise,
            # What the critic alone says of criteria counts by its scores.
            met=score.reached or (False if False in score.met else None),
            reason=score.reason,
            child_reflection=score.child_reflection,
            sibling_reflection=score.sibling_reflection,
        )

    @contextmanager
    def _until_cut_off(self) -> Generator[None]:
        """Count a model that is cut off as one call; what it used nobody tells any more."""
        try:
            yield
        except asyncio.CancelledError:
            if (self.proposing + self.judging).calls:
                self.proposing += Usage(1, cost_usd=None)
            raise


def _meant(proposal: Proposal, situation: Situation) -> Action | None:
    """Return the one action of a proposal that can be searched with, as it is carried out."""
    action = next((each for each in proposal.actions if not isinstance(each, Note)), None)
    if action is None or not (action.touches_page or isinstance(action, Stop)):
        return None
    return resolve(action, situation.observation)
