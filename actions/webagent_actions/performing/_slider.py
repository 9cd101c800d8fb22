"""What sliders and number fields say of themselves."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._page import page_function

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle

_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Slider:
    """What a slider or number field says of itself."""

    kind: str
    """`range`, `number`, `text`, `aria`; empty for what is neither slider nor number field."""
    value: float | None
    low: float
    high: float
    step: float | None
    base: float
    """Where its steps are counted from."""

    @classmethod
    async def of(cls, element: ElementHandle) -> Slider:
        """Return what an element says of itself now."""
        raw = await element.evaluate(page_function("sliders", "sliderOf"))
        raw["low"] = -math.inf if raw["low"] is None else raw["low"]
        raw["high"] = math.inf if raw["high"] is None else raw["high"]
        return cls(**raw)

    @property
    def range(self) -> str:
        """Which numbers it takes, as `from 0 to 10 in steps of 2`; empty if it takes all."""
        parts = [
            f"from {self.low:g}" if math.isfinite(self.low) else "",
            f"to {self.high:g}" if math.isfinite(self.high) else "",
            f"in steps of {self.step:g}" if self.step not in (None, 0, 1) else "",
        ]
        return " ".join(part for part in parts if part)

    def nearest(self, number: float) -> float:
        """Return the nearest of its steps, rounded as browsers do (HTML, `type=range`)."""
        if not self.step:
            return number
        steps = math.floor((number - self.base) / self.step + 0.5)
        most = math.floor((self.high - self.base) / self.step + _CLOSE)
        # Steps such as 0.1 leave a trace of their binary form.
        return round(self.base + min(steps, most) * self.step, 10)
