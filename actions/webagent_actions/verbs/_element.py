"""What is done to an element of the page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ._action import Action


@dataclass(frozen=True, slots=True)
class Click(Action):
    """Click the element with this number."""

    verb: ClassVar[str] = "click"
    examples: ClassVar[tuple[str, ...]] = ("click [7]",)
    ref: int


@dataclass(frozen=True, slots=True)
class Type(Action):
    """Replace what is in a text or number field with this text. The third argument may be left
    out: then Enter follows in a search box and nowhere else. [enter] presses it in any field,
    [no enter] in none.
    """

    verb: ClassVar[str] = "type"
    examples: ClassVar[tuple[str, ...]] = (
        "type [5] [green tea]",
        "type [5] [hello] [enter]",
        "type [5] [a search not sent yet] [no enter]",
    )
    ref: int
    text: str
    enter: bool | None = None


@dataclass(frozen=True, slots=True)
class SelectText(Action):
    """Mark this text in an editor or field, as with the mouse, for what a button then does to it.
    Without a text all of it is marked.
    """

    verb: ClassVar[str] = "select_text"
    examples: ClassVar[tuple[str, ...]] = ("select_text [5] [this very word]", "select_text [5]")
    ref: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Select(Action):
    """Choose an option of a list by its label, or by a part that only one label has; a list
    that opens first is opened. Where several may be chosen, it becomes the only one.
    """

    verb: ClassVar[str] = "select"
    examples: ClassVar[tuple[str, ...]] = ("select [9] [Price: low to high]",)
    ref: int
    option: str


@dataclass(frozen=True, slots=True)
class Check(Action):
    """Set a checkbox, radio button or switch to on or off, whatever it is now."""

    verb: ClassVar[str] = "check"
    examples: ClassVar[tuple[str, ...]] = ("check [4]", "check [4] [off]")
    ref: int
    on: bool = True


@dataclass(frozen=True, slots=True)
class SetDate(Action):
    """Set a field for a date, a time, a month or a week, written as in ISO 8601, whatever form
    the field shows.
    """

    verb: ClassVar[str] = "set_date"
    examples: ClassVar[tuple[str, ...]] = (
        "set_date [5] [2026-01-31]",
        "set_date [5] [2026-01-31T13:30]",
        "set_date [6] [13:30]",
        "set_date [7] [2026-01]",
        "set_date [8] [2026-W05]",
    )
    ref: int
    value: str


@dataclass(frozen=True, slots=True)
class SetRange(Action):
    """Set a slider or a number field with arrows to a number."""

    verb: ClassVar[str] = "set_range"
    examples: ClassVar[tuple[str, ...]] = ("set_range [5] [40]",)
    ref: int
    number: float


@dataclass(frozen=True, slots=True)
class Upload(Action):
    """Give a field or a drop zone one of the files that you were given, by its name."""

    verb: ClassVar[str] = "upload"
    examples: ClassVar[tuple[str, ...]] = ("upload [5] [report.pdf]",)
    ref: int
    file: str


@dataclass(frozen=True, slots=True)
class Hover(Action):
    """Move the mouse over the element, for what shows only then."""

    verb: ClassVar[str] = "hover"
    examples: ClassVar[tuple[str, ...]] = ("hover [3]",)
    ref: int


class DropPlace(StrEnum):
    """Where something is dropped, seen from the element it is dragged to."""

    INTO = "into"
    """In its middle."""
    BEFORE = "before"
    """At its beginning: above it in a column, left of it in a row."""
    AFTER = "after"
    """At its end: below it in a column, right of it in a row."""


@dataclass(frozen=True, slots=True)
class Drag(Action):
    """Drag an element to another and drop it there: into its middle, or before or after it in a
    list.
    """

    verb: ClassVar[str] = "drag"
    examples: ClassVar[tuple[str, ...]] = ("drag [4] [9]", "drag [4] [9] [before]")
    ref: int
    to: int
    place: DropPlace = DropPlace.INTO


@dataclass(frozen=True, slots=True)
class ClickAt(Action):
    """Click at a place inside a picture or a drawing: how far across it and how far down, in
    percent.
    """

    verb: ClassVar[str] = "click_at"
    examples: ClassVar[tuple[str, ...]] = ("click_at [5] [25] [60]",)
    ref: int
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class DragBy(Action):
    """Drag an element by so many pixels to the right and down; less than 0 is left and up."""

    verb: ClassVar[str] = "drag_by"
    examples: ClassVar[tuple[str, ...]] = ("drag_by [4] [120] [-40]",)
    ref: int
    right: float
    down: float


class ScrollTarget(StrEnum):
    """How far a container is scrolled."""

    NEXT = "next"
    """By what it shows at once, forwards."""
    PREVIOUS = "prev"
    """By what it shows at once, backwards."""
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class ScrollContainer(Action):
    """Scroll a part of the page that says there is more in it, or a list that loads more at its
    end.
    """

    verb: ClassVar[str] = "scroll_container"
    examples: ClassVar[tuple[str, ...]] = (
        "scroll_container [6] [next]",
        "scroll_container [6] [end]",
    )
    ref: int
    to: ScrollTarget = ScrollTarget.NEXT


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One field of a form and what is to stand in it."""

    ref: int
    value: str
    """What is typed, the label of an option, `on` or `off`, a date, a number or a file's name."""

    def __str__(self) -> str:
        """Return it as the grammar writes it, without its brackets: `5: green tea`."""
        return f"{self.ref}: {self.value}"


@dataclass(frozen=True, slots=True)
class FillForm(Action):
    """Fill several fields at once, a bracket each: the number of the field, a colon, and its
    value (text, the label of an option, on or off, a date). It sends nothing.
    """

    verb: ClassVar[str] = "fill_form"
    examples: ClassVar[tuple[str, ...]] = ("fill_form [5: Ada Lovelace] [7: on] [9: Austria]",)
    fields: tuple[FieldValue, ...]

    @classmethod
    def signature(cls) -> str:
        """Return the form of the action: as many brackets as there are fields to fill."""
        return f"{cls.verb} [ref: value] …"
