"""Scoring every executable action of a page against the task, without a language model."""

from __future__ import annotations

from ._features import features
from ._names import INDEX, KINDS, NAMES
from ._options import Option, Scene, same
from ._past import ENTERING
from ._ranker import BaselineRanker, Ranked
from ._records import is_line, records_among
from ._task import asks, values_in
from ._trees import Trees
from ._words import mean_alike

__all__ = [
    "ENTERING",
    "INDEX",
    "KINDS",
    "NAMES",
    "BaselineRanker",
    "Option",
    "Ranked",
    "Scene",
    "Trees",
    "asks",
    "features",
    "is_line",
    "mean_alike",
    "records_among",
    "same",
    "values_in",
]
