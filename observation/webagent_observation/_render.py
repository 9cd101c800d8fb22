"""Nodes to text: one line each, indented by depth, refs in brackets."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from .passes import TABLES, fits_in_line, is_item, says_something
from .rendering import (
    REDACTED,
    REDACTED_AGAIN,
    Mode,
    Row,
    Style,
    folded,
    grid,
    marked,
    own_cell,
    own_line,
    sentence,
    with_text,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._node import Node

__all__ = ["REDACTED", "Mode", "Renderer", "render", "render_node"]


def render(nodes: Iterable[Node], mode: Mode = "compact", base: str = "") -> str:
    """Return the text a model reads: `role [ref] "name" = "value" state`, texts without a role.

    Args:
        nodes: what is to be read.
        mode: `rich` adds what the HTML says of what can be acted on: tag, type, address, form.
        base: address of the site's root, such as `https://shop.example/`, to leave it out of
            addresses.
    """
    return Renderer(mode, base).render(nodes)


def render_node(node: Node, mode: Mode = "compact", base: str = "") -> str:
    """Return one node as it stands in a line, without what is below it."""
    style = Style(mode, base)
    return sentence(node.children, style) if node.role == "paragraph" else own_line(node, style)


class Renderer:
    """Writes nodes, and knows again the lines of those it wrote the last time."""

    def __init__(self, mode: Mode = "compact", base: str = "") -> None:
        self._style = Style(mode, base)
        self._blocking = False
        self._redacted = REDACTED
        # By identity: nodes are frozen, and an entry keeps its node alive.
        self._lines: dict[int, _Line] = {}
        self._last_lines = self._lines
        self._rows: dict[int, tuple[Node, Row | None]] = {}
        self._last_rows = self._rows

    def render(self, nodes: Iterable[Node]) -> str:
        """Return the text of nodes, as `webagent_observation.render` does."""
        self._last_lines, self._lines = self._lines, {}
        self._last_rows, self._rows = self._rows, {}
        self._redacted = REDACTED
        roots, lines = tuple(nodes), list[str]()
        modals = sum(1 for _ in takewhile(_is_modal, roots))
        if bool(modals) != self._blocking:
            # What is covered is told of otherwise now.
            self._blocking = bool(modals)
            self._last_lines, self._last_rows = {}, {}
        self._style = replace(self._style, blocked=False)
        self._block(roots[:modals], "", lines)
        self._style = replace(self._style, blocked=self._blocking)
        self._block(roots[modals:], "", lines)
        return "\n".join(lines)

    def _block(self, nodes: Sequence[Node], indent: str, lines: list[str]) -> None:
        for node, mark in marked(nodes):
            role = node.role
            if role == "text":
                _put(node.name + mark, indent, lines)
            elif role == "listitem":
                self._item(node, own_line(node, self._style) + mark, "- ", indent, lines)
            elif role == "redacted":
                _put(self._redacted + mark, indent, lines)
                self._redacted = REDACTED_AGAIN
            elif is_item(node):
                self._item(node, "", "- ", indent, lines)
            elif role == "row":
                if says_something(node):
                    self._table((node,), indent, lines)
            else:
                line = self._line(node)
                if line.text:
                    _put(line.text + mark, indent, lines)
                if not line.whole:
                    self._below(node, indent + " " if line.text else indent, lines)

    def _below(self, node: Node, indent: str, lines: list[str]) -> None:
        if node.role in TABLES:
            self._table(node.children, indent, lines)
        elif node.role == "list" and node.tag == "ol":
            self._numbered(node, indent, lines)
        else:
            self._block(node.children, indent, lines)

    def _numbered(self, node: Node, indent: str, lines: list[str]) -> None:
        start = node.states.get("start", 1)
        number = start if isinstance(start, int) else 1
        for child in node.children:
            if child.role == "listitem":
                self._item(child, own_line(child, self._style), f"{number}. ", indent, lines)
                number += 1
            else:
                self._block((child,), indent, lines)

    def _item(self, node: Node, own: str, bullet: str, indent: str, lines: list[str]) -> None:
        """Put a node behind a bullet; without a line of its own, the first one in it."""
        start, inner = len(lines), f"{indent}  "
        if own:
            _put(own, inner, lines)
        self._block(node.children, inner, lines)
        if len(lines) > start:
            lines[start] = indent + bullet + lines[start][len(inner) :]

    def _table(self, nodes: Sequence[Node], indent: str, lines: list[str]) -> None:
        rows = [self._row(node) if node.role == "row" else None for node in nodes]
        drawn = iter(grid([row for row in rows if row is not None]))
        for node, row in zip(nodes, rows, strict=True):
            if row is not None:
                _put(next(drawn), indent, lines)
            elif node.role == "row":
                lines.append(indent + own_line(node, self._style))
                for cell in node.children:
                    self._item(cell, own_cell(cell, self._style), "- ", f"{indent} ", lines)
            else:
                self._block((node,), indent, lines)

    def _row(self, node: Node) -> Row | None:
        known = self._last_rows.get(id(node)) or (node, written(node, self._style))
        self._rows[id(node)] = known
        return known[1]

    def _line(self, node: Node) -> _Line:
        known = self._last_lines.get(id(node)) or self._written(node)
        self._lines[id(node)] = known
        return known

    def _written(self, node: Node) -> _Line:
        if node.role == "paragraph":
            return _Line(node, sentence(node.children, self._style), whole=True)
        choices = folded(node, self._style)
        if choices is not None:
            return _Line(node, choices, whole=True)
        if fits_in_line(node):
            return _Line(node, with_text(node, self._style), whole=True)
        return _Line(node, own_line(node, self._style), whole=False)


class _Line(NamedTuple):
    node: Node
    text: str
    whole: bool
    """It tells also what is below the node."""


def _is_modal(node: Node) -> bool:
    return node.states.get("modal") is True


def _put(text: str, indent: str, lines: list[str]) -> None:
    if "\n" in text:
        lines.extend(indent + line for line in text.split("\n"))
    else:
        lines.append(indent + text)
