"""An actor that has a small model choose from a menu of actions that a ranker found likely."""

from __future__ import annotations

from ._actor import MenuActor
from ._entries import Entry, entries
from ._mixing import Weights, log_linear
from ._options import Option, Ranker, Rated

__all__ = ["Entry", "MenuActor", "Option", "Ranker", "Rated", "Weights", "entries", "log_linear"]
