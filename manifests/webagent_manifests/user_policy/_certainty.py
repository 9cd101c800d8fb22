"""What is known of a match: a policy must not be fooled by what it can't see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._decision import ReasonCode


class Certainty(IntEnum):
    """The truth values of Kleene's strong three-valued logic; conjunction is `min`."""

    NO = 0
    UNKNOWN = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class Match:
    """Whether a matcher matches a request.

    `because` is what stands in the way of a yes, as the end of a sentence, and `code` its kind.
    What is permitted needs YES; what is forbidden needs no more than UNKNOWN.
    """

    certainty: Certainty
    code: ReasonCode | None = None
    because: str = ""

    @property
    def certain(self) -> bool:
        """Whether it surely matches."""
        return self.certainty is Certainty.YES

    @property
    def possible(self) -> bool:
        """Whether it may match."""
        return self.certainty is not Certainty.NO


MATCH = Match(Certainty.YES)
# The one match without anything to report; one that fails by an argument says so.
NO_MATCH = Match(Certainty.NO)


def conjunction(parts: Iterable[Match]) -> Match:
    """Return the least certain part, the first one among equals."""
    return min(parts, key=lambda part: part.certainty, default=MATCH)
