"""Who is asked before anything is done on the way back."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

from webagent_actions import ActionRefused, GoHome, Goto

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from contextlib import AbstractAsyncContextManager

    from webagent_actions import Action, Situation

    from webagent.browser import Session
    from webagent.permissions import Gate, Permission


class Admission(Protocol):
    """Decides on each action of a restore, which is no way around anybody's permission."""

    def __call__(
        self, action: Action, situation: Situation, session: Session, /
    ) -> AbstractAsyncContextManager[str]:
        """Return a block that yields why an action is refused, empty where it is not.

        What is not refused is done inside of the block.
        """
        ...


def through(gate: Gate, hear: Callable[[Action, Permission], None] | None = None) -> Admission:
    """Return the admission that a gate gives, as it gives it to any action.

    `hear` is told each decision.
    """

    @asynccontextmanager
    async def admitted(
        action: Action, situation: Situation, session: Session, /
    ) -> AsyncGenerator[str]:
        asked = Goto(session.home) if isinstance(action, GoHome) else action
        try:
            permission = await session.unless_dialog(
                gate.admit(asked, situation.observation, session.registry, session.page.main_frame),
                capped=False,
            )
        except ActionRefused as refused:
            yield refused.hint
            return
        if permission is None:
            yield "a dialog opened meanwhile"
            return
        if hear is not None:
            hear(asked, permission)
        try:
            yield "" if permission.granted else permission.reason
        finally:
            gate.settle(permission)

    return admitted
