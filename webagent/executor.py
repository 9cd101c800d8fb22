"""Taking a turn: what an actor proposed is validated, permitted, done, and told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webagent_actions import (
    ActionRefused,
    FillForm,
    GoHome,
    Goto,
    Happened,
    Note,
    Prune,
    Reversibility,
    Type,
    confirm_same,
    gravity,
    perform,
    resolve,
    steps,
    validate,
)

from webagent.judging import judged, learn
from webagent.plan_keeper import PLAN_VERBS, PlanKeeper
from webagent.secret_typing import with_secrets
from webagent.state import Intent, Step
from webagent.telling import around, held_after, node_of, target_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent_actions import Action, Judgement, Situation
    from webagent_observation import Observation

    from webagent.browser import Session
    from webagent.consequences import Learned
    from webagent.permissions import Gate, Permission, SiteWishes
    from webagent.recording import Recorder
    from webagent.run_memory import RunMemory
    from webagent.secrets import Secrets
    from webagent.state import Proposal, State


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of one action."""

    told: str
    situation: Situation
    """The page after it."""
    failed: bool = False
    denied: bool = False
    no_effect: bool = False
    judgement: Judgement | None = None
    remarks: tuple[str, ...] = ()
    """What was read back and is not as it was meant."""


class Executor:
    """The hands of a run: nothing reaches the page but through `take`."""

    def __init__(
        self,
        session: Session,
        gate: Gate,
        recorder: Recorder,
        secrets: Secrets,
        memory: RunMemory,
        *,
        keeper: PlanKeeper,
        learned: Learned | None = None,
    ) -> None:
        self._session = session
        self._gate = gate
        self._recorder = recorder
        self._secrets = secrets
        self._memory = memory
        self._keeper = keeper
        self._learned = learned

    async def take(
        self, proposal: Proposal, state: State, wishes: Sequence[SiteWishes]
    ) -> tuple[Step, Situation]:
        """Take a turn in a state; return what came of it, and the page after it.

        Raises:
            webagent.errors.EnvironmentFailure: the browser died, or the record can't be written.
            webagent_observation.PageUnreadable: the page can't be looked at afterwards.
        """
        situation = state.situation
        step = Step(
            number=self._memory.turn,
            url=situation.observation.url,
            reason=proposal.reason,
            actions=proposal.actions,
            outcome="" if proposal.actions else "no valid action was proposed",
            failed=not proposal.actions,
            subtask=state.plan.active,
        )
        if proposal.view is not None:
            situation = replace(situation, view=proposal.view)
        for action in proposal.actions:
            if isinstance(action, Note):
                step = replace(step, outcome="noted")
            elif isinstance(action, PLAN_VERBS):
                step = self._keeper.take(action, state, step)
                if isinstance(action, Prune) and not step.failed:
                    return await self._go_back(situation, step, wishes)
            else:
                return await self._carry_out(action, situation, step, wishes)
        return step, situation

    async def _go_back(
        self, situation: Situation, step: Step, wishes: Sequence[SiteWishes]
    ) -> tuple[Step, Situation]:
        """Open the page again on which the part of the plan that is resumed was begun."""
        url = self._memory.plan.current.url0
        if not url or url == situation.observation.url:
            return step, situation
        resumed = step.outcome
        step, situation = await self._carry_out(Goto(url), situation, step, wishes)
        where = "its page could not be opened again" if step.failed else "its page is open again"
        return replace(step, outcome=f"{resumed}; {where}: {step.outcome}"), situation

    async def _carry_out(
        self, action: Action, situation: Situation, step: Step, wishes: Sequence[SiteWishes]
    ) -> tuple[Step, Situation]:
        observation = situation.observation
        step = replace(
            step, target=target_of(action, situation), around=around(action, observation)
        )
        if isinstance(action, FillForm):
            done = await self._fill(action, situation, step, wishes)
        elif action.touches_page:
            done = await self._act(resolve(action, observation), situation, step, wishes)
        else:
            return await self._read(action, situation, step)
        step = replace(
            step,
            outcome=done.told,
            failed=done.failed,
            denied=done.denied,
            no_effect=done.no_effect,
            reversibility=None if done.judgement is None else done.judgement.reversibility,
            why="" if done.judgement is None else done.judgement.reason,
        )
        return step, done.situation

    async def _read(
        self, action: Action, situation: Situation, step: Step
    ) -> tuple[Step, Situation]:
        """Answer from what was seen: nothing is touched, and nobody has to permit it."""
        self._memory.fruitless[situation.observation.fingerprint, action] += 1
        try:
            validate(action, situation)
        except ActionRefused as refused:
            step = replace(step, outcome=f"not done: {refused.hint}", failed=True)
            return step, self._following(situation, situation)
        outcome = await perform(action, situation, self._session)
        step = replace(step, outcome=str(outcome), failed=not outcome.ok, shown=outcome.shown)
        return step, replace(outcome.situation, fruitless=dict(self._memory.fruitless))

    async def _fill(
        self, form: FillForm, situation: Situation, step: Step, wishes: Sequence[SiteWishes]
    ) -> _Done:
        """Fill field by field, each permitted on its own, up to the first that fails."""
        try:
            validate(form, situation)
            parts = steps(form, situation.observation)
        except ActionRefused as refused:
            return await self._refused(form, refused, situation)
        names = [target_of(part, situation) for part in parts]
        told: list[str] = []
        differing: list[str] = []
        # What had happened before belongs to the look that was shown.
        done = _Done("", replace(situation, happened=Happened()), no_effect=True)
        for number, (part, name) in enumerate(zip(parts, names, strict=True)):
            before = done
            done = await self._act(part, before.situation, replace(step, target=name), wishes)
            if done.failed:
                left = ", ".join(names[number + 1 :])
                # What went wrong first: the rest may have no room where it is told.
                failed = [f"{name}: {done.told}", *([f"not filled: {left}"] if left else [])]
                told = [
                    f"{len(told)} of {len(parts)} fields were filled",
                    *failed,
                    *differing,
                    *told,
                ]
                break
            if done.remarks:
                differing.append(f"{name}: {'; '.join(done.remarks)}")
            else:
                told.append(f"{name}: {held_after(part, done.situation) or done.told}")
            done = replace(
                done,
                situation=_after_both(before.situation, done.situation),
                no_effect=before.no_effect and done.no_effect,
                judgement=_graver(before.judgement, done.judgement),
            )
        else:
            told = [*differing, *told]
        return replace(done, told="; ".join(told))

    async def _act(
        self, action: Action, situation: Situation, step: Step, wishes: Sequence[SiteWishes]
    ) -> _Done:
        """Validate, ask the gate, perform: the only way to the page."""
        session, observation = self._session, situation.observation
        try:
            validate(action, situation)
            judgement = judged(action, situation, self._learned)
            intent = Intent(
                action, step.target, observation.url, judgement.reversibility, judgement.reason
            )
            await session.unless_dialog(self._filled(action))
            # Uncapped, since a person may be asked.
            permission = await session.unless_dialog(
                self._judged(intent, observation), capped=False
            )
            if permission is None:
                raise ActionRefused("dialog_open", "A dialog opened meanwhile. Answer it first.")
        except ActionRefused as refused:
            return await self._refused(action, refused, situation)
        self._recorder.permitted(step.number, action, permission)
        if not permission.granted:
            self._memory.denials.append(f"{action} {step.target}: {permission.reason}")
            self._memory.fruitless[observation.fingerprint, action] += 1
            denied = f"not permitted: {permission.reason}"
            after = await self._look_again(situation)
            return _Done(denied, after, failed=True, denied=True, judgement=judgement)
        self._recorder.intends(step.number, intent)
        try:
            # The page had time to become another while somebody was asked.
            typed = await session.unless_dialog(self._filled(action))
            outcome = await perform(typed or action, situation, session)
        except ActionRefused as refused:
            return await self._refused(action, refused, situation)
        finally:
            self._gate.settle(permission)
        self._watch(action, observation, step, wishes)
        learn(action, observation, outcome.situation.happened.requests, self._learned)
        if outcome.no_effect or not outcome.ok:
            self._memory.fruitless[observation.fingerprint, action] += 1
        # A browser's own error message may quote the page, which was not cleaned then.
        told = self._secrets.redact(str(outcome))
        return _Done(
            f"a person approved it; {told}" if permission.approved else told,
            self._following(outcome.situation, situation),
            failed=not outcome.ok,
            no_effect=outcome.no_effect,
            judgement=_raised(judgement, outcome.situation.happened),
            remarks=outcome.remarks,
        )

    async def _refused(self, action: Action, refused: ActionRefused, situation: Situation) -> _Done:
        self._memory.fruitless[situation.observation.fingerprint, action] += 1
        after = await self._look_again(situation)
        return _Done(f"not done: {refused.hint}", after, failed=True)

    def _watch(
        self, action: Action, observation: Observation, step: Step, wishes: Sequence[SiteWishes]
    ) -> None:
        """Log what looks like a breach of a guideline: prose can be watched, not enforced."""
        node = node_of(action, observation)
        target = "" if node is None else f'{node.role} "{node.name}"'
        fields = {} if node is None or not isinstance(action, Type) else {node.name: action.text}
        for each in wishes:
            for violation in each.monitor.observe(action.verb, target, step.reason, fields):
                self._recorder.violated(step.number, each.brief.origin, violation)

    async def _judged(self, intent: Intent, observation: Observation) -> Permission:
        session, action = self._session, intent.action
        ref: int | None = getattr(action, "ref", None)
        if ref is not None:
            await session.unless_dialog(confirm_same(ref, observation, session.registry))
        permission = await self._gate.admit(
            # To go home is to open that address: whoever has a say on it is asked again.
            Goto(session.home) if isinstance(action, GoHome) else action,
            observation,
            session.registry,
            session.page.main_frame,
            doubt=self._doubt(intent),
        )
        if ref is not None and permission.approved:
            # What the person allowed is what they were shown, however long they took.
            await session.unless_dialog(confirm_same(ref, observation, session.registry))
        return permission

    def _doubt(self, intent: Intent) -> str:
        """Return why a person has to decide on what may have been done already."""
        if intent.reversibility is not Reversibility.COMMIT or not self._memory.doubts(intent):
            return ""
        return (
            "The run was interrupted while it did exactly this, so it may have been done already, "
            "and it can't be undone."
        )

    async def _filled(self, action: Action) -> Action:
        return await with_secrets(action, self._session.registry, self._secrets)

    async def _look_again(self, before: Situation) -> Situation:
        return self._following(await self._session.look(), before)

    def _following(self, situation: Situation, before: Situation) -> Situation:
        return replace(situation, fruitless=dict(self._memory.fruitless), opened=before.opened)


def _after_both(first: Situation, second: Situation) -> Situation:
    """Return a situation with what happened before the look in between as well."""
    one, other = first.happened, second.happened
    happened = Happened(
        one.events + other.events,
        one.requests + other.requests,
        one.downloads + other.downloads,
    )
    return replace(second, happened=happened)


def _raised(judgement: Judgement, happened: Happened) -> Judgement:
    """Return a judgement after the fact: what sent something was more than it seemed."""
    sent = next((request for request in happened.requests if request.may_change), None)
    if sent is None or judgement.reversibility is Reversibility.COMMIT:
        return judgement
    return replace(
        judgement, reversibility=Reversibility.COMMIT, reason=f"it sent {sent.method} {sent.url}"
    )


def _graver(one: Judgement | None, other: Judgement | None) -> Judgement | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=gravity)
