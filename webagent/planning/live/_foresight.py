"""What is known of an action before it is tried: whether it fits, its class, its permission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import ActionRefused, FillForm, Reversibility, Stop, steps, validate
from webagent_manifests import Verdict

from webagent.judging import judged
from webagent.planning.search import Candidate
from webagent.telling import target_of

if TYPE_CHECKING:
    from webagent_actions import Action, Situation

    from webagent.browser import Session
    from webagent.consequences import Learned
    from webagent.permissions import Gate, Permission

KEPT = 0.5
"""The share of each limit that is left for what is done in the end."""
_SCARCE = "half of what the site allows of it is used up, and the rest is kept for later"
_UNSEEN = "a dialog opened meanwhile"


class Foresight:
    """Weighs proposed actions on the page that a session shows; nobody is asked, nothing is done.

    Args:
        session: its active page is the one the actions are for.
        gate: who decides, as for any action.
        learned: what controls have done before.
    """

    def __init__(self, session: Session, gate: Gate, learned: Learned | None) -> None:
        self._session = session
        self._gate = gate
        self._learned = learned

    async def candidate(self, action: Action, situation: Situation) -> Candidate[Action]:
        """Return an action as a search takes it; what does not fit the page counts as denied."""
        target = target_of(action, situation)
        if isinstance(action, Stop):
            # Nothing follows it: like a commit it is only ever proposed.
            return Candidate(action, Reversibility.COMMIT, target=target, final=not action.unable)
        try:
            validate(action, situation)
            reversibility = judged(action, situation, self._learned).reversibility
            denied, reserved = await self._decided(action, situation)
        except ActionRefused as refused:
            denied = f"it does not fit: {refused}"
            return Candidate(action, Reversibility.COMMIT, target=target, denied=denied)
        return Candidate(action, reversibility, target=target, denied=denied, reserved=reserved)

    async def _decided(self, action: Action, situation: Situation) -> tuple[str, str]:
        """Return why it is denied, and why it is not just tried; empty where that is not so."""
        observation = situation.observation
        parts = steps(action, observation) if isinstance(action, FillForm) else (action,)
        denied, reserved = "", ""
        for part in parts:
            permission = await self._foreseen(part, situation)
            if permission is None:
                return _UNSEEN, ""
            if permission.verdict is Verdict.NEEDS_HUMAN:
                reserved = reserved or permission.reason
            elif not permission.granted:
                denied = denied or permission.reason
            elif self._gate.spare(permission) <= KEPT:
                reserved = reserved or _SCARCE
        return denied, "" if denied else reserved

    async def _foreseen(self, action: Action, situation: Situation) -> Permission | None:
        session = self._session
        return await session.unless_dialog(
            self._gate.foresee(
                action, situation.observation, session.registry, session.page.main_frame
            )
        )
