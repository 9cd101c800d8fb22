"""MiniWoB++: 125 pages with a task each, drawn anew by a seed (Shi 2017, Liu 2018)."""

from __future__ import annotations

from ._episode import Rewards, begin_episode, rewards_of
from ._floor import FLOOR
from ._pages import find_pages
from ._suite import VIEWPORT, MiniwobSuite

__all__ = [
    "FLOOR",
    "VIEWPORT",
    "MiniwobSuite",
    "Rewards",
    "begin_episode",
    "find_pages",
    "rewards_of",
]
