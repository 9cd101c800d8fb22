"""One task played from its first page to its end: the loop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_actions import Dialog, Happened, Stop

from webagent.addresses import Addresses
from webagent.executor import Executor
from webagent.plan_keeper import PlanKeeper
from webagent.planning.live import PROPOSALS, Searched
from webagent.planning.planners import SinglePlanner
from webagent.result import Status
from webagent.run_memory import RunMemory
from webagent.spending import Purpose
from webagent.state import State
from webagent.view import ViewOptions

if TYPE_CHECKING:
    from webagent_actions import Situation
    from webagent_manifests.guidelines import SiteBrief

    from webagent.browser import Session
    from webagent.consequences import Learned
    from webagent.limits import Limits
    from webagent.models import Usage
    from webagent.permissions import Gate, SiteWishes
    from webagent.planning.live import Searcher
    from webagent.protocols import Actor, Planner
    from webagent.recording import Recorder
    from webagent.secrets import Secrets
    from webagent.state import Proposal, Step

_READY_QUIET_MS = 0
VAIN_REPEATS = 3
VAIN_STEPS = 6


@dataclass(frozen=True, slots=True)
class Ending:
    """Why an episode is over."""

    status: Status
    reason: str
    answer: str = ""


class Episode:
    """A run in its browser: turn after turn, until one is the last.

    Its memory is what was done, noted and spent; that of a run that was cut off may be given.
    """

    def __init__(
        self,
        task: str,
        *,
        actor: Actor,
        session: Session,
        gate: Gate,
        recorder: Recorder,
        limits: Limits,
        secrets: Secrets,
        view: ViewOptions | None = None,
        memory: RunMemory | None = None,
        learned: Learned | None = None,
        planner: Planner | None = None,
        searcher: Searcher | None = None,
    ) -> None:
        self._task = task
        self._actor = actor
        self._session = session
        self._gate = gate
        self._recorder = recorder
        self._limits = limits
        self._secrets = secrets
        self._view = ViewOptions() if view is None else view
        self._memory = RunMemory() if memory is None else memory
        planner = SinglePlanner() if planner is None else planner
        self._keeper = PlanKeeper(planner, recorder, self._memory)
        self._executor = Executor(
            session, gate, recorder, secrets, self._memory, keeper=self._keeper, learned=learned
        )
        self._searcher = searcher
        self._pending: Proposal | None = None
        """What a search found should be done next."""
        self._resting = False
        """The last search found nothing, so it is not searched again before something is done."""
        self._began = monotonic() - self._memory.seconds
        self._start_url = ""
        self._wishes: tuple[SiteWishes, ...] = ()
        self._heard: list[SiteBrief] = []

    @property
    def steps(self) -> list[Step]:
        """The turns that were taken."""
        return self._memory.steps

    @property
    def usage(self) -> Usage:
        """What models used."""
        return self._memory.usage

    async def play(self, url: str) -> Ending:
        """Take turns until the actor stops, a limit is reached, or nothing moves any more.

        Raises:
            webagent.errors.EnvironmentFailure: browser, site, model or record can't be used.
            webagent_observation.PageUnreadable: the page can't be looked at.
        """
        self._begin(url)
        return await self._take_turns(await self._session.start(url))

    async def play_here(self, *, ready: bool = False) -> Ending:
        """Do the same from the page that the session has open; one that is `ready` is complete."""
        situation = await self._session.look(quiet_ms=_READY_QUIET_MS if ready else None)
        self._begin(situation.observation.url)
        return await self._take_turns(situation)

    async def play_on(self, url: str, start_url: str) -> Ending:
        """Do the same where a run was cut off, at an address that its last page had."""
        self._begin(start_url)
        for number in range(self._memory.highest_ref):
            # The history names elements by numbers, which must not mean others now.
            self._session.registry.label(f"before the interruption {number}")
        situation = await self._session.start(url, home=start_url)
        events = (*situation.happened.events, _INTERRUPTED)
        happened = replace(situation.happened, events=events)
        return await self._take_turns(replace(situation, happened=happened))

    def _begin(self, url: str) -> None:
        self._start_url = self._secrets.redact(url)
        self._memory.addresses = Addresses((self._task, self._start_url))

    async def _take_turns(self, situation: Situation) -> Ending:
        memory = self._memory
        await self._recorder.checkpoint(self._session)
        while True:
            situation = self._viewed(situation)
            await self._recorder.observed(memory.turn, situation, self._session)
            memory.see(situation)
            limit = self._limits.exceeded(
                steps=len(memory.steps), seconds=monotonic() - self._began, usage=memory.usage
            )
            if limit is not None:
                return Ending(Status.LIMIT, limit)
            self._hear(await self._wishes_here(situation))
            await self._keeper.update(self._state(situation))
            state = self._state(situation)
            proposal = await self._next(state)
            if isinstance(proposal, Searched):
                situation = await self._adopted(proposal)
                continue
            self._recorder.proposed(memory.turn, proposal)
            step, situation = await self._executor.take(proposal, state, self._wishes)
            # First, so that what is told to be done is never met by a page that forgot it.
            await self._recorder.checkpoint(self._session)
            memory.steps.append(step)
            self._recorder.stepped(step)
            stop = next((a for a in proposal.actions if isinstance(a, Stop)), None)
            if stop is not None and not step.failed:
                return self._stopped(stop)
            if why := await self._session.over():
                return Ending(Status.LIMIT, why)
            if self._goes_in_circles():
                return self._gave_up("it repeated itself without effect")

    async def _next(self, state: State) -> Proposal | Searched:
        """Return what is to be done next, or what a search has brought instead."""
        pending, self._pending = self._pending, None
        if pending is not None:
            return pending
        searcher, resting = self._searcher, self._resting
        self._resting = False
        if searcher is None or resting:
            return (await self._proposed(state))[0]
        proposals = [] if searcher.always else await self._proposed(state, PROPOSALS)
        why = await searcher.occasion(state, proposals)
        if not why:
            return (proposals or await self._proposed(state))[0]
        searched = await searcher.search(state, why, self._viewed)
        # Where nothing was found that is any good, the actor goes on with what was learned, on the
        # page as it is now: it may have been opened again, and its elements have other numbers.
        self._resting = not searched.found
        return searched

    async def _proposed(self, state: State, k: int = 1) -> list[Proposal]:
        proposals = await self._actor.propose(state, k)
        for proposal in proposals:
            self._memory.spend(Purpose.ACT, proposal.usage)
        return proposals

    async def _adopted(self, searched: Searched) -> Situation:
        """Take what a search did for steps of the run, and return the page that they led to."""
        memory = self._memory
        await self._recorder.checkpoint(self._session)
        for number, (step, seen) in enumerate(zip(searched.steps, searched.seen, strict=True)):
            if number:
                # The page before the first of them is the one that the turn began with.
                self._recorder.saw(memory.turn, self._viewed(seen))
                memory.see(replace(self._viewed(seen), happened=Happened()))
            memory.steps.append(replace(step, number=memory.turn, subtask=memory.plan.active))
            self._recorder.stepped(memory.steps[-1])
        self._pending = searched.proposal
        return searched.situation

    def _viewed(self, situation: Situation) -> Situation:
        self._memory.addresses.see(situation)
        view = self._view.view(
            situation.observation,
            label=self._session.registry.label,
            opened=situation.opened,
            query=self._task,
        )
        return replace(situation, view=view, addresses=self._memory.addresses.all)

    async def _wishes_here(self, situation: Situation) -> tuple[SiteWishes, ...]:
        session = self._session

        async def of_page() -> tuple[SiteWishes, ...]:
            document = await session.registry.document(session.page.main_frame)
            return await self._gate.wishes(document)

        if situation.dialog is not None:
            return ()
        try:
            return await session.unless_dialog(of_page()) or ()
        except PlaywrightError:
            return ()  # the page is being left; the next one has its own

    def _hear(self, wishes: tuple[SiteWishes, ...]) -> None:
        self._wishes = wishes
        for each in wishes:
            if each.brief not in self._heard:
                self._heard.append(each.brief)
                self._recorder.wished(each.brief)

    def _state(self, situation: Situation) -> State:
        memory, plan = self._memory, self._memory.plan
        return State(
            task=self._task,
            start_url=self._start_url,
            situation=replace(situation, plan=plan.shown, closed=plan.closed),
            history=tuple(memory.steps),
            notes=memory.notes,
            secrets=self._secrets.names,
            steps_left=self._limits.steps - len(memory.steps),
            briefs=tuple(each.brief for each in self._wishes),
            plan=plan,
            advice=tuple(memory.learned),
        )

    def _stopped(self, stop: Stop) -> Ending:
        if stop.unable:
            return self._gave_up("the agent says it can't be done", stop.answer)
        return Ending(Status.DONE, "the agent says it is done", stop.answer)

    def _gave_up(self, reason: str, answer: str = "") -> Ending:
        if self._memory.denials:
            return Ending(Status.BLOCKED, f"not permitted: {self._memory.denials[-1]}", answer)
        return Ending(Status.FAILED, reason, answer)

    def _goes_in_circles(self) -> bool:
        steps = self._memory.steps
        recent = steps[-VAIN_REPEATS:]
        same = len({step.actions for step in recent}) == 1
        if len(recent) == VAIN_REPEATS and same and all(step.vain for step in recent):
            return True
        latest = steps[-VAIN_STEPS:]
        if len(latest) < VAIN_STEPS:
            return False
        return all(step.vain for step in latest) or _is_one_dialog(latest)


def _is_one_dialog(steps: list[Step]) -> bool:
    """Whether the same answer brought the same dialog again each time."""
    answered = all(isinstance(action, Dialog) for step in steps for action in step.actions)
    return answered and len({(step.actions, step.outcome) for step in steps}) == 1


_INTERRUPTED = (
    "the run was interrupted and goes on now: the page was opened again, so what was typed into it "
    "and not sent is gone"
)
