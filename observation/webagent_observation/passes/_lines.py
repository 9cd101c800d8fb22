"""What stands in one line of the page stays in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._making import make, make_text
from ._plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._node import Node

_ON_THEIR_OWN = frozenset(
    {
        "cell", "columnheader", "definition", "gridcell", "heading", "iframe", "list", "listitem",
        "redacted", "row", "rowheader", "table",
    }
)  # fmt: skip
_SHOWING = frozenset({"img", "meter", "progressbar"})


def in_lines(nodes: Iterable[Node]) -> list[Node]:
    """Join texts and what has nothing below it to paragraphs; the rest stays on its own.

    Texts keep the space they begin and end with, but for that at the two ends of a line.
    """
    lines: list[Node] = []
    line: list[Node] = []
    for node in nodes:
        for part in node.children if node.role == "paragraph" else (node,):
            fits = part.role not in _ON_THEIR_OWN and fits_in_line(part)
            if fits:
                _append(line, part)
            # Where options end could not be told from what goes on after them.
            if not fits or part.options:
                lines += _ended(line)
                line = []
            if not fits:
                lines.append(part)
    return lines + _ended(line)


def fits_in_line(node: Node) -> bool:
    """Whether a node can be told in one line: it has nothing below it, or a single text."""
    children = node.children
    return not children or (
        len(children) == 1
        and children[0].role == "text"
        and (node.ref is not None or node.role in _SHOWING)
        and node.scroll is None
    )


def _run_on(text: str, more: str) -> str:
    """Join what stands side by side as it stands there; two words stay two."""
    if text[-1:].isalnum() and more[:1].isalnum():
        return f"{text} {more}"
    return text + (more[1:] if text[-1:] == more[:1] == " " else more)


def _append(line: list[Node], node: Node) -> None:
    if node.role == "term" and is_plain(node):
        node = make_text(node.name)
    if node.role == "text" and line and line[-1].role == "text":
        node = make_text(_run_on(line.pop().name, node.name))
    line.append(node)


def _ended(line: list[Node]) -> list[Node]:
    if line and line[0].role == "text":
        line[:1] = _trimmed(line[0], line[0].name.lstrip())
    if line and line[-1].role == "text":
        line[-1:] = _trimmed(line[-1], line[-1].name.rstrip())
    return [make("paragraph", children=tuple(line))] if len(line) > 1 else line


def _trimmed(text: Node, trimmed: str) -> list[Node]:
    # Of a preformatted text the indentation counts.
    if "\n" in text.name or trimmed == text.name:
        return [text]
    return [make_text(trimmed)] if trimmed else []
