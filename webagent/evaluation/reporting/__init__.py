"""What an evaluation says: summary, comparison with another, and a report to look at."""

from __future__ import annotations

from ._causes import Cause, Reason
from ._compare import Comparison, Pairs, compare
from ._files import summary_json, write_reports
from ._spread import Spread
from ._summary import Group, Summary, summarise
from ._tally import Outcome, Tally, outcome_of

__all__ = [
    "Cause",
    "Comparison",
    "Group",
    "Outcome",
    "Pairs",
    "Reason",
    "Spread",
    "Summary",
    "Tally",
    "compare",
    "outcome_of",
    "summarise",
    "summary_json",
    "write_reports",
]
