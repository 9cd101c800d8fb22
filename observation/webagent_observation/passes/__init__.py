"""The passes that make nodes out of raw ones, each of them pure, total and idempotent."""

from __future__ import annotations

from ._articles import is_item, without_lone_article
from ._definitions import defined
from ._dialogs import modals_first
from ._lines import fits_in_line, in_lines
from ._making import make, make_node, make_text
from ._plain import is_plain
from ._structures import ANNOUNCED, SPOKEN, structured
from ._tables import CELLS, SPANS, TABLES, fits_in_row, says_something
from ._texts import without_labels, without_name, without_repeats

__all__ = [
    "ANNOUNCED",
    "CELLS",
    "SPANS",
    "SPOKEN",
    "TABLES",
    "defined",
    "fits_in_line",
    "fits_in_row",
    "in_lines",
    "is_item",
    "is_plain",
    "make",
    "make_node",
    "make_text",
    "modals_first",
    "says_something",
    "structured",
    "without_labels",
    "without_lone_article",
    "without_name",
    "without_repeats",
]
