"""All that is known when the next action is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ._action import (
    VERBS,
    Action,
    Check,
    Dialog,
    Expand,
    Find,
    GoBack,
    Note,
    Select,
    Stop,
    SwitchTab,
    Type,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent_observation import Fingerprint, Observation, View

CHECKABLE = frozenset({"checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"})
"""Roles of what can be set to on or off."""
_OPTIONS_SHOWN = 30
"""Of a list with more options than this, the page text does not have all."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One open tab."""

    number: int
    """Stable while the tab is open; the first tab is 1."""
    url: str
    active: bool


@dataclass(frozen=True, slots=True)
class OpenDialog:
    """A JavaScript dialog that blocks the page until it is answered."""

    kind: str
    """`alert`, `confirm`, `prompt` or `beforeunload`."""
    message: str
    default: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """The page, the tabs around it, an open dialog, and what has already failed here."""

    observation: Observation
    tabs: tuple[Tab, ...] = ()
    dialog: OpenDialog | None = None
    covered: Observation | None = None
    """The page as it was last seen before the open dialog hid it."""
    can_go_back: bool = False
    events: tuple[str, ...] = ()
    """What happened around the page since the last look, a sentence each: tabs, downloads."""
    fruitless: Mapping[tuple[Fingerprint, Action], int] = field(
        default_factory=dict["tuple[Fingerprint, Action]", int]
    )
    """How often an action failed or changed nothing on a page in this very state."""
    view: View | None = None
    """What of the observation is shown to who chooses; `None` is all of it."""
    opened: tuple[str, ...] = ()
    """Keys of the parts that were left out and asked for, the latest last."""

    def verbs(self) -> list[type[Action]]:
        """Return the actions that can be taken now, in the order the model is shown them."""
        if self.dialog is not None:
            return [Dialog, Note, Stop]
        absent: set[type[Action]] = {Dialog}
        left_out = self.view is not None and bool(self.view.elisions)
        fields = self.observation.refs.values()
        if not any(node.editable for node in fields):
            absent.add(Type)
        if not any(node.tag == "select" for node in fields):
            absent.add(Select)
        if not any(node.role in CHECKABLE for node in fields):
            absent.add(Check)
        if not left_out:
            absent.add(Expand)
            if all(len(node.options) <= _OPTIONS_SHOWN for node in fields):
                absent.add(Find)
        if len(self.tabs) < 2:
            absent.add(SwitchTab)
        if not self.can_go_back:
            absent.add(GoBack)
        return [action for action in VERBS.values() if action not in absent]
