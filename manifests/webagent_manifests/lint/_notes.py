"""Findings while they are collected, together with the edits that would mend them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ._catalogue import SEVERITIES
from ._finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._tree import Node


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put `text` in place of `[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Removal:
    """Take the child with this index, and the comma it leaves behind, out of its container."""

    container: Node
    index: int


Edit: TypeAlias = Replacement | Removal


@dataclass(frozen=True, slots=True)
class Note:
    """A finding and its fix, if it has one."""

    finding: Finding
    edits: tuple[Edit, ...] = ()


@dataclass(slots=True)
class Notes:
    """The notes on one text; offsets become lines here."""

    text: str
    notes: list[Note] = field(default_factory=list["Note"])
    _lines: list[int] = field(default_factory=list[int])

    def add(
        self,
        code: str,
        path: str,
        where: Node | int | None,
        message: str,
        hint: str,
        *,
        fix: Iterable[Edit] = (),
    ) -> None:
        """Note a finding at a value, at an offset, or on the file as a whole (None)."""
        offset = where if isinstance(where, int) or where is None else where.start
        line = None if offset is None else self.line(offset)
        self.notes.append(
            Note(Finding(code, SEVERITIES[code], path, line, message, hint), tuple(fix))
        )

    def line(self, offset: int) -> int:
        """Return the line of an offset, counted from 1."""
        if not self._lines:
            self._lines = [0]
            self._lines.extend(index + 1 for index, char in enumerate(self.text) if char == "\n")
        return bisect_right(self._lines, offset)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in the order of the file, those on the file as a whole first."""
        return tuple(
            sorted((note.finding for note in self.notes), key=lambda finding: finding.line or 0)
        )


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text after all edits; one inside a removed part goes with it."""
    removed: dict[int, tuple[Node, set[int]]] = {}
    replacements: list[Replacement] = []
    for edit in edits:
        if isinstance(edit, Removal):
            removed.setdefault(edit.container.start, (edit.container, set()))[1].add(edit.index)
        else:
            replacements.append(edit)
    for container, indices in removed.values():
        replacements.extend(_removals(container, indices))
    # The widest of the edits that begin at one place comes first, and swallows the others.
    ordered = sorted(set(replacements), key=lambda edit: (edit.start, -edit.end))
    parts: list[str] = []
    done = 0
    for edit in ordered:
        if edit.start < done:
            continue
        parts += (text[done : edit.start], edit.text)
        done = edit.end
    return "".join((*parts, text[done:]))


def _removals(container: Node, indices: set[int]) -> Sequence[Replacement]:
    spans = _spans(container)
    if len(indices) == len(spans):
        return [Replacement(container.start + 1, container.end - 1, "")]
    kept = min(set(range(len(spans))) - indices)
    cuts: list[Replacement] = []
    for index in indices:
        start, end = spans[index]
        if index < kept:
            cuts.append(Replacement(start, spans[index + 1][0], ""))
        else:
            cuts.append(Replacement(spans[index - 1][1], end, ""))
    return cuts


def _spans(container: Node) -> list[tuple[int, int]]:
    """Return where the children of a container stand."""
    return [(member.start, member.node.end) for member in container.members] or [
        (element.start, element.end) for element in container.elements
    ]
