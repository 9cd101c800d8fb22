"""An actor with skills: it does what it knows, and leaves the rest to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from webagent_actions import Stop
from webagent_manifests import origin_of

from webagent.state import Proposal

from ._replay import Progress, Replay
from ._retrieve import fitting, related
from ._tell import told

if TYPE_CHECKING:
    from webagent.protocols import Actor
    from webagent.state import State

    from ._sqlite_skills import KeptSkill, SqliteSkills


class SkillActor:
    """Replays a skill of the site where one fits the task, then hands over to another actor.

    It does so too where a step does not fit, where a permission stands against one, and for what
    the skill leaves open. Where none fits, the other is told of those for similar tasks of the same
    site.

    Args:
        skills: where they are kept.
        actor: who has all the rest.
        sees_history: the actor knows what was done from the history, so that the end is its to see.
            Else it is asked no more once a step can't be undone, lest it does that again: then
            the skill itself says whether the task is done.
    """

    def __init__(self, skills: SqliteSkills, actor: Actor, *, sees_history: bool = False) -> None:
        self._skills = skills
        self._actor = actor
        self._sees_history = sees_history
        self._began = False
        self._kept: KeptSkill | None = None
        self._replay: Replay | None = None
        self._hints: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """That of the other: with it a run that is cut off can go on."""
        return self._actor.name

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return the skill's next step as the only proposal, or what the other proposes.

        Raises:
            webagent.memory.store.MemoryUnavailable: what is kept can't be read.
            webagent.models.ModelError: as the other does.
        """
        if not self._began:
            self._begin(state)
        if self._replay is not None and self._kept is not None:
            action = self._replay.next(state)
            if action is not None:
                intent = self._kept.skill.intent
                reason = f"{self._kept.id}, {self._replay.position}: “{intent}”"
                return [Proposal((action,), reason)]
            if self._replay.committed and not self._sees_history:
                return [self._stop(self._kept, self._replay.progress)]
        told_too = replace(state, advice=(*state.advice, *self._hints))
        return await self._actor.propose(told_too, k)

    def settle(self, *, done: bool) -> None:
        """Count what came of the skill, once the run is over and was `done` or not.

        Raises:
            webagent.memory.store.MemoryUnavailable: it can't be kept.
        """
        if self._replay is None or self._kept is None:
            return
        progress = self._replay.progress
        if progress in {Progress.DONE, Progress.FAILED}:
            self._skills.count(self._kept, worked=done and progress is Progress.DONE)

    def _stop(self, kept: KeptSkill, progress: Progress) -> Proposal:
        if progress is Progress.DONE:
            answer = f"done as {kept.id} does it: “{kept.skill.intent}”"
        else:
            answer = f"unable: {kept.id} came no further, after something was sent"
        return Proposal((Stop(answer),), "The skill is over.")

    def _begin(self, state: State) -> None:
        self._began = True
        origin = origin_of(state.situation.observation.url)
        if origin is None:
            return
        kept = self._skills.of(str(origin))
        # A run that goes on where it was cut off may be in the middle of anything.
        found = None if state.history else fitting(kept, state.task, state.situation)
        if found is None:
            self._hints = told(related(kept, state.task))
            return
        self._kept, values = found
        self._replay = Replay(self._kept.skill, values)
