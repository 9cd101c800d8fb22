"""Going back to a state that was seen, in a live browser, and knowing whether it is that one."""

from __future__ import annotations

from ._admission import Admission, through
from ._appearance import Appearance, Sameness
from ._hands import Hands, Missed
from ._leg import Leg
from ._report import RestoreReport, Rung
from ._restorer import Restorer
from ._stability import RunStability, Stability
from ._target import Elements
from ._waypoint import Waypoint, survey

__all__ = [
    "Admission",
    "Appearance",
    "Elements",
    "Hands",
    "Leg",
    "Missed",
    "RestoreReport",
    "Restorer",
    "RunStability",
    "Rung",
    "Sameness",
    "Stability",
    "Waypoint",
    "survey",
    "through",
]
