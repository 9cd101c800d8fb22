"""The guard: a wall below everything, on the network of a browser context.

A forward proxy of its own looks at every connection that a context makes, whoever makes it: pages,
frames, workers, beacons, prefetches. `explore` further lets nothing leave that may change anything.
"""

from __future__ import annotations

from ._event import Blocked, GuardEvent
from ._explore import Exploration
from ._guard import Guard, open_guard
from ._launch_arguments import NOWHERE, launch_arguments
from ._pattern import OriginPattern
from ._policy import NetworkPolicy, Refusal

__all__ = [
    "NOWHERE",
    "Blocked",
    "Exploration",
    "Guard",
    "GuardEvent",
    "NetworkPolicy",
    "OriginPattern",
    "Refusal",
    "launch_arguments",
    "open_guard",
]
