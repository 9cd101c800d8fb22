"""What a clause is read as: instructions, and what only bears on those around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ._intents import Intent
from ._phrase import Phrase

if TYPE_CHECKING:
    from ._wanted import Wanted


@dataclass(frozen=True, slots=True)
class About:
    """The task speaks of a thing without saying yet what is to be done."""

    thing: Wanted


@dataclass(frozen=True, slots=True)
class Alone:
    """Nothing is to be said but what was asked for."""


@dataclass(frozen=True, slots=True)
class Refrain:
    """Nothing is to be ordered."""


Reading: TypeAlias = Intent | About | Alone | Refrain
Reader: TypeAlias = Callable[[Phrase, re.Match[str]], "tuple[Reading, ...] | None"]
"""Makes readings of a clause that fits a pattern; `None` where it is not about that after all."""
Rule: TypeAlias = tuple[str, Reader]
"""A regular expression for a whole clause, and its reader."""


def always(*readings: Reading) -> Reader:
    """Return a reader for clauses that say one thing only."""

    def reader(_clause: Phrase, _match: re.Match[str]) -> tuple[Reading, ...]:
        return readings

    return reader
