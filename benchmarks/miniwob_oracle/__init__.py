"""Scripted solutions of MiniWoB++ tasks that use nothing but the agent's own action space.

They prove that the action space and the observation can express the tasks; they are no agent.
"""

from __future__ import annotations

from ._play import CannotGoOn, Ended, Play, Solution
from ._tasks import TASKS, Task

__all__ = ["TASKS", "CannotGoOn", "Ended", "Play", "Solution", "Task"]
