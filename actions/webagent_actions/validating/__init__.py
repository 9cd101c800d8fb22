"""Whether an action fits the page, before anything is done.

Checking this first is worth 5.8 points of success by itself (WebOperator, arXiv 2512.12692).
"""

from __future__ import annotations

from ._dates import is_date
from ._options import find_option
from ._same import confirm_same
from ._validate import MAX_FRUITLESS, is_valid, validate

__all__ = ["MAX_FRUITLESS", "confirm_same", "find_option", "is_date", "is_valid", "validate"]
