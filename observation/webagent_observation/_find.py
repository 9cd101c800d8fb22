"""The lines of a page that hold a text, with the place each of them stands at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from ._outline import Outline
from ._render import render, render_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ._node import Node, Option
    from .rendering import Mode

Match: TypeAlias = Literal["phrase", "all words", "any word", "nothing"]

_LIMIT = 20
_LONGEST = 300
"""Characters that a line is told with, and before the match in it."""
_BEFORE = 80
_PATH = 3
_PLACE = 60
_WHOLE_LINES = frozenset({"paragraph", "row"})
"""Roles whose content stands in their line, too."""
_PLACES = frozenset(
    {
        "alertdialog", "article", "complementary", "contentinfo", "dialog", "form", "grid",
        "iframe", "list", "main", "navigation", "region", "search", "table", "tabpanel",
    }
)  # fmt: skip
"""Roles worth naming to say where something stands."""


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line of the page that holds what was looked for."""

    text: str
    """As it stands in the page, with its refs; of a very long one, what is around the match."""
    path: tuple[str, ...]
    """What it stands under, from the outside: landmarks, dialogs, tables, headings."""

    def __str__(self) -> str:
        """Return the line with its place."""
        return f"{self.text} — in {' › '.join(self.path)}" if self.path else self.text


@dataclass(frozen=True, slots=True)
class Found:
    """What a search in a page came to."""

    lines: tuple[FoundLine, ...]
    total: int
    """How many lines hold it; `lines` are the first of them."""
    match: Match
    """What of the text they hold: all of it as it is, all its words, or at least one of them."""


def find(nodes: Iterable[Node], text: str, *, limit: int = _LIMIT, mode: Mode = "compact") -> Found:
    """Return the lines of a page that hold a text, whatever its case and spacing.

    If none holds it as it is, those that hold all its words are found, and if there are none of
    these either, those that hold most of them. The options of a list are found too, also those
    that its line does not show.
    """
    wanted = _folded(text)
    words = dict.fromkeys(wanted.split())
    if not words:
        return Found((), 0, "nothing")
    outline = Outline.of(tuple(nodes))
    lines = list(_lines(outline))
    folded = [_folded(line.content) for line in lines]
    match: Match = "phrase"
    found = [line for line, content in zip(lines, folded, strict=True) if wanted in content]
    if not found:
        match = "all words"
        counts = [sum(word in content for word in words) for content in folded]
        most = max(counts, default=0)
        if most < len(words):
            match = "any word" if most else "nothing"
        found = [line for line, count in zip(lines, counts, strict=True) if count == most > 0]
    told = [_told(outline, line, next(iter(words)), mode) for line in found[:limit]]
    return Found(tuple(told), len(found), match)


@dataclass(frozen=True, slots=True)
class _Line:
    index: int
    """Of its node in the outline."""
    content: str
    option: Option | None
    headings: tuple[int, ...]
    """Those before it, one of each level at most, the highest first."""


def _lines(outline: Outline) -> Iterator[_Line]:
    headings: tuple[int, ...] = ()
    index = 0
    while index < len(outline.nodes):
        node = outline.nodes[index]
        whole = node.role in _WHOLE_LINES
        end = outline.ends[index] if whole else index + 1
        inside = outline.nodes[index:end]
        yield _Line(index, " ".join(map(_content, inside)), None, headings)
        for inner in inside:
            for option in inner.options:
                yield _Line(index, option.label, option, headings)
        if node.role == "heading":
            above = [h for h in headings if _level(outline.nodes[h]) < _level(node)]
            headings = (*above, index)
        index = end


def _content(node: Node) -> str:
    return " ".join(filter(None, (node.name, node.value, node.description, node.error)))


def _level(heading: Node) -> float:
    level = heading.states.get("level", 2)
    return level if isinstance(level, (int, float)) else 2


def _told(outline: Outline, line: _Line, word: str, mode: Mode) -> FoundLine:
    node = outline.nodes[line.index]
    text = render((node,), mode) if node.role in _WHOLE_LINES else render_node(node, mode)
    if line.option is not None:
        ref = "" if line.option.ref is None else f"[{line.option.ref}] "
        holder = render_node(replace(node, options=()), mode) if node.options else text
        text = f'option {ref}"{line.option.label}" of {holder}'
    return FoundLine(_around(" ".join(text.split()), word), _path(outline, line))


def _around(text: str, word: str) -> str:
    if len(text) <= _LONGEST:
        return text
    start = max(text.casefold().find(word) - _BEFORE, 0)
    cut = text[start : start + _LONGEST]
    return f"{'…' if start else ''}{cut}{'…' if start + _LONGEST < len(text) else ''}"


def _path(outline: Outline, line: _Line) -> tuple[str, ...]:
    above = [-1, *outline.ancestors(line.index)]
    places = [at for at in above if at >= 0 and outline.nodes[at].role in _PLACES]
    # A heading counts for what follows it where it stands, and below that.
    headings = [at for at in line.headings if outline.parents[at] in above]
    return tuple(_place(outline.nodes[at]) for at in sorted({*places, *headings})[-_PATH:])


def _place(node: Node) -> str:
    name = node.name if len(node.name) <= _PLACE else f"{node.name[:_PLACE]}…"
    return name if node.role == "heading" and name else f"{node.role} {name}".rstrip()


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
