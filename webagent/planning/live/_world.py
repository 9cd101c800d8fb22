"""The live browser as a search sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webagent_actions import ActionRefused, Note, Reversibility, Stop, resolve

from webagent.models import Usage
from webagent.planning.restoring import Elements, Leg
from webagent.planning.search import Candidate, Evaluation, Spent
from webagent.state import Step
from webagent.telling import target_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from webagent_actions import Action, Situation
    from webagent_observation import Registry

    from webagent.planning.search import Node
    from webagent.planning.search import Step as Tried
    from webagent.protocols import Actor, Critic
    from webagent.state import Proposal, Score, State

    from ._foresight import Foresight
    from ._place import Place
    from ._scout import Scout

_ONLY_PROPOSED = (
    "not done: it can't be undone, so it is only thought of; what it would most likely bring is "
    "what counts"
)


@dataclass(frozen=True, slots=True)
class Thought:
    """A proposed action, with its elements in words, and why it was proposed."""

    leg: Leg
    reason: str


class LiveWorld:
    """One browser session: an actor proposes, a critic judges, a scout goes and tries.

    Args:
        state: what the actor knew when the search began.
        root: where it began.
        scout: tries actions.
        foresight: tells which may be tried.
        actor: proposes actions.
        critic: judges states.
        registry: knows the elements of the session by their refs.
        viewed: gives a situation the view of its page that an actor is shown.
        requests: returns how many requests went to sites since the search began.
    """

    def __init__(
        self,
        state: State,
        root: Place,
        scout: Scout,
        foresight: Foresight,
        *,
        actor: Actor,
        critic: Critic,
        registry: Registry,
        viewed: Callable[[Situation], Situation],
        requests: Callable[[], int],
    ) -> None:
        self._state = state
        self._root = root
        self._scout = scout
        self._foresight = foresight
        self._actor = actor
        self._critic = critic
        self._registry = registry
        self._viewed = viewed
        self._requests = requests
        self._reached: dict[tuple[int, Action], Place] = {}
        self._weighed: dict[tuple[int, Action], tuple[Candidate[Action], Thought | None]] = {}
        """What is known of an action beforehand, and the proposal, where it can be carried out."""
        self._answered: dict[int, tuple[tuple[str, ...], list[Candidate[Action]]]] = {}
        """What the actor said at a node, and what it had been told."""
        self.proposing = Usage()
        """What was used to propose actions."""
        self.judging = Usage()
        """What was used to judge states."""

    @property
    def explorers(self) -> Sequence[LiveWorld]:
        """The one session there is."""
        return (self,)

    @property
    def spent(self) -> Spent:
        """What was used so far."""
        used = self.proposing + self.judging
        return Spent(used.calls, used.input_tokens + used.output_tokens, self._requests())

    def place(self, node: Node[Action]) -> Place:
        """Return the state that a node stands for. Raises `KeyError` if none was reached."""
        if node.parent is None or node.candidate is None:
            return self._root
        return self._reached[node.parent.id, node.candidate.action]

    def thought(self, node: Node[Action]) -> Thought:
        """Return the proposal that leads to a node. Raises `KeyError` for the root."""
        if node.parent is None or node.candidate is None:
            raise KeyError(node.id)
        return self._thought(node.parent, node.candidate.action)

    async def go_to(self, node: Node[Action]) -> bool:
        """Bring the browser to the state of a node."""
        return await self._scout.go_to(self.place(node))

    async def step(self, node: Node[Action], action: Action) -> Tried:
        """Try an action from the state of a node, where the browser is."""
        key = node.id, action
        thought = self._thought(node, action)
        tried, place = await self._scout.attempt(thought.leg, self.place(node), thought.reason)
        if place is not None:
            self._reached[key] = place
        return tried

    async def propose(self, node: Node[Action], k: int) -> Sequence[Candidate[Action]] | None:
        """Ask the actor what may be done from a node, and weigh what is new on the live page.

        The actor is shown the first look at it, so that the same action has the same numbers
        however often the page was opened again.
        """
        place, there = self.place(node), False
        advice = (*node.guidance, *_told(node))
        if node.id in self._answered and self._answered[node.id][0] == advice:
            # Nothing was learned since: the actor would be asked the very same again.
            return self._answered[node.id][1]
        state = replace(self._at(place), advice=advice)
        candidates: list[Candidate[Action]] = []
        for proposal in await self._actor.propose(state, k):
            self.proposing += proposal.usage
            action = _meant(proposal, place.situation)
            if action is None:
                continue
            if (node.id, action) not in self._weighed:
                there = there or await self.go_to(node)
                if not there:
                    return None
                self._weighed[node.id, action] = await self._weigh(node, action, proposal)
            known, _ = self._weighed[node.id, action]
            candidates.append(replace(known, score=proposal.weight))
        self._answered[node.id] = advice, candidates
        return candidates

    async def _weigh(
        self, node: Node[Action], action: Action, proposal: Proposal
    ) -> tuple[Candidate[Action], Thought | None]:
        """Return what is known of an action beforehand, on the page as it is now."""
        place, now = self.place(node), self._scout.situation or self.place(node).situation
        target = target_of(action, place.situation)
        try:
            leg = Leg.of(action, place.situation, self._registry)
        except (ActionRefused, KeyError):
            leg = None
        aimed = leg and leg.aimed(Elements(now.observation, self._registry))
        if leg is None or aimed is None:
            denied = "it is for what is not there"
            return Candidate(action, Reversibility.COMMIT, 0, target, denied=denied), None
        found = replace(await self._foresight.candidate(aimed, now), action=action)
        leg = replace(leg, reversibility=found.reversibility)
        return found, Thought(leg, proposal.reason)

    def _thought(self, node: Node[Action], action: Action) -> Thought:
        _, thought = self._weighed[node.id, action]
        assert thought is not None, "what can't be carried out is denied, so it never is tried"
        return thought

    async def evaluate(self, node: Node[Action]) -> Evaluation:
        """Have the critic judge the state of a node."""
        return self._judged(await self._critic.score(self._at(self.place(node))))

    async def predict(self, node: Node[Action], candidate: Candidate[Action]) -> Evaluation:
        """Have the critic judge what an action would bring that is not tried."""
        state = self._at(self.place(node))
        thought = Step(
            number=len(state.history) + 1,
            url=state.situation.observation.url,
            reason=self._thought(node, candidate.action).reason,
            actions=(candidate.action,),
            outcome=_ONLY_PROPOSED,
            target=candidate.target,
            reversibility=candidate.reversibility,
        )
        return self._judged(
            await self._critic.score(replace(state, history=(*state.history, thought)))
        )

    def _at(self, place: Place) -> State:
        """Return what an actor knows at a place."""
        state = self._state
        return replace(
            state,
            situation=self._viewed(place.situation),
            history=(*state.history, *place.steps),
            steps_left=max(state.steps_left - len(place.steps), 1),
        )

    def _judged(self, score: Score) -> Evaluation:
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


def _meant(proposal: Proposal, situation: Situation) -> Action | None:
    """Return the one action of a proposal that can be searched with, as it is carried out."""
    action = next((each for each in proposal.actions if not isinstance(each, Note)), None)
    if action is None or not (action.touches_page or isinstance(action, Stop)):
        return None
    return resolve(action, situation.observation)


def _told(node: Node[Action]) -> tuple[str, ...]:
    return tuple(f"tried here: {action}: {lesson}" for action, lesson in node.lessons if lesson)
