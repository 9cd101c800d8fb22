"""Whether what was dragged is where it was to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..verbs import DropPlace
from ._moved import moved
from ._page import page_function
from ._performed import Performed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import ElementHandle
    from webagent_observation import Node, Observation

    from .._situation import Situation
    from ..verbs import Drag
    from ._moved import Spot


class Placing:
    """One thing to be dropped into, before or after another."""

    def __init__(
        self,
        action: Drag,
        node: Node,
        other: Node,
        source: ElementHandle,
        target: ElementHandle,
        *,
        across: bool,
    ) -> None:
        self.place = action.place
        self._action = action
        self._node = node
        self._other = other
        self._source = source
        self._target = target
        self._across = across

    async def holds(self) -> bool:
        """Whether the one lies right beside the other, where it was to be, as it is drawn."""
        if self.place is DropPlace.INTO:
            return False
        moved, fixed = await self._source.bounding_box(), await self._target.bounding_box()
        if moved is None or fixed is None:
            return False
        start, size = ("x", "width") if self._across else ("y", "height")
        side, breadth = ("y", "height") if self._across else ("x", "width")
        first, last = (moved, fixed) if self._before else (fixed, moved)
        gap = last[start] - (first[start] + first[size])
        # In a grid, what comes next may begin another row.
        in_line = abs(first[side] - last[side]) < max(first[breadth], last[breadth]) / 2
        return in_line and -first[size] / 2 < gap < min(first[size], last[size]) / 2

    async def is_sorted(self) -> bool:
        """Whether it is where it was to be already while it is dragged.

        In the page's own order: as they are drawn, lists still move to where they are to be.
        """
        if self.place is DropPlace.INTO:
            return False
        first, last = (self._source, self._target) if self._before else (self._target, self._source)
        return await first.evaluate(page_function("dragging", "isFollowedBy"), last)

    def told(self, start: Spot) -> Callable[[Situation], Awaitable[Performed]]:
        """Return what says, once the page has settled, where it is if that is elsewhere."""

        async def tell(after: Situation) -> Performed:
            if self.place is DropPlace.INTO:
                return await self._into(start)
            if self._reads(after.observation) or (await self._is_drawn() and await self.holds()):
                return Performed()
            where = "before" if self._before else "after"
            return Performed((f"{self._dropped} not right {where} “{self._other.name}”",))

        return tell

    @property
    def _before(self) -> bool:
        return self.place is DropPlace.BEFORE

    async def _is_drawn(self) -> bool:
        return await self._source.is_visible() and await self._target.is_visible()

    async def _into(self, start: Spot) -> Performed:
        far = await moved(self._node, self._source, start)
        if far.did and await self._source.evaluate(
            page_function("dragging", "liesIn"), self._target
        ):
            return Performed(did=(f"“{self._node.name}” lies in [{self._action.to}] now",))
        if far.did or not await self._source.is_visible():
            return far
        return Performed((f"{self._dropped} where it was",))

    @property
    def _dropped(self) -> str:
        return f"“{self._node.name}” was dropped, but is"

    def _reads(self, observation: Observation) -> bool:
        """Whether they stand side by side in reading order, also where they were made anew."""
        nodes = [node for node in observation.refs.values() if node.role == self._node.role]
        names = [node.name for node in nodes]
        moved, fixed = self._node.name, self._other.name
        if names.count(moved) != 1 or names.count(fixed) != 1:
            refs = [node.ref for node in nodes]
            if self._action.ref not in refs or self._action.to not in refs:
                return False
            at, to = refs.index(self._action.ref), refs.index(self._action.to)
        else:
            at, to = names.index(moved), names.index(fixed)
        return at == to - 1 if self._before else at == to + 1
