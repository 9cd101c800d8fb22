"""A page, read for choosing: what can be acted on with what stands around it, and what it tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, TypeAlias

from webagent_observation import Node

from ._records import is_line, records_among
from ._task import month_in
from ._words import parts_of_identifier, stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from webagent_observation import Observation

_ENTRY_ROLES = frozenset({"listitem", "row", "article", "option", "treeitem", "group", "gridcell"})
_TEXT_ROLES = frozenset({"text", "cell", "gridcell", "heading", "paragraph", "rowheader",
                         "columnheader", "term", "definition", "code", "blockquote"})  # fmt: skip
_TABLE_ROLES = frozenset({"table", "grid", "treegrid"})
_LONGEST_OWN = 240
_LONGEST_LABEL = 60
_LONGEST_ENTRY = 500
_MOST_FACTS = 400


@dataclass(slots=True)
class Element:
    """Something that can be acted on."""

    node: Node
    ref: int
    order: int
    """Its place in reading order."""
    name: str
    """What it is called: its name, else its own text, else the text that labels it."""
    own: bool
    """Whether that is its own name or text, and no label or identifier beside it."""
    before: str
    """The text since the element before it."""
    after: str = ""
    """The text up to the element after it."""
    entry: str = ""
    """The text of the entry of a list or table it is in."""
    entry_id: int = -1
    place_in_entry: int = 0
    heading: str = ""
    column: str = ""
    """The header of its column in a table."""
    row: str = ""
    """The first cell of its row in a table."""
    modal: bool = False
    nth: int = 0
    """Which it is of those with its role, from 1."""
    of: int = 0
    """How many there are with its role."""
    list_place: int = 0
    """Which child of its list its entry is, from 1; 0 outside of lists."""
    list_length: int = 0
    list_id: int = -1


@dataclass(frozen=True, slots=True)
class Fact:
    """A text of the page with what it belongs to."""

    value: str
    key: str
    """What stands before it, its row's header, or the name of its list."""
    column: str = ""
    entry: str = ""
    entry_id: int = -1
    order: int = 0
    list_id: int = -1


class Sight:
    """What an observation shows."""

    def __init__(self, observation: Observation) -> None:
        self.observation = observation
        self.elements: list[Element] = []
        self.facts: list[Fact] = []
        self.month: tuple[int, int] | None = None
        """The month that a calendar on the page shows."""
        self._walk = _Walk(self)
        self._walk.visit_all(observation.nodes)
        self._count()
        self.by_ref = {element.ref: element for element in self.elements}

    def _count(self) -> None:
        numbers: Counter[str] = Counter()
        for element in self.elements:
            numbers[element.node.role] += 1
            element.nth = numbers[element.node.role]
        following = ""
        for element in reversed(self.elements):
            element.of = numbers[element.node.role]
            element.after = following
            following = element.before
        if self.elements:
            self.elements[-1].after = self._walk.pending

    @cached_property
    def has_modal(self) -> bool:
        """Whether a dialog is open that keeps from all else."""
        return any(element.modal for element in self.elements)

    @cached_property
    def weights(self) -> dict[str, float]:
        """Return how much a stem tells elements apart, more the fewer have it."""
        seen: Counter[str] = Counter()
        for element in self.elements:
            seen.update(set(stems(element.name)))
        total = len(self.elements)
        return {word: log((total + 2) / (count + 1)) + 0.1 for word, count in seen.items()}


@dataclass(frozen=True, slots=True)
class _Around:
    """Where the walk is."""

    modal: bool = False
    entry: Node | None = None
    entry_id: int = -1
    list_id: int = -1
    list_place: int = 0
    list_length: int = 0
    columns: tuple[str, ...] = ()
    column: str = ""
    row: str = ""


_Visit: TypeAlias = "tuple[Node, _Around]"


class _Walk:
    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self.pending = ""
        """Text since the last element."""
        self._previous = ""
        """The last text, whole."""
        self._heading = ""
        self._entries = 0
        self._lists = 0
        self._open = 0
        """The length of the list that was begun last."""
        self._in_entry: Counter[int] = Counter()
        self._texts: dict[int, str] = {}
        self._in_record: dict[int, _Around] = {}
        """Where the parts of records are, by identity."""
        self._whole: list[Node] = []
        """Keeps what stands for a record alive, as texts are known by identity."""

    def visit_all(self, roots: Sequence[Node]) -> None:
        """Walk a page; what lies at its top may be a list without a list around it."""
        entries = _entries_among(roots)
        self._note_records(roots, entries)
        top = (
            (root, self._child(root, place, entries, _Around(bool(root.states.get("modal")))))
            for place, root in enumerate(roots, 1)
        )
        # A page may be nested deeper than Python's stack; what is around a node is only known
        # once all before it was seen, so these are generators.
        stack: list[Iterator[_Visit]] = [top]
        while stack:
            visit = next(stack[-1], None)
            if visit is None:
                stack.pop()
            else:
                self._see(*visit)
                stack.append(self._below(*visit))

    def _see(self, node: Node, around: _Around) -> None:
        if node.role == "heading" and node.name:
            self._heading = node.name
        if (
            node.name
            and self._sight.month is None
            and node.role in _TEXT_ROLES
            and len(node.name) < 30
        ):
            self._sight.month = month_in(node.name)
        if node.ref is not None:
            self._element(node, node.ref, around)
        elif node.name and node.role in _TEXT_ROLES:
            self._text(node.name, around)

    def _below(self, node: Node, around: _Around) -> Iterator[_Visit]:
        if node.states.get("modal") or node.role in {"dialog", "alertdialog"}:
            around = replace(around, modal=True)
        if node.role in _TABLE_ROLES:
            yield from self._table(node, around)
        elif node.role == "row":
            yield from _row(node, around)
        else:
            entries = _entries_among(node.children)
            if around.entry is None and not is_line(node):
                self._note_records(node.children, entries)
            for place, child in enumerate(node.children, 1):
                yield child, self._child(child, place, entries, around)

    def _note_records(self, nodes: Sequence[Node], entries: int) -> None:
        """Note where each part of a record is, among neighbours that are no entries."""
        records = [] if entries else records_among(nodes)
        self._lists += bool(records)
        for place, record in enumerate(records, 1):
            whole = Node("group", children=record)
            self._whole.append(whole)
            around = self._entered(whole, _Around(), place, len(records))
            self._in_record.update((id(part), around) for part in record)

    def _child(self, child: Node, place: int, entries: int, around: _Around) -> _Around:
        record = self._in_record.get(id(child))
        if record is not None:
            return replace(record, modal=around.modal)
        if not entries or child.role not in _ENTRY_ROLES:
            return around
        if place == 1 or self._open != entries:
            self._lists += 1
            self._open = entries
        return self._entered(child, around, place, entries)

    def _entered(self, child: Node, around: _Around, place: int, length: int) -> _Around:
        self._entries += 1
        return replace(
            around, entry=child, entry_id=self._entries, list_id=self._lists,
            list_place=place, list_length=length,
        )  # fmt: skip

    def _table(self, table: Node, around: _Around) -> Iterator[_Visit]:
        self._lists += 1
        rows, others = _rows_of(table)
        header = tuple(_text_of(cell) for cell in rows[0].children) if rows else ()
        is_header = bool(rows) and (
            all(cell.role == "columnheader" for cell in rows[0].children)
            or (
                len(rows) > 2
                and all(cell.ref is None and not cell.children for cell in rows[0].children)
                and len(header) > 2
            )
        )
        columns = header if is_header else ()
        body = rows[1:] if is_header else rows
        inner = replace(around, columns=columns)
        for child in (*others, *(rows[0].children if is_header else ())):
            yield child, inner
        for place, row in enumerate(body, 1):
            yield row, self._entered(row, inner, place, len(body))

    def _element(self, node: Node, ref: int, around: _Around) -> None:
        sight = self._sight
        name = "" if node.hinted else node.name
        own = bool(name)
        if not name and not node.editable and node.children:
            name = self._text_of(node)
            own = bool(name)
        if not name:
            name = self._label(node, around)
        entry = self._entry_text(around)
        self._in_entry[around.entry_id] += 1
        sight.elements.append(
            Element(
                node, ref, len(sight.elements), name, own, self.pending[-_LONGEST_OWN:],
                entry=entry, entry_id=around.entry_id,
                place_in_entry=self._in_entry[around.entry_id],
                heading=self._heading, column=around.column, row=around.row,
                modal=around.modal,
                list_place=around.list_place, list_length=around.list_length,
                list_id=around.list_id,
            )
        )  # fmt: skip
        self.pending = ""
        if own and len(name) < _LONGEST_OWN:
            self._fact(name, around)
        if node.value:
            self._fact(node.value, around, key=name)
        self._previous = name if own else self._previous

    def _label(self, node: Node, around: _Around) -> str:
        # What stands before a field may be much more than its label, but that comes last.
        beside = self.pending if len(self.pending) <= _LONGEST_LABEL else self._previous
        hint = parts_of_identifier(node.name) if node.hinted else ""
        if node.editable or node.role in {"combobox", "listbox", "slider", "spinbutton"}:
            label = around.row or beside or node.description or around.column
        else:
            label = node.description
        return label or hint

    def _text(self, text: str, around: _Around) -> None:
        plain = text.strip()
        if not plain:
            return
        key, colon, value = plain.partition(":")
        if colon and value.strip() and len(key) < 60:
            self._fact(value.strip(), around, key=key)
        if len(plain) < _LONGEST_OWN:
            self._fact(plain, around)
        self.pending = f"{self.pending} {plain}".strip()
        self._previous = plain

    def _fact(self, value: str, around: _Around, key: str = "") -> None:
        facts = self._sight.facts
        if len(facts) < _MOST_FACTS:
            facts.append(
                Fact(
                    value, key or around.row or self._previous[-80:], around.column,
                    self._entry_text(around) or self._heading, around.entry_id, len(facts),
                    around.list_id,
                )
            )  # fmt: skip

    def _entry_text(self, around: _Around) -> str:
        return self._text_of(around.entry)[:_LONGEST_ENTRY] if around.entry is not None else ""

    def _text_of(self, node: Node) -> str:
        known = self._texts.get(id(node))
        if known is None:
            known = self._texts[id(node)] = _text_of(node)
        return known


def _row(row: Node, around: _Around) -> Iterator[_Visit]:
    first = _text_of(row.children[0]) if row.children else ""
    for number, cell in enumerate(row.children):
        column = around.columns[number] if number < len(around.columns) else ""
        yield cell, replace(around, column=column, row=first if number else "")


def _rows_of(table: Node) -> tuple[list[Node], list[Node]]:
    """Return the rows of a table, without those of tables within it, and what is no row."""
    rows: list[Node] = []
    others: list[Node] = []
    left = list(reversed(table.children))
    while left:
        node = left.pop()
        if node.role == "row":
            rows.append(node)
        elif node.role == "rowgroup":
            left.extend(reversed(node.children))
        else:
            others.append(node)
    return rows, others


def _entries_among(nodes: Sequence[Node]) -> int:
    """Return how many entries of a list there are, 0 for fewer than two."""
    count = sum(node.role in _ENTRY_ROLES for node in nodes)
    return count if count > 1 else 0


def _text_of(node: Node) -> str:
    said: list[str] = []
    length = 0
    for each in node.walk():
        text = "" if each.hinted else each.name
        if text:
            said.append(text.strip())
            length += len(text)
            if length > _LONGEST_ENTRY:
                break
    return " ".join(said)
