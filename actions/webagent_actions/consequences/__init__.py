"""What an action would do, and whether it could be undone, before it is done."""

from __future__ import annotations

from ._effects import Effect, Reach, Reversibility, effects, presses_enter, reversibility

__all__ = ["Effect", "Reach", "Reversibility", "effects", "presses_enter", "reversibility"]
