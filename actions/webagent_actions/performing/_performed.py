"""What performing an action found out by itself, besides what the page shows afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .._situation import Situation

ReadBack: TypeAlias = "Callable[[Situation], Awaitable[Performed]]"


@dataclass(frozen=True, slots=True)
class Performed:
    """What is known of an action beside how the page looks before and after it."""

    said: tuple[str, ...] = ()
    """Where the page did not do as it was told, a sentence each; nothing where it did."""
    did: tuple[str, ...] = ()
    """What it changed that two looks at the page don't show, a sentence each."""
    settled: ReadBack | None = None
    """Reads back once the page has settled, given how it is then, and says more of the same."""
