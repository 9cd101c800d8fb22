"""What only reads on in the page that was seen: nothing is touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ._action import Action


@dataclass(frozen=True, slots=True)
class Find(Action):
    """Show the lines of the page that hold this text, also of the parts left out here."""

    verb: ClassVar[str] = "find"
    examples: ClassVar[tuple[str, ...]] = ("find [delivery costs]",)
    touches_page: ClassVar[bool] = False
    text: str


@dataclass(frozen=True, slots=True)
class Expand(Action):
    """Show a part of the page that is left out here, by the number it is announced with."""

    verb: ClassVar[str] = "expand"
    examples: ClassVar[tuple[str, ...]] = ("expand [57]",)
    touches_page: ClassVar[bool] = False
    ref: int
