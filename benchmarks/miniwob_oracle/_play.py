"""The hands of a scripted solution: one episode, seen and acted on as an agent would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from webagent_actions import (
    Action,
    ActionRefused,
    Check,
    Click,
    ClickAt,
    Drag,
    DragBy,
    DropPlace,
    Hover,
    Press,
    ScrollContainer,
    ScrollTarget,
    Select,
    SetDate,
    SetRange,
    Type,
    parse,
    perform,
    resolve,
    validate,
)
from webagent_observation import walk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from webagent_actions import Outcome, Situation
    from webagent_observation import Node

    from webagent.browser import Session

STEPS = 60
"""How many actions an episode may take."""


class CannotGoOn(Exception):
    """The solution found nothing to act on, or an action was refused or failed."""


class Ended(Exception):
    """The page has given its reward."""


class Play:
    """One episode: what it asks for, what is seen of it, and the actions taken in it."""

    def __init__(
        self,
        goal: str,
        situation: Situation,
        session: Session,
        attempt: int,
        ended: Callable[[], Awaitable[bool]],
    ) -> None:
        self.goal = goal
        self.situation = situation
        self.session = session
        self.attempt = attempt
        """How often this episode has been played before."""
        self.taken: list[Action] = []
        self.unoffered: set[str] = set()
        """Verbs that were used although the agent would not have been offered them."""
        self._ended = ended

    @property
    def nodes(self) -> list[Node]:
        """Everything that is seen, in reading order."""
        return list(walk(self.situation.observation.nodes))

    @property
    def text(self) -> str:
        """The page as text."""
        return self.situation.observation.text

    def all(self, role: str = "", name: str | re.Pattern[str] = "", *, tag: str = "") -> list[Node]:
        """Return what can be acted on and fits, in reading order.

        A name given as a string is the whole name, whatever its case; a pattern is searched for.
        """
        return [
            node
            for node in self.nodes
            if node.ref is not None
            and (not role or node.role in role.split("|"))
            and (not tag or node.tag in tag.split("|"))
            and (not name or _named(node, name))
        ]

    def one(
        self, role: str = "", name: str | re.Pattern[str] = "", *, tag: str = "", nth: int = 0
    ) -> Node:
        """Return the first of `all`, or the `nth`, counted from 0 or backwards from -1.

        Raises:
            CannotGoOn: there is none.
        """
        found = self.all(role, name, tag=tag)
        try:
            return found[nth]
        except IndexError as error:
            wanted = " ".join(map(str, filter(None, (role, tag, name and repr(name)))))
            raise CannotGoOn(f"the page shows no {wanted or 'control'}") from error

    def asked(self, pattern: str) -> tuple[str, ...]:
        """Return the groups of a pattern in the goal, whatever its case.

        Raises:
            CannotGoOn: the goal does not have it.
        """
        match = re.search(pattern, self.goal, re.IGNORECASE)
        if match is None:
            raise CannotGoOn(f"the goal does not have {pattern!r}")
        return match.groups()

    async def act(self, action: Action) -> Outcome:
        """Take an action the way an agent does: written, read back, checked, performed.

        Raises:
            CannotGoOn: it is not valid here, or it failed.
            Ended: the page gave its reward.
        """
        (action,) = parse(str(action))
        if type(action) not in self.situation.verbs():
            self.unoffered.add(action.verb)
        action = resolve(action, self.situation.observation)
        if len(self.taken) >= STEPS:
            raise CannotGoOn(f"{STEPS} actions were not enough")
        self.taken.append(action)
        try:
            validate(action, self.situation)
        except ActionRefused as refusal:
            raise CannotGoOn(f"{action}: {refusal}") from refusal
        outcome = await perform(action, self.situation, self.session)
        self.situation = outcome.situation
        if await self._ended():
            raise Ended
        if outcome.error is not None:
            raise CannotGoOn(f"{action}: {outcome.error}")
        return outcome

    async def click(self, node: Node) -> Outcome:
        """Click what was seen."""
        return await self.act(Click(_ref(node)))

    async def type(self, node: Node, text: str, *, enter: bool | None = None) -> Outcome:
        """Type a text into a field."""
        return await self.act(Type(_ref(node), text, enter))

    async def select(self, node: Node, option: str) -> Outcome:
        """Choose an option of a list."""
        return await self.act(Select(_ref(node), option))

    async def check(self, node: Node, *, on: bool = True) -> Outcome:
        """Set a box to on or off."""
        return await self.act(Check(_ref(node), on))

    async def set_date(self, node: Node, value: str) -> Outcome:
        """Set a date or a time, in the form of ISO 8601."""
        return await self.act(SetDate(_ref(node), value))

    async def set_range(self, node: Node, number: float) -> Outcome:
        """Set a slider."""
        return await self.act(SetRange(_ref(node), number))

    async def hover(self, node: Node) -> Outcome:
        """Move the mouse over it."""
        return await self.act(Hover(_ref(node)))

    async def press(self, key: str) -> Outcome:
        """Press a key where the focus is."""
        return await self.act(Press(key))

    async def drag(self, node: Node, to: Node, place: DropPlace = DropPlace.INTO) -> Outcome:
        """Drag something to something else."""
        return await self.act(Drag(_ref(node), _ref(to), place))

    async def click_at(self, node: Node, across: float, down: float) -> Outcome:
        """Click at a place of what was seen, in percent of its width and height."""
        return await self.act(ClickAt(_ref(node), across, down))

    async def drag_by(self, node: Node, right: float, down: float) -> Outcome:
        """Drag something by a distance, in CSS px."""
        return await self.act(DragBy(_ref(node), right, down))

    async def scroll(self, node: Node, to: ScrollTarget) -> Outcome:
        """Scroll a part of the page."""
        return await self.act(ScrollContainer(_ref(node), to))

    async def submit(self) -> Outcome:
        """Click what sends the answer."""
        return await self.click(self.one("button|clickable", _SUBMIT))


_SUBMIT = re.compile(r"^(submit|search|go!|ok|login)$", re.IGNORECASE)

Solution: TypeAlias = "Callable[[Play], Awaitable[None]]"
"""Plays an episode to its end; returning without one is giving up."""


def _named(node: Node, name: str | re.Pattern[str]) -> bool:
    if isinstance(name, str):
        return node.name.casefold() == name.casefold()
    return name.search(node.name) is not None


def _ref(node: Node) -> int:
    if node.ref is None:
        raise CannotGoOn(f"{node.role} “{node.name}” has no number to act on it by")
    return node.ref
