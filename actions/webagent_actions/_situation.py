"""All that is known when the next action is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ._happened import Happened
from .verbs import (
    VERBS,
    Action,
    Branch,
    Check,
    CloseTab,
    Dialog,
    Drag,
    Expand,
    FillForm,
    Find,
    GoBack,
    GoHome,
    Hover,
    Note,
    Prune,
    ScrollContainer,
    Select,
    SetDate,
    SetRange,
    Stop,
    SubtaskDone,
    SwitchTab,
    Type,
    Upload,
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
    can_go_home: bool = False
    """Whether the active tab shows another page than the one where the task began."""
    files: tuple[str, ...] = ()
    """Names of the files the user gave, for `upload`."""
    addresses: frozenset[str] = frozenset()
    """Those that the user and the task gave, and those of the pages seen in this run."""
    plan: tuple[int, ...] = ()
    """Numbers of the parts of the plan; empty where the task has none."""
    happened: Happened = field(default_factory=Happened)
    """What happened around the page since the last look."""
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
        return [action for action in VERBS.values() if self._offers(action)]

    def _offers(self, action: type[Action]) -> bool:
        fields = self.observation.refs.values()
        left_out = self.view is not None and bool(self.view.elisions)
        if action is Type:
            return any(node.editable for node in fields)
        if action is Select:
            return any(node.tag == "select" for node in fields)
        if action is Check:
            return any(node.role in CHECKABLE for node in fields)
        if action is Find:
            return left_out or any(len(node.options) > _OPTIONS_SHOWN for node in fields)
        offered: dict[type[Action], bool] = {
            CloseTab: len(self.tabs) > 1,
            Dialog: False,
            Expand: left_out,
            GoBack: self.can_go_back,
            GoHome: self.can_go_home,
            SwitchTab: len(self.tabs) > 1,
            Branch: bool(self.plan),
            Prune: bool(self.plan),
            SubtaskDone: bool(self.plan),
            Upload: bool(self.files),
            **dict.fromkeys((SetDate, SetRange, Hover, Drag, ScrollContainer, FillForm), False),
        }
        return offered.get(action, True)
