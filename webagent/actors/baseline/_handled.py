"""What an instruction asks for that goes by looks, or moves something: one value a kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ._looks import Look
    from ._target import Target


@dataclass(frozen=True, slots=True)
class NameFigure:
    """Click the name of what is drawn."""

    def __str__(self) -> str:
        """Return it as words."""
        return "tell what the figure is"


@dataclass(frozen=True, slots=True)
class ChooseLooks:
    """Click everything that looks so."""

    look: Look
    full: str

    def __str__(self) -> str:
        """Return it as words."""
        return f"click “{self.full}”"


@dataclass(frozen=True, slots=True)
class DragTowards:
    """Drag something in a direction."""

    target: Target
    look: Look | None
    """The looks it is told by; `None` where it is told by a name."""
    way: Literal["up", "down", "left", "right"]
    pixels: int = 0
    """0 where the task does not say how far."""

    def __str__(self) -> str:
        """Return it as words."""
        return f"drag {self.target} {self.way}"


@dataclass(frozen=True, slots=True)
class DragInto:
    """Drag all that looks so into a place of a drawing, and maybe all else into another."""

    look: Look
    into: Look
    rest_into: Look | None = None

    def __str__(self) -> str:
        """Return it as words."""
        return "drag what belongs there into its place"


@dataclass(frozen=True, slots=True)
class PutInOrder:
    """Put the entries of a list in order by moving them."""

    falling: bool
    """What is highest, or last in the alphabet, comes first."""
    alphabetical: bool = False

    def __str__(self) -> str:
        """Return it as words."""
        return f"put a list in {'descending' if self.falling else 'ascending'} order"


@dataclass(frozen=True, slots=True)
class SetSliders:
    """Set every slider of the page, in reading order."""

    numbers: tuple[float, ...]

    def __str__(self) -> str:
        """Return it as words."""
        return f"the sliders to {', '.join(f'{number:g}' for number in self.numbers)}"
