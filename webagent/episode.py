"""One task played from its first page to its end: the loop."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_actions import (
    ActionRefused,
    Click,
    Note,
    Stop,
    Type,
    confirm_same,
    perform,
    resolve,
    validate,
)
from webagent_observation import pivotal

from webagent.models import Usage
from webagent.result import Status
from webagent.state import State, Step
from webagent.view import ViewOptions

if TYPE_CHECKING:
    from webagent_actions import Action, Situation
    from webagent_manifests.guidelines import SiteBrief
    from webagent_observation import Fingerprint, Observation

    from webagent.browser import Session
    from webagent.limits import Limits
    from webagent.permissions import Gate, Permission, SiteWishes
    from webagent.protocols import Actor
    from webagent.recording import Recorder
    from webagent.secrets import Secrets
    from webagent.state import Proposal

VAIN_REPEATS = 3
VAIN_STEPS = 6
AROUND_WORDS = 60


@dataclass(frozen=True, slots=True)
class Ending:
    """Why an episode is over."""

    status: Status
    reason: str
    answer: str = ""


class Episode:
    """The state of a run: what was done, noted and spent, and what was tried in vain."""

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
    ) -> None:
        self._task = task
        self._actor = actor
        self._session = session
        self._gate = gate
        self._recorder = recorder
        self._limits = limits
        self._secrets = secrets
        self._view = ViewOptions() if view is None else view
        self._started = monotonic()
        self._start_url = ""
        self._notes: list[str] = []
        self._wishes: tuple[SiteWishes, ...] = ()
        self._heard: list[SiteBrief] = []
        self._fruitless: Counter[tuple[Fingerprint, Action]] = Counter()
        self.steps: list[Step] = []
        self.denials: list[str] = []
        self.usage = Usage()

    async def play(self, url: str) -> Ending:
        """Take turns until the actor stops, a limit is reached, or nothing moves any more.

        Raises:
            webagent.errors.EnvironmentFailure: browser, site or model can't be used.
            webagent_observation.PageUnreadable: the page can't be looked at.
        """
        self._start_url = self._secrets.redact(url)
        return await self._take_turns(await self._session.start(url))

    async def play_here(self) -> Ending:
        """Do the same from the page that the session has open."""
        situation = await self._session.look()
        self._start_url = situation.observation.url
        return await self._take_turns(situation)

    async def _take_turns(self, situation: Situation) -> Ending:
        while True:
            situation = self._viewed(situation)
            await self._recorder.observed(len(self.steps) + 1, situation, self._session)
            limit = self._limits.exceeded(
                steps=len(self.steps), seconds=monotonic() - self._started, usage=self.usage
            )
            if limit is not None:
                return Ending(Status.LIMIT, limit)
            self._hear(await self._wishes_here(situation))
            proposal = (await self._actor.propose(self._state(situation)))[0]
            self.usage += proposal.usage
            self._recorder.proposed(len(self.steps) + 1, proposal)
            step, situation = await self._take(proposal, situation)
            self.steps.append(step)
            self._recorder.stepped(step)
            stop = next((a for a in proposal.actions if isinstance(a, Stop)), None)
            if stop is not None:
                return self._stopped(stop)
            if self._goes_in_circles():
                return self._gave_up("it repeated itself without effect")

    def _viewed(self, situation: Situation) -> Situation:
        view = self._view.view(
            situation.observation,
            label=self._session.registry.label,
            opened=situation.opened,
            query=self._task,
        )
        return replace(situation, view=view)

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
        return State(
            task=self._task,
            start_url=self._start_url,
            situation=situation,
            history=tuple(self.steps),
            notes=tuple(self._notes),
            secrets=self._secrets.names,
            steps_left=self._limits.steps - len(self.steps),
            briefs=tuple(each.brief for each in self._wishes),
        )

    async def _take(self, proposal: Proposal, situation: Situation) -> tuple[Step, Situation]:
        step = Step(
            number=len(self.steps) + 1,
            url=situation.observation.url,
            reason=proposal.reason,
            actions=proposal.actions,
            outcome="" if proposal.actions else "no valid action was proposed",
            failed=not proposal.actions,
        )
        if proposal.view is not None:
            situation = replace(situation, view=proposal.view)
        for action in proposal.actions:
            if isinstance(action, Note):
                self._notes.append(action.text)
                step = replace(step, outcome="noted")
            elif isinstance(action, Stop):
                step = replace(step, outcome="stopped")
            elif action.touches_page:
                return await self._act(action, situation, step)
            else:
                return await self._read(action, situation, step)
        return step, situation

    async def _read(
        self, action: Action, situation: Situation, step: Step
    ) -> tuple[Step, Situation]:
        """Answer from what was seen: nothing is touched, and nobody has to permit it."""
        step = replace(step, target=_target(action, situation))
        self._fruitless[situation.observation.fingerprint, action] += 1
        try:
            validate(action, situation)
        except ActionRefused as refused:
            step = replace(step, outcome=f"not done: {refused.hint}", failed=True)
            return step, replace(situation, fruitless=dict(self._fruitless))
        outcome = await perform(action, situation, self._session)
        step = replace(step, outcome=str(outcome), failed=not outcome.ok, shown=outcome.shown)
        return step, replace(outcome.situation, fruitless=dict(self._fruitless))

    async def _act(
        self, action: Action, situation: Situation, step: Step
    ) -> tuple[Step, Situation]:
        """Validate, ask the gate, perform: the only way to the page."""
        session, observation = self._session, situation.observation
        target, around = _target(action, situation), _around(action, observation)
        step = replace(step, target=target, around=around)
        action = resolve(action, observation)
        try:
            validate(action, situation)
            # Uncapped, since a person may be asked.
            permission = await session.unless_dialog(
                self._judged(action, observation), capped=False
            )
            if permission is None:
                raise ActionRefused("dialog_open", "A dialog opened meanwhile. Answer it first.")
        except ActionRefused as refused:
            self._fruitless[observation.fingerprint, action] += 1
            step = replace(step, outcome=f"not done: {refused.hint}", failed=True)
            return step, await self._look_again(situation)
        self._recorder.permitted(step.number, action, permission)
        if not permission.granted:
            self.denials.append(f"{action} {step.target}: {permission.reason}")
            self._fruitless[observation.fingerprint, action] += 1
            denied = f"not permitted: {permission.reason}"
            step = replace(step, outcome=denied, failed=True, denied=True)
            return step, await self._look_again(situation)
        try:
            outcome = await perform(self._with_secrets(action), situation, session)
        finally:
            self._gate.settle(permission)
        self._watch(action, observation, step)
        if outcome.no_effect or not outcome.ok:
            self._fruitless[observation.fingerprint, action] += 1
        # A browser's own error message may quote the page, which was not cleaned then.
        told = self._secrets.redact(str(outcome))
        if permission.approved:
            told = f"a person approved it; {told}"
        step = replace(step, outcome=told, failed=not outcome.ok, no_effect=outcome.no_effect)
        return step, self._following(outcome.situation, situation)

    def _watch(self, action: Action, observation: Observation, step: Step) -> None:
        """Log what looks like a breach of a guideline: prose can be watched, not enforced."""
        node = observation.refs.get(getattr(action, "ref", 0))
        target = "" if node is None else f'{node.role} "{node.name}"'
        fields = {} if node is None or not isinstance(action, Type) else {node.name: action.text}
        for each in self._wishes:
            for violation in each.monitor.observe(action.verb, target, step.reason, fields):
                self._recorder.violated(step.number, each.brief.origin, violation)

    async def _judged(self, action: Action, observation: Observation) -> Permission:
        session = self._session
        ref: int | None = getattr(action, "ref", None)
        if ref is not None:
            await session.unless_dialog(confirm_same(ref, observation, session.registry))
        permission = await self._gate.admit(
            action, observation, session.registry, session.page.main_frame
        )
        if ref is not None and permission.approved:
            # What the person allowed is what they were shown, however long they took.
            await session.unless_dialog(confirm_same(ref, observation, session.registry))
        return permission

    async def _look_again(self, before: Situation) -> Situation:
        return self._following(await self._session.look(), before)

    def _following(self, situation: Situation, before: Situation) -> Situation:
        return replace(situation, fruitless=dict(self._fruitless), opened=before.opened)

    def _with_secrets(self, action: Action) -> Action:
        if isinstance(action, Type):
            return replace(action, text=self._secrets.fill(action.text))
        return action

    def _stopped(self, stop: Stop) -> Ending:
        if stop.unable:
            return self._gave_up("the agent says it can't be done", stop.answer)
        return Ending(Status.DONE, "the agent says it is done", stop.answer)

    def _gave_up(self, reason: str, answer: str = "") -> Ending:
        if self.denials:
            return Ending(Status.BLOCKED, f"not permitted: {self.denials[-1]}", answer)
        return Ending(Status.FAILED, reason, answer)

    def _goes_in_circles(self) -> bool:
        recent = self.steps[-VAIN_REPEATS:]
        same = len({step.actions for step in recent}) == 1
        if len(recent) == VAIN_REPEATS and same and all(step.vain for step in recent):
            return True
        return len(self.steps) >= VAIN_STEPS and all(s.vain for s in self.steps[-VAIN_STEPS:])


def _target(action: Action, situation: Situation) -> str:
    """Return the element or the part of the page an action is for, as the page names it."""
    ref: int = getattr(action, "ref", 0)
    node = situation.observation.refs.get(ref)
    if node is not None:
        return f"{node.role} “{node.name}”"
    elisions = () if situation.view is None else situation.view.elisions
    return next((elision.told for elision in elisions if elision.ref == ref), "")


def _around(action: Action, observation: Observation) -> str:
    """Return what stands around an element that is clicked, in a few lines.

    What else there was to choose from tells later why it was chosen; a field is told by its name.
    """
    if not isinstance(action, Click):
        return ""
    return pivotal(observation.nodes, {action.ref}, limit_words=AROUND_WORDS) or ""
