"""What is done with the keyboard, the tabs and the dialogs of the browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ._action import Action


@dataclass(frozen=True, slots=True)
class Press(Action):
    """Press a key or a combination where the focus is."""

    verb: ClassVar[str] = "press"
    examples: ClassVar[tuple[str, ...]] = ("press [Escape]", "press [Control+a]")
    key: str


@dataclass(frozen=True, slots=True)
class GoBack(Action):
    """Go back to the page before this one."""

    verb: ClassVar[str] = "go_back"
    examples: ClassVar[tuple[str, ...]] = ("go_back",)


@dataclass(frozen=True, slots=True)
class GoHome(Action):
    """Go to the page where the task began."""

    verb: ClassVar[str] = "go_home"
    examples: ClassVar[tuple[str, ...]] = ("go_home",)


@dataclass(frozen=True, slots=True)
class Goto(Action):
    """Open an address that the task or a page gave you; never guess one."""

    verb: ClassVar[str] = "goto"
    examples: ClassVar[tuple[str, ...]] = ("goto [https://example.com/help]",)
    url: str


@dataclass(frozen=True, slots=True)
class SwitchTab(Action):
    """Look at another of the open tabs, by its number."""

    verb: ClassVar[str] = "switch_tab"
    examples: ClassVar[tuple[str, ...]] = ("switch_tab [2]",)
    tab: int


@dataclass(frozen=True, slots=True)
class CloseTab(Action):
    """Close this tab and look at the one it was opened from."""

    verb: ClassVar[str] = "close_tab"
    examples: ClassVar[tuple[str, ...]] = ("close_tab",)


@dataclass(frozen=True, slots=True)
class Dialog(Action):
    """Answer the dialog that is open: accept it, with a text if it asks for one, or dismiss it."""

    verb: ClassVar[str] = "dialog"
    examples: ClassVar[tuple[str, ...]] = (
        "dialog [accept]",
        "dialog [accept] [my answer]",
        "dialog [dismiss]",
    )
    accept: bool
    text: str | None = None
