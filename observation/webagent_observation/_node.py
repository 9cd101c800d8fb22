"""The parts of a page as the agent sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select or of a datalist."""

    label: str
    selected: bool = False
    disabled: bool = False
    ref: int | None = None
    """Number by which it is chosen; `None` where a list is too long to number all of it."""
    group: str = ""
    """What the group of options is called that it is in."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form a control belongs to, with the submitter's own method and action applied."""

    method: str
    """`GET`, `POST` or `DIALOG`."""
    action: str
    """Absolute URL the form is sent to."""
    search: bool = False
    """A GET form that only asks (role or landmark `search`, or a search field)."""


@dataclass(frozen=True, slots=True)
class Scroll:
    """How much of a scroll container's content is out of view."""

    above: float
    """Share of the content that lies above the view, 0 to 1; before it, where it scrolls across."""
    below: float
    """Share that lies below it, or after it in the direction of reading."""
    shown: int | None = None
    """Items that can be seen of the list or grid in it."""
    total: int | None = None
    """Items it has or says it has; more than there are in the page for a virtual list."""
    across: bool = False
    """It scrolls sideways."""


@dataclass(frozen=True, slots=True)
class Node:
    """One line's worth of page: a text, a structure, or something that can be acted on.

    `role` is the ARIA role, `text` for plain text, `paragraph` for a line of text with controls
    in it, `clickable` for what reacts to a click without saying so, and `redacted` for content
    the site withholds from agents.
    """

    role: str
    name: str = ""
    ref: int | None = None
    """Number by which the agent acts on it; `None` for what cannot be acted on."""
    value: str | None = None
    states: Mapping[str, str | float | bool] = field(
        default_factory=dict[str, "str | float | bool"]
    )
    children: tuple[Node, ...] = ()
    tag: str = ""
    type: str = ""
    href: str | None = None
    download: bool = False
    submits: bool = False
    """A button that sends the form it belongs to."""
    suggests: bool = False
    """A field that offers suggestions of its own while it is typed into."""
    form: Form | None = None
    options: tuple[Option, ...] = ()
    description: str = ""
    """What is said of it besides its name: a hint, a tooltip."""
    error: str = ""
    """Why its value is refused, as the page or the browser puts it."""
    hinted: bool = False
    """Nothing names it: the name is a guess from its address or its author's identifiers."""
    place: str = ""
    """Why it can't simply be reached: `covered`, `clipped`, `transparent`, `zero-size`, `off-page`.

    Empty for what can be, also when it has to be scrolled to first.
    """
    scroll: Scroll | None = None

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in reading order."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack += node.children[::-1]

    @property
    def editable(self) -> bool:
        """Whether text can be typed into it."""
        return self.role in {"textbox", "searchbox", "spinbutton"} or (
            self.role == "combobox" and self.tag in {"input", "textarea"}
        )


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes and all below them, in reading order."""
    for node in nodes:
        yield from node.walk()
