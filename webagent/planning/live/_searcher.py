"""Searching from the page that is open: try what can be undone, and return with the best of it."""

from __future__ import annotations

from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from webagent.browser import RequestCount, requests_counted
from webagent.planning.critics import CriteriaCritic
from webagent.planning.restoring import Elements, Hands, Restorer, survey, through
from webagent.planning.search import Reached, Search, Tree, tree_json
from webagent.spending import Effort, Purpose
from webagent.state import Proposal

from ._explorer import LiveExplorer
from ._foresight import Foresight
from ._learned import learned_in
from ._occasion import OFF_TRACK, SearchMode, stuck, unsure
from ._place import LivePlace
from ._scout import Scout
from ._world import LiveWorld

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from playwright.async_api import Page
    from webagent_actions import Action, Situation

    from webagent.browser import Session
    from webagent.consequences import Learned
    from webagent.limits import Limits
    from webagent.permissions import Gate
    from webagent.planning.restoring import Stability
    from webagent.planning.search import Found, Node
    from webagent.protocols import Actor
    from webagent.recording import Recorder
    from webagent.run_memory import RunMemory
    from webagent.secrets import Secrets
    from webagent.state import State, Step

    from ._options import SearchOptions


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search brought, with the browser where its steps lead."""

    situation: Situation
    """The page now."""
    steps: tuple[Step, ...] = ()
    """What was done to get here, all of which can be undone."""
    seen: tuple[Situation, ...] = ()
    """The page before each of the steps."""
    proposal: Proposal | None = None
    """What is to be done next and can't be undone, or needs a person; not done yet."""

    @property
    def found(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.steps) or self.proposal is not None


@dataclass(frozen=True, slots=True)
class Means:
    """What a searcher works with: the parts of a run."""

    session: Session
    gate: Gate
    secrets: Secrets
    recorder: Recorder
    memory: RunMemory
    actor: Actor
    limits: Limits
    learned: Learned | None = None
    stability: Stability | None = None


class Searcher:
    """Searches in the live browser of a run, whose guard explores meanwhile.

    Nothing that may change anything leaves the browser. Where the best that was found ends in
    something that can't be undone, it is proposed, and left to the run to decide and do.

    Args:
        means: the parts of the run.
        options: whether to search, and what it may cost.
    """

    def __init__(self, means: Means, options: SearchOptions) -> None:
        self._means = means
        self._options = options
        self._critic = CriteriaCritic() if options.critic is None else options.critic
        self._tree: Tree[Action] | None = None
        self._done: Node[Action] | None = None
        """The node of the tree that was performed last."""

    @property
    def always(self) -> bool:
        """Whether it searches whatever the actor says."""
        return self._options.mode is SearchMode.MCTS

    async def occasion(self, state: State, proposals: Sequence[Proposal]) -> str:
        """Return why it pays to search now; empty where it does not.

        Without alternatives there is nothing to search among, and under a dialog none can be seen.
        A critic that was given is asked
        where the last action came to nothing.

        Raises:
            webagent.models.ModelError: the critic's model can't be used.
        """
        if state.situation.dialog is not None or state.situation.trouble:
            return ""
        if self.always:
            return "that was asked for"
        if self._options.mode is SearchMode.OFF or len(proposals) < 2:
            return ""
        if self._options.critic is None and not state.plan.current.success:
            # Nothing could tell a better state from a worse one.
            return ""
        why = stuck(state.history) or unsure(proposals)
        if (
            not why
            and self._options.critic is not None
            and state.history
            and state.history[-1].vain
        ):
            score = await self._critic.score(state)
            self._means.memory.spend(Purpose.CRITIC, score.usage)
            if score.value <= OFF_TRACK:
                why = f"judged to be off the track: {score.reason}"
        return why

    async def search(
        self, state: State, why: str, viewed: Callable[[Situation], Situation]
    ) -> Searched:
        """Search from the page of a state.

        Args:
            state: what the actor knows; its page is open.
            why: is recorded.
            viewed: gives a situation the view of its page that an actor is shown.

        Raises:
            webagent.errors.EnvironmentFailure: browser, model or record can't be used.
            webagent_observation.PageUnreadable: the page can't be looked at.
        """
        means, session, began = self._means, self._means.session, monotonic()
        turn, asked = means.memory.turn, RequestCount()
        known = frozenset(session.page.context.pages)
        root = LivePlace(state.situation, await survey(session, state.situation))
        world = LiveWorld(
            state,
            root,
            actor=means.actor,
            critic=self._critic,
            viewed=viewed,
            requests=lambda: asked.total,
        )
        async with AsyncExitStack() as stack:
            scout = await self._enter(stack, session, world, asked)
            for _ in range(1, self._options.parallel):
                await self._send_out(stack, root, world, asked)
            budget = self._options.budget.within(means.limits.tokens_left(means.memory.usage))
            search = Search(world, budget, parallel=self._options.parallel)
            found = await search.run(self._planted(state.situation))
            searched = await self._brought(found, world, scout)
            await _close_others(session, known)
        means.memory.searching += Effort(monotonic() - began, asked.total)
        spent = {Purpose.SEARCH: world.proposing, Purpose.CRITIC: world.judging}
        spent = {purpose: usage for purpose, usage in spent.items() if usage.calls}
        for purpose, usage in spent.items():
            means.memory.spend(purpose, usage)
        means.recorder.searched(turn, {"why": why, **tree_json(found)}, spent)
        return searched

    async def _enter(
        self, stack: AsyncExitStack, session: Session, world: LiveWorld, asked: RequestCount
    ) -> Scout:
        """Have a session searched in: nothing that may change anything leaves it meanwhile."""
        means = self._means
        exploration = await stack.enter_async_context(session.guard.explore())
        stack.enter_context(requests_counted(session.page.context, asked))
        admission = through(means.gate, partial(means.recorder.tried, means.memory.turn))
        scout = Scout(
            session,
            Hands(session, admission, means.secrets),
            Restorer(session, admission, secrets=means.secrets, stability=means.stability),
            exploration,
            learned=means.learned,
            first_turn=means.memory.turn,
        )
        foresight = Foresight(session, means.gate, means.learned)
        world.explorers.append(LiveExplorer(world, scout, foresight, session.registry))
        return scout

    async def _send_out(
        self, stack: AsyncExitStack, root: LivePlace, world: LiveWorld, asked: RequestCount
    ) -> None:
        """Open another session, and search in it too if it shows the same where that begins."""
        if root.waypoint.storage is None:
            return
        beside = self._means.session.ways_back.beside(root.waypoint.storage)
        session = await stack.enter_async_context(beside)
        scout = await self._enter(stack, session, world, asked)
        if not await scout.go_to(root):
            world.explorers.pop()

    def _planted(self, situation: Situation) -> Tree[Action]:
        """Return the tree to grow: what was done since the search before is its history."""
        observation = situation.observation
        start = Reached(observation.fingerprint, observation.title or observation.url)
        if self._tree is None or self._done is None:
            self._tree = Tree(start)
        else:
            self._tree = self._tree.reroot(self._done, start)
        self._done = None
        return self._tree

    async def _brought(self, found: Found[Action], world: LiveWorld, scout: Scout) -> Searched:
        """Bring the browser to the end of what is to be done, else to where the search began."""
        root = found.tree.root
        end = found.prefix[-1] if found.prefix else root
        if end is not root and not await scout.go_to(world.place(end)):
            end = root
        if end is root and not await scout.go_to(world.place(root)):
            # Wherever it is now was reached without changing anything; the run goes on from there.
            return Searched(await self._means.session.look())
        situation = scout.situation
        assert situation is not None
        place = world.place(end)
        self._done = end if place.steps else None
        proposal = None
        if found.commit is not None and found.ready and found.commit.parent is end:
            proposal = self._proposed(found.commit, world, situation)
        self._means.memory.learn(learned_in(found.tree, found.path[-1] if found.path else root))
        return Searched(situation, place.steps, place.seen, proposal)

    def _proposed(
        self, commit: Node[Action], world: LiveWorld, situation: Situation
    ) -> Proposal | None:
        thought = world.thought(commit)
        registry = self._means.session.registry
        action = thought.leg.aimed(Elements(situation.observation, registry))
        if action is None:
            return None
        self._done = commit
        return Proposal((*thought.notes, action), thought.reason)


async def _close_others(session: Session, known: Collection[Page]) -> None:
    """Close what was opened by trying: later, when nothing is stopped, it could send something."""
    for page in session.page.context.pages:
        if page not in known and page is not session.page:
            with suppress(PlaywrightError):
                await page.close()
