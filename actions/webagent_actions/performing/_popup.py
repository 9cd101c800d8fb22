"""The list that belongs to a control: opening it, reading it, and finding what is further down."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from webagent_observation import Node

from ._click import click
from ._labels import match_label
from ._page import page_function
from ._stage import ACTION_TIMEOUT_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import ElementHandle, JSHandle

    from ._stage import Stage

T = TypeVar("T")

_POLL_S = 0.05
_OPENS_S = 1.0
_OPENS_TYPED_S = 0.3
"""A list that comes up only when something is typed is not waited for any longer."""
_LOADS_S = 1.2
_STANDS_S = 0.15
_FEW = 2
"""Of a list that is loading no more is there than a line that says so."""
_FILTERS_S = 2.5
_SCROLLED_MS = (2_000, 1_500)
"""For a long list: to find the name, and, where only a part of it was given, to go back to it."""
_MENU = "menuitem"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be chosen."""

    number: int
    """In its document, see `Registry.ref`."""
    role: str
    tag: str
    name: str
    line: str
    """Its first line of text: what is chosen often says more than its label."""
    chosen: bool
    disabled: bool
    several: bool
    """Its list lets several be chosen."""
    said: bool
    """Its role says that it can be chosen; else it is only what came up."""

    @property
    def in_menu(self) -> bool:
        """Whether it does something rather than being a value."""
        return self.role.startswith(_MENU)


@dataclass(frozen=True, slots=True)
class State:
    """What a control says of itself."""

    expanded: bool | None
    shown: str
    """Its value, or the text on it."""
    editable: bool
    menu: bool
    focused: bool


class Popup:
    """A control and its list."""

    def __init__(
        self, ref: int, node: Node, stage: Stage, control: ElementHandle, script: JSHandle
    ) -> None:
        self._ref = ref
        self._node = node
        self._stage = stage
        self._control = control
        self._script = script
        self._before: JSHandle | None = None
        self.items: tuple[Item, ...] = ()
        """As they were last read."""
        self.seen: tuple[str, ...] = ()
        """All names that came by when it was scrolled through."""

    @classmethod
    async def of(cls, ref: int, node: Node, stage: Stage) -> Popup:
        """Return the list of a control. Raises `StaleRef` when the control is gone."""
        control = await stage.registry.element(ref)
        document = await stage.registry.document(stage.registry.frame(ref))
        return cls(ref, node, stage, control, document.script)

    async def state(self) -> State:
        """Return what the control says of itself now."""
        return State(**await self._control.evaluate(page_function("lists", "stateOf")))

    async def read(self) -> tuple[Item, ...]:
        """Read what can be chosen now; nothing while the list is closed."""
        argument = {"control": self._control, "before": self._before}
        raw: list[dict[str, Any]] = await self._script.evaluate(
            page_function("lists", "readList"), argument
        )
        self.items = tuple(Item(**item) for item in raw)
        return self.items

    async def open(self) -> None:
        """Open the list unless it is open, by a click, else by the keys that open lists."""
        state = await self.state()
        self._before = await self._script.evaluate_handle(
            page_function("lists", "nothing" if state.expanded else "shownNow")
        )
        if state.expanded is not False and await self.read():
            return
        if not state.expanded:
            await click(self._ref, self._node, self._stage)
        if await self._come(_OPENS_TYPED_S if state.editable else _OPENS_S) or state.editable:
            return
        # Enter is not tried: in a form it may send it.
        for key in ("ArrowDown", "Alt+ArrowDown"):
            await self._control.press(key, timeout=ACTION_TIMEOUT_MS)
            if await self._come(_OPENS_S):
                return

    async def find(self, wanted: str) -> Item | None:
        """Return the item that is meant among those there are, waiting for lists that load."""
        seconds = _LOADS_S if len(self.items) <= _FEW else _STANDS_S
        return await self._until(lambda: self._meant(wanted), seconds)

    async def find_typed(self, wanted: str) -> Item | None:
        """Return the item that is meant, waiting for a list that is filtered as one types."""
        return await self._until(lambda: self._meant(wanted), _FILTERS_S)

    async def takes_text(self) -> bool:
        """Put the focus where text filters the list; say whether there is such a place.

        That is the control, or a field that got the focus when the list opened.
        """
        if (await self.state()).editable:
            return await self._control.evaluate(page_function("lists", "focusField"))
        return await self._control.evaluate(page_function("lists", "searches"))

    async def scroll_to(self, wanted: str) -> Item | None:
        """Return the item that is meant, scrolling through the list for it."""
        sought = " ".join(wanted.split())
        for limit in _SCROLLED_MS:
            if not self.items:
                break
            self.seen = await self._scroll_through(sought, limit)
            await self.read()
            item = self._meant(sought)
            at = match_label(sought, self.seen)
            if item is not None or at is None:
                return item
            # Only a part of a name was given: it has come by and is out of view again.
            sought = self.seen[at]
        return None

    async def _scroll_through(self, wanted: str, limit: int) -> tuple[str, ...]:
        argument = {
            "number": self.items[0].number,
            "control": self._control,
            "before": self._before,
            "wanted": wanted,
            "limit": limit,
        }
        script = page_function("lists", "scrollThrough")
        return tuple(await self._script.evaluate(script, argument))

    async def choose(self, item: Item) -> None:
        """Click an item."""
        document = await self._stage.registry.document(self._stage.registry.frame(self._ref))
        ref = self._stage.registry.ref(document, item.number)
        await click(ref, Node(item.role, item.name, ref, tag=item.tag), self._stage)

    async def standing(self, item: Item) -> tuple[bool, bool]:
        """Say whether an item is chosen now, and whether it is still there to be seen."""
        now = await self._script.evaluate(page_function("lists", "itemNow"), item.number)
        return (now["chosen"], now["drawn"]) if now else (False, False)

    async def close(self) -> None:
        """Close the list if it is open."""
        state = await self.state()
        if state.expanded or (state.expanded is None and self._before and await self.read()):
            await self._stage.page.keyboard.press("Escape")

    def _meant(self, wanted: str) -> Item | None:
        for labels in ([item.name for item in self.items], [item.line for item in self.items]):
            at = match_label(wanted, labels)
            if at is not None:
                return self.items[at]
        return None

    async def _come(self, seconds: float) -> bool:
        return bool(await self._until(lambda: self.items, seconds))

    async def _until(self, sought: Callable[[], T], seconds: float) -> T:
        """Read until there is what is sought and the list stands still, or time is up."""
        end = monotonic() + seconds
        last = None
        while True:
            await self.read()
            found = sought()
            # A list that is still being filled may hold a better match in a moment.
            if (found and self.items == last) or monotonic() > end:
                return found
            last = self.items
            await asyncio.sleep(_POLL_S)
