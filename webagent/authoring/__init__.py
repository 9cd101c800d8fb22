"""The workbench of site owners: their own pages as facts, and what a manifest makes of them."""

from __future__ import annotations

from ._live_page import LivePage
from ._open import MOST_PAGES, open_page, open_pages
from ._question import Question, answer
from ._source import is_address, readable_file
from ._static import read_static
from ._survey import survey

__all__ = [
    "MOST_PAGES",
    "LivePage",
    "Question",
    "answer",
    "is_address",
    "open_page",
    "open_pages",
    "read_static",
    "readable_file",
    "survey",
]
