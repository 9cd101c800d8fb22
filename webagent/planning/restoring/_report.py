"""What came of going back to a state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webagent_actions import Situation


class Rung(StrEnum):
    """The ways of going back, the cheapest first."""

    NOTHING = "R0"
    """The page is in that state already."""
    UNDO = "R1"
    """What differs is put back in place."""
    HISTORY = "R2"
    """The browser goes to an entry of the tab's history."""
    RELOAD = "R3"
    """The checkpoint is opened in a second page, and its fields are filled again."""
    REPLAY = "R4"
    """After that, what led from the checkpoint to the state is done again."""
    STORAGE = "R5"
    """Cookies and storage are put back first, once that has shown the state in a fresh context."""
    GIVE_UP = "R6"
    """None of them led there."""


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What came of going back to a state."""

    rung: Rung
    """The one that led there, or `GIVE_UP`."""
    ok: bool
    """Whether the page is in that state now, as far as all that is seen of it tells."""
    reason: str
    """Where it is not: why, rung by rung. Where it is: what is to be said of it; mostly nothing."""
    seconds: float
    requests: int
    """What was asked of sites on the way, pictures and styles included."""
    situation: Situation
    """The page now: refs from before may be gone."""
