"""An actor with a memory: all that a run looks at passes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent.actors import ModelActor

from ..sites import SqlitePages
from ..skills import SkillActor, SqliteSkills

if TYPE_CHECKING:
    from webagent.protocols import Actor
    from webagent.state import Proposal, State

    from ..store import Store


class RecallingActor:
    """Notes each page on the map of its site, and uses the skills that were learned there.

    Args:
        store: the memory.
        actor: who has all that no skill does.
    """

    def __init__(self, store: Store, actor: Actor) -> None:
        self._pages = SqlitePages(store)
        self._actor = SkillActor(
            SqliteSkills(store), actor, sees_history=isinstance(actor, ModelActor)
        )
        self._last = ""

    @property
    def name(self) -> str:
        """That of the actor."""
        return self._actor.name

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return what the skill or the actor proposes; raises as `SkillActor.propose` does."""
        page = state.situation.observation
        if page.url != self._last and state.situation.dialog is None:
            self._last = page.url
            self._pages.saw(page.url, page.title)
        return await self._actor.propose(state, k)

    def settle(self, *, done: bool) -> None:
        """Count what came of the skill that was used; see `SkillActor.settle`."""
        self._actor.settle(done=done)
