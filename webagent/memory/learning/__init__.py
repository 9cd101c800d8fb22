"""Learning: a run whose end was verified becomes a skill, which is tried before it is admitted."""

from __future__ import annotations

from ._learn import Lesson, learn
from ._rehearsal import Rehearsal
from ._verified import is_verified

__all__ = ["Lesson", "Rehearsal", "is_verified", "learn"]
