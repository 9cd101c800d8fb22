"""How much a search may cost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Spent:
    """What looking ahead has used."""

    calls: int = 0
    """Of a model."""
    tokens: int = 0
    """Input and output of the model, together."""
    requests: int = 0
    """To sites."""

    def __sub__(self, other: Spent) -> Spent:
        """Return what was used since."""
        return Spent(
            self.calls - other.calls,
            self.tokens - other.tokens,
            self.requests - other.requests,
        )


@dataclass(frozen=True, slots=True)
class Budget:
    """Bounds of one search; `None` is no bound.

    Calls, tokens, requests and the allowance are looked at before candidates are asked for and
    before one is opened: what one of these uses may go beyond the bound, and nothing follows it.
    """

    nodes: int = 10
    """Actions that are tried or predicted, those in vain included. One less after each commit."""
    depth: int = 5
    """Actions from the root."""
    branch: int = 3
    """Actions that are tried from one state."""
    seconds: float | None = 120.0
    """What is under way then is cut off."""
    calls: int | None = 40
    tokens: int | None = None
    requests: int | None = None
    allowance: Callable[[], float] | None = None
    """Returns how many more actions the sites' rate limits leave to looking ahead."""

    def within(self, tokens: int | None) -> Budget:
        """Return the budget with no more than so many tokens, if that is a bound at all."""
        if tokens is None:
            return self
        return replace(self, tokens=tokens if self.tokens is None else min(tokens, self.tokens))

    def exceeded(self, *, opened: int, commits: int, spent: Spent) -> str | None:
        """Return why no more may be tried, in one sentence, or `None`."""
        nodes = max(0, self.nodes - commits)
        if opened >= nodes:
            return f"the limit of {nodes} nodes was reached"
        if self.calls is not None and spent.calls >= self.calls:
            return f"the limit of {self.calls} model calls was reached"
        if self.tokens is not None and spent.tokens >= self.tokens:
            return f"the limit of {self.tokens} tokens was reached"
        if self.requests is not None and spent.requests >= self.requests:
            return f"the limit of {self.requests} requests was reached"
        if self.allowance is not None and self.allowance() < 1:
            return "the rate limits of the sites leave no more"
        return None
