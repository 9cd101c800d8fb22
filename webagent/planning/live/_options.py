"""Whether and how a run searches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from webagent.planning.search import Budget

from ._occasion import SearchMode

if TYPE_CHECKING:
    from webagent.protocols import Critic


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """Whether a run searches, what one search may cost, and who judges states."""

    mode: SearchMode = SearchMode.AUTO
    budget: Budget = field(default_factory=Budget)
    critic: Critic | None = None
    """By default criteria alone are checked, which costs no model call."""
