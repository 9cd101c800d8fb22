"""How a quantity is spread over attempts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Spread:
    """Middle and ends of some numbers; all but `count` and `total` are `None` where there are none.

    Units are those of the numbers.
    """

    count: int = 0
    total: float = 0.0
    median: float | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None

    @classmethod
    def of(cls, numbers: Iterable[float]) -> Spread:
        """Sum up numbers."""
        values = sorted(numbers)
        if not values:
            return cls()
        return cls(len(values), sum(values), median(values), fmean(values), values[0], values[-1])

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return asdict(self)
