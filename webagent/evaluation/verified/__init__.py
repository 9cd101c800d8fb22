"""WebArena-Verified: WebArena's tasks, scored by structured answers and by network traffic."""

from __future__ import annotations

from ._reading import find_program
from ._response import AgentResponse, goal_of, response_of
from ._suite import VerifiedStage, VerifiedSuite
from ._task import VerifiedTask
from ._upstream import Layout

__all__ = [
    "AgentResponse",
    "Layout",
    "VerifiedStage",
    "VerifiedSuite",
    "VerifiedTask",
    "find_program",
    "goal_of",
    "response_of",
]
