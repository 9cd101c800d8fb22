"""A state of the live browser that a node of the search tree stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webagent_actions import Situation

    from webagent.planning.restoring import Waypoint
    from webagent.state import Step


@dataclass(frozen=True, slots=True)
class LivePlace:
    """What was seen there, how to come back, and what led there from where the search began."""

    situation: Situation
    """The first look at it; refs in it may belong to documents that are gone."""
    waypoint: Waypoint
    steps: tuple[Step, ...] = ()
    """As steps of a run, numbered from the turn of the search on."""
    seen: tuple[Situation, ...] = ()
    """The page before each of them."""
