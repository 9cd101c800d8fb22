"""An actor without a language model: a ranker of what can be done, and plans of errands."""

from __future__ import annotations

from ._actor import BaselineActor
from ._careful import CarefulRanker

__all__ = ["BaselineActor", "CarefulRanker"]
