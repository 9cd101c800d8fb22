"""MiniWoB++: 125 pages with a task each, drawn anew by a seed (Shi 2017, Liu 2018)."""

from __future__ import annotations

from ._episode import Rewards, begin_episode, rewards_of
from ._pages import find_pages
from ._suite import MiniwobSuite

__all__ = ["MiniwobSuite", "Rewards", "begin_episode", "find_pages", "rewards_of"]
