"""The aligned action space: one frozen dataclass a verb, whose docstring the model is shown.

After AgentOccam (arXiv 2410.13825): few verbs, all of them things a reader of the page text can
decide. Pressing Enter is off by default, since it sends forms; tabs stay, since pages open them.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass, fields
from typing import ClassVar, get_type_hints


@dataclass(frozen=True, slots=True)
class Action:
    """What the agent may say. Subclasses are the verbs."""

    verb: ClassVar[str]
    touches_page: ClassVar[bool] = True
    """Whether it needs the page, and the permission of those who have a say on it."""

    def __str__(self) -> str:
        """Return the action as the grammar writes it, such as `type [5] [green tea]`."""
        arguments = [(field.name, getattr(self, field.name)) for field in fields(self)]
        written = [f"[{_written(name, value)}]" for name, value in arguments if value is not None]
        return " ".join([self.verb, *written])

    @classmethod
    def signature(cls) -> str:
        """Return the form of the action, such as `type [ref] [text] [enter]`."""
        return " ".join([cls.verb, *(f"[{field.name}]" for field in fields(cls))])

    @classmethod
    def documentation(cls) -> str:
        """Return what the model is shown: the form, then the docstring on one line."""
        text = " ".join(inspect.cleandoc(cls.__doc__ or "").split())
        return f"{cls.signature()} — {text}"

    @classmethod
    def parameters(cls) -> dict[str, type]:
        """Return the names of the arguments, in order, with their types."""
        hints = get_type_hints(cls)
        return {field.name: hints[field.name] for field in fields(cls)}


FLAGS = {"accept": ("accept", "dismiss"), "enter": ("enter", "no enter"), "on": ("on", "off")}
"""How the flags are written, by the name of the argument: true, then false."""


def _written(name: str, value: object) -> str:
    if isinstance(value, bool):
        true, false = FLAGS[name]
        return true if value else false
    return str(value)


@dataclass(frozen=True, slots=True)
class Click(Action):
    """Click the element with this number. Example: click [7]"""

    verb: ClassVar[str] = "click"
    ref: int


@dataclass(frozen=True, slots=True)
class Type(Action):
    """Replace what is in a text or number field with this text. The third argument may be left
    out: then Enter follows in a search box and nowhere else. [enter] presses it in any field,
    [no enter] in none. Examples: type [5] [green tea] and type [5] [hello] [enter] and
    type [5] [a search not sent yet] [no enter]
    """

    verb: ClassVar[str] = "type"
    ref: int
    text: str
    enter: bool | None = None


@dataclass(frozen=True, slots=True)
class Select(Action):
    """Choose an option of a list by its label, or by a part that only one label has; where several
    may be chosen, it becomes the only one. Example: select [9] [Price: low to high]
    """

    verb: ClassVar[str] = "select"
    ref: int
    option: str


@dataclass(frozen=True, slots=True)
class Check(Action):
    """Set a checkbox, radio button or switch to on or off, whatever it is now. Examples: check [4]
    and check [4] [off]
    """

    verb: ClassVar[str] = "check"
    ref: int
    on: bool = True


@dataclass(frozen=True, slots=True)
class Press(Action):
    """Press a key or a combination where the focus is. Examples: press [Escape] and
    press [Control+a]
    """

    verb: ClassVar[str] = "press"
    key: str


@dataclass(frozen=True, slots=True)
class GoBack(Action):
    """Go back to the page before this one. Example: go_back"""

    verb: ClassVar[str] = "go_back"


@dataclass(frozen=True, slots=True)
class Goto(Action):
    """Open an address that the task or a page gave you; never guess one. Example:
    goto [https://example.com/help]
    """

    verb: ClassVar[str] = "goto"
    url: str


@dataclass(frozen=True, slots=True)
class SwitchTab(Action):
    """Look at another of the open tabs, by its number. Example: switch_tab [2]"""

    verb: ClassVar[str] = "switch_tab"
    tab: int


@dataclass(frozen=True, slots=True)
class Dialog(Action):
    """Answer the dialog that is open: accept it, with a text if it asks for one, or dismiss it.
    Examples: dialog [accept] and dialog [accept] [my answer] and dialog [dismiss]
    """

    verb: ClassVar[str] = "dialog"
    accept: bool
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Find(Action):
    """Show the lines of the page that hold this text, also of the parts left out here. Example:
    find [delivery costs]
    """

    verb: ClassVar[str] = "find"
    touches_page: ClassVar[bool] = False
    text: str


@dataclass(frozen=True, slots=True)
class Expand(Action):
    """Show a part of the page that is left out here, by the number it is announced with. Example:
    expand [57]
    """

    verb: ClassVar[str] = "expand"
    touches_page: ClassVar[bool] = False
    ref: int


@dataclass(frozen=True, slots=True)
class Note(Action):
    """Keep a fact for later; it stays before your eyes until the end. Write it before another
    action, in the same reply; alone it costs a step. Example: note [The order number is 1042]
    """

    verb: ClassVar[str] = "note"
    touches_page: ClassVar[bool] = False
    text: str


@dataclass(frozen=True, slots=True)
class Stop(Action):
    """End the task with its answer, or with what was done. If it can't be done, begin the answer
    with "unable:" and say why. Examples: stop [42 euros] and stop [unable: it is sold out]
    """

    verb: ClassVar[str] = "stop"
    touches_page: ClassVar[bool] = False
    answer: str

    @property
    def unable(self) -> bool:
        """Whether it says that the task could not be done (`unable…` or WebArena's `N/A…`)."""
        return self.answer.strip().lower().startswith(("unable", "n/a"))


VERBS: dict[str, type[Action]] = {
    action.verb: action
    for action in (
        Click,
        Type,
        Select,
        Check,
        Press,
        GoBack,
        Goto,
        SwitchTab,
        Dialog,
        Find,
        Expand,
        Note,
        Stop,
    )
}
"""Every action by its verb, in the order the model is shown them."""
