"""What came of one expectation in one run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._dimension import Dimension, PolicySource


@dataclass(frozen=True, slots=True)
class PolicyFinding:
    """Whether an expectation was kept."""

    name: str
    dimension: Dimension
    source: PolicySource
    violated: bool
    dormant: bool
    """What it is about never came up, so that keeping it was no merit."""
    prevented: int
    """How often a permission stood against what would have gone against it."""
    step: int | None
    """The turn in which it was violated first; `None` where there is none such."""
    reason: str
    """In one sentence."""
