"""A page as this actor looks at it: its controls with what stands beside them, and its lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webagent_observation import walk

from ._target import CHECKABLE
from ._words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from webagent_observation import Node, Observation

PRESSABLE = frozenset(
    {"button", "link", "clickable", "tab", "menuitem", "option", "treeitem", "listitem"}
)
_FRAME_OF_SITE = frozenset({"navigation", "banner", "contentinfo"})
_ENTRY_ROLES = frozenset({"listitem", "row", "article"})
_PARTS = frozenset({"iframe", "region", "form", "dialog", "table", "main", "figure"})
_LEADING = frozenset({"link", "clickable", "row", "listitem"})
_TEXTS = frozenset({"cell", "columnheader", "gridcell", "listitem", "rowheader", "term", "text"})
"""Roles of what is named by its text."""
_LEVELLED = frozenset({"listitem", "row", "treeitem"})
"""Roles with a level of their own; any other has that of the heading it took in."""
_PAGER = re.compile(r"\d+|[<>‹›«»…]+|next( page)?|prev(ious)?( page)?|first|last", re.IGNORECASE)
_NEXT = re.compile(r"[>›»]|next( page)?[ >›»]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Control:
    """Something that can be acted on."""

    node: Node
    ref: int
    label: str = ""
    """The text beside it that seems to name it, where it is a field."""
    landmark: str = ""
    """The innermost of `navigation`, `banner`, `contentinfo` and `dialog` it is in."""
    modal: bool = False

    def __str__(self) -> str:
        """Return it as reasons name it."""
        return f"{self.node.role} [{self.ref}] “{self.node.name[:60]}”"

    @property
    def enabled(self) -> bool:
        """Whether it can be used now."""
        return not self.node.states.get("disabled")

    def uncovered(self) -> Control:
        """Return it as if nothing lay over it: what is covered is often disabled too."""
        if self.node.place != "covered":
            return self
        states = {name: state for name, state in self.node.states.items() if name != "disabled"}
        return replace(self, node=replace(self.node, place="", states=states))

    @property
    def pressable(self) -> bool:
        """Whether a click is what it is for."""
        return self.node.role in PRESSABLE


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several things a page lists, such as a search result or a row."""

    controls: tuple[Control, ...]
    text: str

    @property
    def headline(self) -> Control:
        """The link to it. Of several to the same address the one that says most, or the last: an
        image often goes before the name, and what it is called is guessed.
        """
        first = next(control for control in self.controls if control.node.role in _LEADING)
        same = [
            control
            for control in self.controls
            if control is first or (first.node.href and control.node.href == first.node.href)
        ]
        return max(reversed(same), key=lambda control: len(words(control.node.name)))


@dataclass(frozen=True, slots=True)
class Page:
    """The controls in reading order, and the entries of what the page lists."""

    url: str
    title: str
    heading: str
    """The first heading of the highest level."""
    controls: tuple[Control, ...]
    """Where a modal dialog is open, only what is in it."""
    entries: tuple[Entry, ...]
    listed: frozenset[int]
    """Refs of what belongs to an entry."""
    nodes: tuple[Node, ...]
    """The roots of all it shows."""

    @classmethod
    def of(cls, observation: Observation) -> Page:
        """Read an observation."""
        controls = _controls(list(_pieces(observation.nodes)))
        if any(control.modal for control in controls):
            controls = [control for control in controls if control.modal]
        return cls._with(controls, observation)

    @classmethod
    def beneath(cls, observation: Observation) -> Page:
        """Read what lies under a dialog or notice, as if that were not there."""
        controls = _controls(list(_pieces(observation.nodes)))
        return cls._with([c.uncovered() for c in controls if not c.modal], observation)

    @classmethod
    def _with(cls, controls: Sequence[Control], observation: Observation) -> Page:
        by_ref = {control.ref: control for control in controls}
        found = [_entry(group, by_ref) for group in _groups(observation.nodes)]
        entries = tuple(entry for entry in found if entry is not None)
        return cls(
            observation.url,
            observation.title,
            _heading(observation.nodes),
            tuple(controls),
            entries,
            frozenset(control.ref for entry in entries for control in entry.controls),
            observation.nodes,
        )

    @property
    def parts(self) -> frozenset[str]:
        """What its parts are called: by headings, or as frames, regions, forms and the like."""
        return frozenset(
            node.name
            for node in walk(self.nodes)
            if node.name and (_is_heading(node) or node.role in _PARTS)
        )

    @property
    def alerts(self) -> tuple[str, ...]:
        """What the page objects to."""
        return tuple(n.name for n in walk(self.nodes) if n.role == "alert" and n.name)

    @property
    def text(self) -> str:
        """What it says outside of its lists, tables and frame, in reading order."""
        return " ".join(_told(self.nodes, _FRAME_OF_SITE | _ENTRY_ROLES - {"article"}))

    @property
    def whole_text(self) -> str:
        """What it says outside of its frame, in reading order."""
        return " ".join(_told(self.nodes, _FRAME_OF_SITE))

    @property
    def pressables(self) -> tuple[Control, ...]:
        """What a click is for, as far as it is enabled."""
        return tuple(c for c in self.controls if c.pressable and c.enabled)

    @property
    def fields(self) -> tuple[Control, ...]:
        """What text can be typed into now."""
        return tuple(
            c
            for c in self.controls
            if c.node.editable and c.enabled and not c.node.states.get("readonly")
        )

    @property
    def selects(self) -> tuple[Control, ...]:
        """The native lists that can be used now."""
        return tuple(c for c in self.controls if c.node.tag == "select" and c.enabled)

    def senders(self, control: Control) -> tuple[Control, ...]:
        """Return the buttons that send the form of a control."""
        form = control.node.form
        if form is None:
            return ()
        return tuple(c for c in self.pressables if c.node.submits and c.node.form == form)

    @property
    def next_page(self) -> Control | None:
        """What leads to the following page of a list."""
        return next((c for c in self.pressables if _NEXT.fullmatch(c.node.name.strip())), None)

    def in_entry(self, control: Control) -> bool:
        """Whether a control belongs to one of the entries."""
        return control.ref in self.listed


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text or a control, and what is around it."""

    node: Node
    landmark: str
    modal: bool


def _heading(nodes: Iterable[Node]) -> str:
    headings = [node for node in walk(nodes) if _is_heading(node)]
    headings.sort(key=lambda node: int(node.states.get("level", 2)))
    return headings[0].name if headings else ""


def _is_heading(node: Node) -> bool:
    return node.role == "heading" or ("level" in node.states and node.role not in _LEVELLED)


def _pieces(nodes: Iterable[Node]) -> Iterator[_Piece]:
    # A page may be nested deeper than Python's stack.
    left = [(node, "", False) for node in reversed(list(nodes))]
    while left:
        node, landmark, modal = left.pop()
        within = node.role if node.role in _FRAME_OF_SITE | {"dialog"} else landmark
        over = modal or bool(node.states.get("modal"))
        if node.ref is not None or (node.role in _TEXTS and node.name):
            yield _Piece(node, within, over)
        left.extend((child, within, over) for child in reversed(node.children))


def _told(nodes: Iterable[Node], without: frozenset[str]) -> Iterator[str]:
    left = list(reversed(list(nodes)))
    while left:
        node = left.pop()
        if node.role in without:
            continue
        if node.name and (node.role in _TEXTS or _is_heading(node)):
            yield node.name.strip()
        left.extend(reversed(node.children))


def _controls(pieces: Sequence[_Piece]) -> list[Control]:
    return [
        Control(piece.node, piece.node.ref, _label(pieces, at), piece.landmark, piece.modal)
        for at, piece in enumerate(pieces)
        if piece.node.ref is not None
    ]


def _label(pieces: Sequence[_Piece], at: int) -> str:
    """Return the text before a field, and after a box or else before it."""
    role = pieces[at].node.role
    if role in PRESSABLE:
        return ""
    beside = (at + 1, at - 1) if role in CHECKABLE else (at - 1,)
    texts = [
        pieces[i].node.name.strip()
        for i in beside
        if 0 <= i < len(pieces) and pieces[i].node.ref is None
    ]
    return texts[0] if texts else ""


def _groups(nodes: Sequence[Node]) -> Iterator[tuple[Node, ...]]:
    """Yield the nodes of each entry: list items and rows, else a link with the texts after it.

    Of one level all links with their texts come first.
    """
    levels: list[Iterator[Node]] = []
    level: Sequence[Node] | None = nodes
    while level is not None or levels:
        if level is not None:
            runs = _runs(level)
            yield from runs
            taken = {id(node) for run in runs for node in run}
            levels.append(iter([node for node in level if id(node) not in taken]))
            level = None
        node = next(levels[-1], None)
        if node is None:
            levels.pop()
        elif node.role in _ENTRY_ROLES:
            yield (node,)
        elif node.role not in _FRAME_OF_SITE | {"paragraph"}:
            level = node.children


def _runs(nodes: Sequence[Node]) -> list[tuple[Node, ...]]:
    runs: list[list[Node]] = []
    running = False
    for node in nodes:
        if node.role in _LEADING:
            runs.append([node])
            running = True
        elif running and node.role == "text":
            runs[-1].append(node)
        else:
            running = False
    found = [tuple(run) for run in runs if len(run) > 1]
    return found if len(found) > 1 else []


def _entry(group: tuple[Node, ...], controls: dict[int, Control]) -> Entry | None:
    nodes = list(walk(group))
    inside = tuple(controls[node.ref] for node in nodes if node.ref in controls)
    links = [control for control in inside if control.node.role in _LEADING]
    if not links or all(_PAGER.fullmatch(link.node.name.strip()) for link in links):
        return None
    return Entry(inside, " ".join(node.name.strip() for node in nodes if node.name))
