"""When it pays to search."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent.state import Proposal, Step

UNSURE_GAP = 0.15
"""Between the weights of the two best proposals, as shares of all."""
STUCK_STEPS = 2
OFF_TRACK = 3.0
"""A state of at most this value leads nowhere (WebPilot's scale)."""
PROPOSALS = 3
"""How many are asked for where it is to be seen whether the actor is sure."""


class SearchMode(StrEnum):
    """Whether to search.

    An agent acts at once where it can: more than half of all tasks need no going back, and a search
    costs several times as much (WebOperator, arXiv 2512.12692).
    """

    OFF = "off"
    AUTO = "auto"
    """Where the actor names alternatives, and is unsure, stuck, or judged to be off the track."""
    MCTS = "mcts"
    """Always."""


def unsure(proposals: Sequence[Proposal]) -> str:
    """Return why an actor is unsure; empty where it is not."""
    whole = sum(each.weight for each in proposals)
    if len(proposals) < 2 or not whole:
        return ""
    first, second = sorted((each.weight / whole for each in proposals), reverse=True)[:2]
    if first - second >= UNSURE_GAP:
        return ""
    return f"the actor is unsure: {first:.0%} speaks for one action, {second:.0%} for another"


def stuck(steps: Sequence[Step]) -> str:
    """Return why a run is stuck; empty where it is not."""
    recent = steps[-STUCK_STEPS:]
    if len(recent) < STUCK_STEPS or not all(step.vain for step in recent):
        return ""
    return f"the last {STUCK_STEPS} actions came to nothing"
