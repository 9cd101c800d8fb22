"""Whether and how a run searches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from webagent.errors import UsageError
from webagent.planning.search import Budget

from ._occasion import SearchMode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent.protocols import Critic

MOST_AT_ONCE = 8
_BOUNDS = ("nodes", "depth", "branch", "seconds", "calls", "tokens", "requests")


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """Whether a run searches, what one search may cost, and who judges states."""

    mode: SearchMode = SearchMode.AUTO
    budget: Budget = field(default_factory=Budget)
    critic: Critic | None = None
    """By default criteria alone are checked, which costs no model call."""
    parallel: int = 1
    """How many states are tried at once, each in a browser context of its own. It takes less time
    and finds other trees than one alone; more load on the site at once, no more in sum."""

    def __post_init__(self) -> None:
        if not 1 <= self.parallel <= MOST_AT_ONCE:
            raise UsageError(f"At least 1 and at most {MOST_AT_ONCE} states are tried at once.")

    def to_json(self) -> dict[str, Any]:
        """Return what a record keeps of it as plain JSON values: all but who judges."""
        bounds = {name: getattr(self.budget, name) for name in _BOUNDS}
        return {"mode": self.mode.value, "parallel": self.parallel, "budget": bounds}

    @classmethod
    def from_json(cls, told: Mapping[str, Any], critic: Critic | None = None) -> SearchOptions:
        """Return the options that `to_json` told of."""
        return cls(SearchMode(told["mode"]), Budget(**told["budget"]), critic, told["parallel"])
