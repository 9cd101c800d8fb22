"""An actor that has a small model choose from a menu of actions that a ranker found likely."""

from __future__ import annotations

from ._actor import MenuActor
from ._mixing import Weights
from ._options import Option, Ranker, Rated

__all__ = ["MenuActor", "Option", "Ranker", "Rated", "Weights"]
