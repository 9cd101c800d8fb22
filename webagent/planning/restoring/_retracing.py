"""From a blank page to a state: by an address, by the values of fields, by doing it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._appearance import Appearance, Sameness
from ._hands import Missed
from ._report import Rung
from ._target import Elements

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from webagent_actions import Situation

    from ._checkpoints import Checkpoints
    from ._hands import Hands
    from ._waypoint import Waypoint

MOST_LEGS = 8
"""Actions that are done again at most; the way to a state may be longer than it is worth."""


class Retracing:
    """Goes from a blank page to a state, checking at each step that it is the right one.

    Args:
        hands: what acts, in a page that nothing is lost with.
        asked: asks who decides whether an address is opened, in the name of the working page.
        checkpoints: what is known of addresses, and hears what is found out.
    """

    def __init__(
        self,
        hands: Hands,
        asked: Callable[[str], AbstractAsyncContextManager[str]],
        checkpoints: Checkpoints,
    ) -> None:
        self._hands = hands
        self._asked = asked
        self._checkpoints = checkpoints

    async def retrace(
        self, start: Waypoint, after: Sequence[Waypoint]
    ) -> tuple[Rung, Sameness, Situation]:
        """Go to a checkpoint and from there through the states after it, to the last of them.

        Raises:
            Missed: it did not come to that.
        """
        point = after[-1] if after else start
        opened, stable = await self.open(start)
        volatile = self._checkpoints.volatile(point)
        sameness = point.appearance.compare(Appearance.of(opened), volatile)
        if sameness is not Sameness.OTHER and not point.offsets:
            return Rung.RELOAD, sameness, opened
        if all(each.leg is not None and each.leg.only_sets for each in after):
            try:
                return await self._filled(point, opened)
            except Missed:
                if not after or stable is Sameness.OTHER:
                    raise
            opened, stable = await self.open(start)
        if stable is Sameness.OTHER:
            raise Missed(f"{start.address} shows another page than it did")
        return await self._replayed(after, opened)

    async def open(self, start: Waypoint) -> tuple[Situation, Sameness]:
        """Open a checkpoint, and learn whether that brings its page back as it was.

        Where only numbers differ, it is opened twice: those that differ between two loads in a row
        change by themselves.

        Raises:
            Missed: it is not permitted, or could not be opened.
        """
        situation = await self._open(start)
        checkpoints = self._checkpoints
        sameness, situation = await self._hands.seen_as(
            start, situation, checkpoints.volatile(start)
        )
        appearance = Appearance.of(situation)
        if sameness is Sameness.OTHER and start.appearance.changing_texts(appearance):
            situation = await self._open(start)
            changing = appearance.changing_texts(Appearance.of(situation))
            checkpoints.learn_changing(start, changing)
            sameness, situation = await self._hands.seen_as(
                start, situation, checkpoints.volatile(start)
            )
        stable = sameness is not Sameness.OTHER
        # With other cookies, another page says nothing of the address.
        if stable or await self._is_stored_as_at(start):
            checkpoints.stability.learn(start.address, stable)
        return situation, sameness

    async def _is_stored_as_at(self, start: Waypoint) -> bool:
        now = await self._hands.session.ways_back.storage()
        return now is not None and start.storage is not None and now.digest == start.storage.digest

    async def _open(self, start: Waypoint) -> Situation:
        asked = self._asked(start.address)
        if start.storage is None:
            return await self._hands.open(start.address, asked)
        # A second page of a site shares cookies and local storage, and has a session of its own.
        async with self._hands.session.ways_back.with_session_storage(start.storage):
            return await self._hands.open(start.address, asked)

    async def _filled(
        self, point: Waypoint, situation: Situation
    ) -> tuple[Rung, Sameness, Situation]:
        situation = await self._hands.put_back(point, situation)
        volatile = self._checkpoints.volatile(point)
        sameness, situation = await self._hands.seen_as(point, situation, volatile)
        if sameness is Sameness.OTHER:
            raise Missed(f"{point.address} shows another page, with its fields filled again too")
        return Rung.RELOAD, sameness, situation

    async def _replayed(
        self, after: Sequence[Waypoint], situation: Situation
    ) -> tuple[Rung, Sameness, Situation]:
        hands, sameness = self._hands, Sameness.SAME
        tab = _active(situation)
        for number, point in enumerate(after, 1):
            leg = point.leg
            assert leg is not None  # only the first state of all has none
            action = leg.aimed(Elements(situation.observation, hands.session.registry))
            if action is None:
                raise Missed(f"step {number}: what {leg.action.verb} was done to is not there")
            situation = await hands.act(action, situation, leg.reversibility)
            volatile = self._checkpoints.volatile(point)
            sameness, situation = await hands.seen_as(point, situation, volatile)
            if sameness is Sameness.OTHER:
                raise Missed(f"step {number}: {action.verb} led to another page than it did")
            if _active(situation) != tab:
                raise Missed(f"step {number}: {action.verb} opened another tab")
        return Rung.REPLAY, sameness, situation


def _active(situation: Situation) -> int | None:
    return next((tab.number for tab in situation.tabs if tab.active), None)
