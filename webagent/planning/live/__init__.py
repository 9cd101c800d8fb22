"""Search in the live browser: the tree grows in real pages, and nothing is changed by it."""

from __future__ import annotations

from ._occasion import PROPOSALS, SearchMode, stuck, unsure
from ._options import SearchOptions
from ._searcher import Means, Searched, Searcher

__all__ = [
    "PROPOSALS",
    "Means",
    "SearchMode",
    "SearchOptions",
    "Searched",
    "Searcher",
    "stuck",
    "unsure",
]
