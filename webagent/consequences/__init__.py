"""What controls of a site have done before: the class of an action, as far as it was learned."""

from __future__ import annotations

from ._habits import Control, Habit, SqliteHabits
from ._learned import HARMLESS_ENOUGH, Learned
from ._template import template_of

__all__ = [
    "HARMLESS_ENOUGH",
    "Control",
    "Habit",
    "Learned",
    "SqliteHabits",
    "template_of",
]
