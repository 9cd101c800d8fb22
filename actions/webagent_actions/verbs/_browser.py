"""What is done with the keyboard, the tabs and the dialogs of the browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ._action import Action


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
class GoHome(Action):
    """Go to the page where the task began. Example: go_home"""

    verb: ClassVar[str] = "go_home"


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
class CloseTab(Action):
    """Close this tab and look at the one it was opened from. Example: close_tab"""

    verb: ClassVar[str] = "close_tab"


@dataclass(frozen=True, slots=True)
class Dialog(Action):
    """Answer the dialog that is open: accept it, with a text if it asks for one, or dismiss it.
    Examples: dialog [accept] and dialog [accept] [my answer] and dialog [dismiss]
    """

    verb: ClassVar[str] = "dialog"
    accept: bool
    text: str | None = None
