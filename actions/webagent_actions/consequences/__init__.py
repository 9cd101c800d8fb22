"""What an action would do, and whether it could be undone, before it is done."""

from __future__ import annotations

from ._addresses import command_in
from ._effect import Effect, Reach
from ._effects import effects
from ._judge import judge
from ._judgement import Judgement, Reversibility, gravest, gravity
from ._keys import presses_enter
from ._lexicon import Meaning, Word, read_name

__all__ = [
    "Effect",
    "Judgement",
    "Meaning",
    "Reach",
    "Reversibility",
    "Word",
    "command_in",
    "effects",
    "gravest",
    "gravity",
    "judge",
    "presses_enter",
    "read_name",
]
