"""An actor without a language model: a ranker of what can be done, and plans of errands."""

from __future__ import annotations

from webagent.actors.ranking import BaselineRanker

from ._actor import BaselineActor

__all__ = ["BaselineActor", "BaselineRanker"]
