"""When a run has cost enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webagent.models import Usage


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one run; `None` is no bound."""

    steps: int = 30
    """Turns of the actor."""
    seconds: float | None = 600.0
    tokens: int | None = None
    """Input and output of the model, together."""
    cost_usd: float | None = None

    def tokens_left(self, usage: Usage) -> int | None:
        """Return how many tokens a model may still use; `None` where that has no bound."""
        if self.tokens is None:
            return None
        return max(0, self.tokens - usage.input_tokens - usage.output_tokens)

    def exceeded(self, *, steps: int, seconds: float, usage: Usage) -> str | None:
        """Return which limit is reached, in one sentence, or `None`."""
        tokens = usage.input_tokens + usage.output_tokens
        if steps >= self.steps:
            return f"the limit of {self.steps} steps was reached"
        if self.seconds is not None and seconds >= self.seconds:
            return f"the limit of {self.seconds:g} seconds was reached"
        if self.tokens is not None and tokens >= self.tokens:
            return f"the limit of {self.tokens} tokens was reached"
        if self.cost_usd is not None:
            if usage.cost_usd is None:
                return "the price of the model is not known, so its cost can't be kept in bounds"
            if usage.cost_usd >= self.cost_usd:
                return f"the limit of {self.cost_usd:g} US dollars was reached"
        return None
