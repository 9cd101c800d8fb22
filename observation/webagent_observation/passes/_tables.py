"""Tables: what is one stays a table, what only lays out its content gives way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._making import make_text
from ._plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .._node import Node

CELLS = frozenset({"cell", "columnheader", "gridcell", "rowheader"})
TABLES = frozenset({"grid", "table", "treegrid"})
SPANS = frozenset({"colspan", "rowspan"})
_MOST_IN_A_CELL = 40
_TOO_LARGE_FOR_A_CELL = TABLES | {"dialog", "iframe", "row", "term", "tree"}


def with_content(children: Sequence[Node]) -> Sequence[Node]:
    """Drop the rows that say nothing, unless cells of other rows reach into them."""
    if all(child.role != "row" or says_something(child) for child in children):
        return children
    cells = (cell for child in children if child.role == "row" for cell in child.children)
    if any("rowspan" in cell.states for cell in cells):
        return children
    return [child for child in children if child.role != "row" or says_something(child)]


def says_something(row: Node) -> bool:
    """Whether there is anything in a row, or anything to do with it."""
    return bool(row.name) or not is_plain(row) or not all(map(_is_empty, row.children))


def laid_out(role: str, children: Sequence[Node]) -> Sequence[Node] | None:
    """Return the content of a table that is for layout alone; `None` for a table of data.

    That is one of a single row or column, and one without headers that holds other tables.
    """
    if role != "table" or not all(child.role == "row" for child in children):
        return None
    single = len(children) <= 1 or all(len(row.children) <= 1 for row in children)
    if not single and (_has_headers(children) or not _holds_tables(children)):
        return None
    return [part for row in children for part in _unrolled(row)]


def fits_in_row(cell: Node) -> bool:
    """Whether the content of a cell can be told within a line."""
    if not cell.children:
        return "\n" not in cell.name
    for count, node in enumerate(cell.walk()):
        if count > _MOST_IN_A_CELL or node.role in _TOO_LARGE_FOR_A_CELL or "\n" in node.name:
            return False
    return True


def _has_headers(rows: Iterable[Node]) -> bool:
    return any(cell.role in {"columnheader", "rowheader"} for row in rows for cell in row.children)


def _holds_tables(rows: Iterable[Node]) -> bool:
    return any(
        node.role in TABLES
        for row in rows
        for cell in row.children
        if cell.children
        for node in cell.walk()
    )


def _is_empty(cell: Node) -> bool:
    return cell.role in CELLS and not cell.name and not cell.children and is_plain(cell, SPANS)


def _unrolled(row: Node) -> Iterable[Node]:
    cells = row.children
    if row.name or not is_plain(row) or (len(cells) > 1 and all(map(fits_in_row, cells))):
        return (row,)
    return (part for cell in cells for part in _content(cell))


def _content(cell: Node) -> Iterable[Node]:
    if cell.role not in CELLS or not is_plain(cell, SPANS):
        return (cell,)
    return (make_text(cell.name), *cell.children) if cell.name else cell.children
