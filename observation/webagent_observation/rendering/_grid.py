"""Tables as Markdown: one line a row, every cell in its column."""

from __future__ import annotations

from itertools import repeat, takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..passes import SPANS, fits_in_row, is_plain
from ._inline import within_line
from ._line import own_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .._node import Node
    from ._line import Style

_MOST_COLUMNS = 100
"""Further to the right cells take one place only, or a few of them could fill any memory."""
_MOST_REPEATED = 40
_AS_LEFT, _AS_ABOVE = "←", "↑"
_HEADERS = frozenset({"columnheader", "rowheader"})


class _Span(NamedTuple):
    columns: int
    rows: int
    across: str
    """What stands in its further columns."""
    down: str
    """What stands in its further rows."""


_SINGLE = _Span(1, 1, "", "")


class Row(NamedTuple):
    """A row of a table, written out."""

    own: str
    """What is to be said of the row itself."""
    cells: tuple[str, ...]
    line: str
    spans: tuple[_Span, ...]
    """One for each cell; empty where each takes its own place only."""
    header: bool


def written(row: Node, style: Style) -> Row | None:
    """Return a row written out; `None` where its cells hold too much for a line."""
    nodes = row.children
    if not all(map(fits_in_row, nodes)):
        return None
    cells = tuple(_cell(node, style) for node in nodes)
    own = "" if not row.name and is_plain(row) else own_line(row, style)
    spans: tuple[_Span, ...] = ()
    if any(node.states for node in nodes):
        alone = len(nodes) == 1
        spans = tuple(_span(node, text, alone) for node, text in zip(nodes, cells, strict=True))
    return Row(
        own,
        cells,
        _line(own, cells),
        () if all(span[:2] == (1, 1) for span in spans) else spans,
        header=any(node.role == "columnheader" for node in nodes)
        and all(
            node.role == "columnheader" or not cell for node, cell in zip(nodes, cells, strict=True)
        ),
    )


def grid(rows: Sequence[Row]) -> list[str]:
    """Return the line of each row, all of them equally wide.

    After the headers that come first stands a line of dashes, in one string with the last of them.
    A label that takes several columns or rows stands in each of them, since a row is read alone;
    what would be wrong twice, a number or what has a ref, is pointed to. The title of the rows
    below it, a cell that is all of its row, stands there once.
    """
    spread = [*_spread(rows)] if any(row.spans for row in rows) else [row.cells for row in rows]
    width = max(map(len, spread), default=0)
    lines = [
        (row.line if cells is row.cells else _line(row.own, cells)) + "  |" * (width - len(cells))
        for row, cells in zip(rows, spread, strict=True)
    ]
    headers = sum(1 for _ in takewhile(lambda row: row.header, rows))
    if 0 < headers < len(rows):
        lines[headers - 1] += f"\n|{' --- |' * width}"
    return lines


def _line(own: str, cells: Iterable[str]) -> str:
    line = f"| {' | '.join(cells)} |"
    return f"{own} {line}" if own else line


def _cell(node: Node, style: Style) -> str:
    text = within_line(node, style)
    if "\n" in text:
        text = text.replace("\n", " ⏎ ")
    return text.replace("|", "\\|") if "|" in text else text


def _span(node: Node, text: str, alone: bool) -> _Span:
    columns, rows = (node.states.get(state, 1) for state in ("colspan", "rowspan"))
    repeated = not text or _is_label(node)
    return _Span(
        columns if isinstance(columns, int) and columns > 1 else 1,
        rows if isinstance(rows, int) and rows > 1 else 1,
        across="" if alone else text if repeated else _AS_LEFT,
        down=text if repeated else _AS_ABOVE,
    )


def _is_label(cell: Node) -> bool:
    if len(cell.name) > _MOST_REPEATED or cell.children or not is_plain(cell, SPANS):
        return False
    return cell.role in _HEADERS or any(letter.isalpha() for letter in cell.name)


def _spread(rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each row in their columns, where some take several."""
    # Under what a last cell takes beyond the columns of all other rows stands nothing.
    width = max(map(len, _placed([*map(_narrowed, rows)], _MOST_COLUMNS)))
    return _placed(rows, min(width, _MOST_COLUMNS))


def _narrowed(row: Row) -> Row:
    if not row.spans:
        return row
    return row._replace(spans=(*row.spans[:-1], row.spans[-1]._replace(columns=1)))


def _placed(rows: Iterable[Row], width: int) -> Iterator[tuple[str, ...]]:
    reaching: _Reaching = {}
    for row in rows:
        if not row.spans and not reaching:
            # Most rows, also of tables where a header takes several columns.
            yield row.cells
            continue
        cells: list[str] = []
        below: _Reaching = {}
        for cell, span in zip(row.cells, row.spans or repeat(_SINGLE), strict=False):
            _fill(cells, reaching, below)
            further = repeat((span.across, span.across), min(span.columns, width - len(cells)) - 1)
            for text, down in ((cell, span.down), *further):
                if span.rows > 1 and len(cells) < _MOST_COLUMNS:
                    below[len(cells)] = (span.rows - 1, down)
                cells.append(text)
        _fill(cells, reaching, below)
        reaching = below
        yield tuple(cells)


_Reaching: TypeAlias = "dict[int, tuple[int, str]]"
"""Columns that a cell further up takes: for how many more rows, and the text told in each."""


def _fill(cells: list[str], reaching: _Reaching, below: _Reaching) -> None:
    """Add the columns that come next and are taken from further up."""
    while len(cells) in reaching:
        rows, text = reaching[len(cells)]
        if rows > 1:
            below[len(cells)] = (rows - 1, text)
        cells.append(text)
