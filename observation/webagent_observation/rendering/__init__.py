"""How nodes are written: one by one, several in a line, lists of choices, tables."""

from __future__ import annotations

from ._choices import folded
from ._grid import Row, grid, written
from ._inline import marked, own_cell, sentence, with_text, within_line
from ._line import REDACTED, REDACTED_AGAIN, Mode, Style, own_line

__all__ = [
    "REDACTED",
    "REDACTED_AGAIN",
    "Mode",
    "Row",
    "Style",
    "folded",
    "grid",
    "marked",
    "own_cell",
    "own_line",
    "sentence",
    "with_text",
    "within_line",
    "written",
]
