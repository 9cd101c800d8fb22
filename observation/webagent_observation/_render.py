"""Nodes to text: one line each, indented by depth, refs in brackets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ._node import Node

_OPTION_LIMIT = 40
_NAME_LIMIT = 1_000
REDACTED = "[a part of the page is hidden from agents by the site's policy]"


def render(nodes: Iterable[Node]) -> str:
    """Return the text a model reads: `role [ref] "name" = "value" state`, texts without a role."""
    return "\n".join(line for node in nodes for line in _lines(node, 0))


def render_node(node: Node) -> str:
    """Return one node as it stands in a line, without what is below it."""
    if node.role == "text":
        return node.name
    if node.role == "redacted":
        return REDACTED
    parts = [node.role]
    if node.role == "heading":
        parts.append(str(node.states.get("level", 2)))
    if node.ref is not None:
        parts.append(f"[{node.ref}]")
    if node.name:
        parts.append(_quoted(node.name))
    if node.value is not None:
        parts.append(f"= {_quoted(node.value)}")
    parts.extend(_states(node))
    if node.options:
        parts.append(_options(node))
    return " ".join(parts)


def _lines(node: Node, depth: int) -> Iterator[str]:
    indent = " " * depth
    if node.role == "paragraph":
        yield indent + " ".join(map(render_node, node.children))
    elif node.role == "row" and not any(
        inner.role in {"row", "table"} for child in node.children for inner in child.walk()
    ):
        # A row that can be clicked is named by its cells.
        own = "" if node.ref is None else f"{render_node(replace(node, name=''))} "
        cells = (_inline(child).replace("|", "\\|") for child in node.children)
        yield f"{indent}{own}| {' | '.join(cells)} |"
    elif node.role == "listitem":
        lines = [line for child in node.children for line in _lines(child, depth + 2)]
        if node.ref is not None or node.name:
            yield f"{indent}- {render_node(node)}"
        elif lines:
            yield f"{indent}- {lines.pop(0).lstrip()}"
        yield from lines
    else:
        yield indent + render_node(node)
        for child in node.children:
            yield from _lines(child, depth + 1)


def _inline(node: Node) -> str:
    if node.ref is not None or node.role not in _SILENT_IN_ROWS:
        own = render_node(node)
    else:
        own = "" if node.children else node.name
    return " ".join(filter(None, [own, *map(_inline, node.children)]))


_SILENT_IN_ROWS = {"cell", "columnheader", "gridcell", "listitem", "paragraph", "rowheader"}


def _states(node: Node) -> Iterator[str]:
    for state, value in node.states.items():
        if state == "level":
            continue
        if state == "checked":
            yield "mixed" if value == "mixed" else "checked" if value else "unchecked"
        elif value is True:
            yield state
        elif state == "expanded":
            yield "collapsed"
        elif value is not False:
            yield f"{state}={value}"


def _options(node: Node) -> str:
    shown = [
        _quoted(option.label)
        + ("*" if option.selected else "")
        + (" (disabled)" if option.disabled else "")
        for option in node.options[:_OPTION_LIMIT]
    ]
    more = len(node.options) - _OPTION_LIMIT
    return "options: " + " | ".join(shown) + (f" … {more} more" if more > 0 else "")


def _quoted(text: str) -> str:
    cut = text if len(text) <= _NAME_LIMIT else f"{text[:_NAME_LIMIT]}…"
    return '"' + cut.replace('"', "'").replace("\n", " ⏎ ") + '"'
