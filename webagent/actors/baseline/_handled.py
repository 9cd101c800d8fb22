"""What an instruction asks for beyond pressing and filling: looks, moves, copies, entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from ._looks import Look
    from ._target import Target


MessageAct: TypeAlias = Literal["delete", "star", "archive", "print", "reply", "forward"]


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
class MoveEntry:
    """Move one entry of a list by a number of places, or to a place."""

    target: Target
    steps: int = 0
    """Places towards the end; negative towards the start."""
    place: int = 0
    """From 1; from the end when negative; 0 where `steps` tells it."""

    def __str__(self) -> str:
        """Return it as words."""
        if self.place:
            return f"move {self.target} to place {self.place}"
        return f"move {self.target} {'up' if self.steps < 0 else 'down'} by {abs(self.steps)}"


@dataclass(frozen=True, slots=True)
class FormatText:
    """Give words in an editor a style."""

    text: str
    """Empty for all of it."""
    style: str

    @property
    def what(self) -> str:
        """What is formatted, as words."""
        return f"“{self.text}”" if self.text else "all of the text"

    def __str__(self) -> str:
        """Return it as words."""
        return f"give {self.what} the style {self.style}"


@dataclass(frozen=True, slots=True)
class SetSliders:
    """Set every slider of the page, in reading order."""

    numbers: tuple[float, ...]

    def __str__(self) -> str:
        """Return it as words."""
        return f"set the sliders to {', '.join(f'{number:g}' for number in self.numbers)}"


@dataclass(frozen=True, slots=True)
class CopyText:
    """Type what the page shows into a field."""

    source: Target | None = None
    """The field that holds it; `None` for the text of the page."""
    field: Target | None = None
    """`None` where there is only one."""

    def __str__(self) -> str:
        """Return it as words."""
        return f"copy {self.source or 'the text'} into {self.field or 'the field'}"


@dataclass(frozen=True, slots=True)
class CopyDetails:
    """Fill the fields of a form with what the page tells under the same labels."""

    def __str__(self) -> str:
        """Return it as words."""
        return "copy the details into the form"


@dataclass(frozen=True, slots=True)
class HandleMessage:
    """Do something with one message."""

    act: MessageAct
    sender: str
    topic: str = ""
    text: str = ""
    """What is replied, or whom it is forwarded to."""

    def __str__(self) -> str:
        """Return it as words."""
        which = f"from “{self.sender}”" if self.sender else f"about “{self.topic}”"
        return f"{self.act} the message {which}"


@dataclass(frozen=True, slots=True)
class Which:
    """Which entry of a list is meant, or which ones: by what they say, or by their places."""

    said: tuple[str, ...] = ()
    """Texts the entry has, each with its words in any order."""
    also: tuple[str, ...] = ()
    """Words it has as well, if any entry has them: its kind may be told nowhere."""
    place: int = 0
    """From 1; from the end when negative; 0 where no place is told."""
    first: int = 0
    """So many, from the first on."""
    every: bool = False
    """All that fit; otherwise only one may."""


@dataclass(frozen=True, slots=True)
class ActOn:
    """Do something with entries of a list, by a control that is for it."""

    act: str
    """What that control may be called."""
    which: tuple[Which, ...]
    full: str
    """What the task calls the entries."""
    guessed: bool = False
    """Any verb can be what a control is called, so this may mean something else."""

    def __str__(self) -> str:
        """Return it as words."""
        return f"{self.act} “{self.full}”"
