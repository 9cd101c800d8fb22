"""One opinion out of two: the model's and the ranker's."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEAST = 1e-9
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each opinion counts, as exponents: 0 is nothing, 1 is what it says.

    Fitted by `training.weigh` for Qwen2.5-Coder-1.5B and the built-in ranker (`docs/local.md`).
    """

    model: float = 0.375
    ranker: float = 0.966
    own_words: float = 0.084
    """What the ranker is taken to say of each entry it knows nothing of, which ends in words of
    the model's own."""


def log_linear(
    opinions: Sequence[tuple[Mapping[_Key, float], float]],
) -> dict[_Key, float]:
    """Return probabilities that are proportional to the product of all, each to its power.

    Two opinions of power 0.5 give their geometric mean, in which a factor that one has for a place
    on the list and the other for its opposite cancels out.

    Args:
        opinions: probabilities of the same things, and the power of each.
    """
    first, _ = opinions[0]
    logs = {
        key: sum(power * math.log(max(said[key], _LEAST)) for said, power in opinions)
        for key in first
    }
    highest = max(logs.values())
    shares = {key: math.exp(log - highest) for key, log in logs.items()}
    whole = sum(shares.values())
    return {key: share / whole for key, share in shares.items()}
