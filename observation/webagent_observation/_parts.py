"""A page taken apart into what is shown or left out together."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log2
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ._worth import CONTROL, DEPTH, LANDMARKS, LATEST, QUERY
from .passes import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._node import Node
    from ._outline import Outline

Urgency: TypeAlias = tuple[int, int]
"""How urgent something is, and among what was opened, how lately."""

CALM: Urgency = (0, 0)
_Mark = TypeVar("_Mark", float, Urgency)
_FURTHER = 0.5
"""What each doubling of the distance from the first of its siblings takes off."""
_IN_ONE_LINE = frozenset({"listitem", "option", "paragraph", "row"})
_LINE_FACTOR = 4
"""How much larger than others a part may be that reads badly when it is cut."""
_LEAD_FACTOR = 30
"""How much larger the header of a table may be to be shown whatever is shown of the table."""
_HEADER_ROWS = 3


@dataclass(slots=True, eq=False)
class Group:
    """Siblings, or a stretch of a long text, that are shown or left out together."""

    parent: Branch
    first: int
    """Where they begin in the outline."""
    start: int
    """Of the children of the parent, or of the characters of its text."""
    end: int
    size: int
    urgency: Urgency
    value: float
    shown: bool = False

    @property
    def rank(self) -> tuple[int, int, float, int]:
        """What comes earlier is shown first.

        What was opened last is read on from its beginning, whatever of it is worth more: so that
        what is left out of it is less and less.
        """
        how, lately = self.urgency
        if how == LATEST:
            return (-how, -lately, self.first, self.start)
        return (-how, -lately, -self.value, 0)


@dataclass(slots=True, eq=False)
class Branch:
    """A node that is too large to be shown or left out as one; the page itself is the first."""

    parent: Branch | None
    first: int
    """Where it is in the outline; -1 is the page."""
    start: int
    """Its place among the children of its parent."""
    size: int = 0
    """Of its own line, and of what is shown with it."""
    urgency: Urgency = CALM
    value: float = 0.0
    """What each part of it is worth at least, but for how far it stands behind the first."""
    lead: int = 0
    """How many of its first children are always shown with it: the header of a table; of a long
    text that is the name or the value of something, how many characters."""
    text: str = ""
    """The long text that it is, or has for its name or value; its groups are stretches of that."""
    parts: list[Part] = field(default_factory=list["Part"])
    shown: bool = False

    @property
    def end(self) -> int:
        """The place of what follows it, among the children of its parent."""
        return self.start + 1


Part: TypeAlias = Group | Branch


@dataclass(frozen=True, slots=True)
class Interest:
    """What is wanted of a page, by the nodes of its outline."""

    urgent: Mapping[int, Urgency]
    told: Mapping[int, float]
    """How much of what is looked for a node holds, 0 to 1."""
    stretches: Mapping[int, list[tuple[int, int, Urgency]]]
    """Stretches of long texts that were asked for: the first character, the one after, how."""


def take_apart(
    outline: Outline, interest: Interest, limit: int
) -> tuple[list[Branch], list[Group]]:
    """Return the branches of a page, each after the one it is in, and all groups.

    Args:
        outline: the page.
        interest: what of it is wanted.
        limit: how many characters a group may have, where it can be smaller.
    """
    return _Taking(outline, interest, limit).apart()


class _Taking:
    def __init__(self, outline: Outline, interest: Interest, limit: int) -> None:
        self._outline = outline
        self._interest = interest
        self._limit = limit
        self._urgent = _inherited(outline, interest.urgent)
        self._told = _inherited(outline, interest.told)
        self._marked = self._urgent.keys() | self._told.keys()
        self._branches: list[Branch] = []
        self._groups: list[Group] = []

    def apart(self) -> tuple[list[Branch], list[Group]]:
        waiting = [Branch(None, -1, 0)]
        while waiting:
            branch = waiting.pop()
            self._branches.append(branch)
            if branch.text:
                self._cut_text(branch)
            else:
                self._split(branch)
                waiting += [part for part in branch.parts if isinstance(part, Branch)]
        return self._branches, self._groups

    def _split(self, branch: Branch) -> None:
        outline, limit, marked = self._outline, self._limit, self._marked
        nodes, sizes, ends = outline.nodes, outline.sizes, outline.ends
        # The group that is being filled: its first node, and where that stands.
        first, start = -1, 0
        place = -1
        for place, child in enumerate(outline.children(branch.first)):
            if place < branch.lead:
                continue
            end = ends[child]
            size = sizes[end] - sizes[child]
            alone = child in marked or nodes[child].role in LANDMARKS
            divided = size > limit and self._divisible(nodes[child], size)
            if first >= 0 and (alone or divided or sizes[end] - sizes[first] > limit):
                self._add_group(branch, (first, child), (start, place))
                first = -1
            if divided:
                branch.parts.append(self._branch(branch, child, place))
            elif alone:
                self._add_group(branch, (child, end), (place, place + 1))
            elif first < 0:
                first, start = child, place
        if first >= 0:
            end = len(nodes) if branch.first < 0 else ends[branch.first]
            self._add_group(branch, (first, end), (start, place + 1))

    def _add_group(self, branch: Branch, nodes: tuple[int, int], places: tuple[int, int]) -> None:
        outline, (first, end) = self._outline, nodes
        value = self._value(branch, first) + QUERY * self._told.get(first, 0.0)
        if outline.controls[end] > outline.controls[first]:
            value += CONTROL
        urgency = max(branch.urgency, self._urgent.get(first, CALM))
        group = Group(branch, first, *places, outline.size(first, end), urgency, value)
        branch.parts.append(group)
        self._groups.append(group)

    def _value(self, branch: Branch, child: int) -> float:
        """Return what the next part of a branch is worth: the less the more there were before it.

        What is looked for counts wherever it stands.
        """
        further = (1 - self._told.get(child, 0.0)) * _FURTHER * log2(1 + len(branch.parts))
        return branch.value + LANDMARKS.get(self._outline.nodes[child].role, 0.0) - further

    def _divisible(self, node: Node, size: int) -> bool:
        if node.role in _IN_ONE_LINE and size <= _LINE_FACTOR * self._limit:
            return False
        return bool(node.children) or bool(_long_text(node, self._limit))

    def _branch(self, parent: Branch, index: int, place: int) -> Branch:
        outline = self._outline
        node = outline.nodes[index]
        branch = Branch(
            parent,
            index,
            place,
            urgency=max(parent.urgency, self._interest.urgent.get(index, CALM)),
            value=self._value(parent, index) - DEPTH,
        )
        if not node.children:
            branch.text = _long_text(node, self._limit)
            if node.role != "text":
                branch.lead = branch.size = _cut(branch.text, 0, self._limit)
            return branch
        end = index + 1
        for _ in range(_header_rows(node)):
            end = outline.ends[end]
        if outline.size(index, end) <= _LEAD_FACTOR * self._limit:
            branch.lead = _header_rows(node)
            branch.size = outline.size(index, end)
        else:
            branch.size = outline.size(index, index + 1)
        return branch

    def _cut_text(self, branch: Branch) -> None:
        text, start = branch.text, branch.lead
        wanted = self._interest.stretches.get(branch.first, [])
        while start < len(text):
            end = _cut(text, start, self._limit)
            urgency = max(
                (how for first, last, how in wanted if first < end and start < last),
                default=branch.urgency,
            )
            value = branch.value - _FURTHER * log2(1 + len(branch.parts))
            group = Group(branch, branch.first, start, end, end - start, urgency, value)
            branch.parts.append(group)
            self._groups.append(group)
            start = end


def _inherited(outline: Outline, marks: Mapping[int, _Mark]) -> dict[int, _Mark]:
    """Return marks with what is around each marked node marked as high as the highest in it."""
    found = dict(marks)
    for index, mark in marks.items():
        for above in outline.ancestors(index):
            if above in found and found[above] >= mark:
                break
            found[above] = mark
    return found


def _long_text(node: Node, limit: int) -> str:
    """Return the text that makes a node without others below it long; empty if none does."""
    text = max(node.name, node.value or "", key=len)
    return text if len(text) > 2 * limit else ""


def _header_rows(node: Node) -> int:
    if node.role not in TABLES:
        return 0
    count = 0
    for child in node.children[:_HEADER_ROWS]:
        if child.role != "row" or all(cell.role != "columnheader" for cell in child.children):
            break
        count += 1
    return count if count < len(node.children) else 0


def _cut(text: str, start: int, limit: int) -> int:
    """Return where a stretch of a text ends: after a line or a word, where that is near."""
    end = start + limit
    if len(text) - end <= limit // 2:
        return len(text)
    for sign in ("\n", " "):
        at = text.rfind(sign, end - limit // 2, end)
        if at >= 0:
            return at + 1
    return end
