"""All that is known when the next action is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ._happened import Happened
from ._offering import offered_by
from .verbs import (
    VERBS,
    Action,
    Branch,
    CloseTab,
    Dialog,
    Expand,
    Find,
    GoBack,
    GoHome,
    Goto,
    Note,
    Prune,
    Recall,
    Stop,
    SubtaskDone,
    SwitchTab,
    Upload,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent_observation import Fingerprint, Observation, View

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
    number: int = 0
    """Counts the dialogs of a run: a page may ask the same again."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The page, the tabs around it, an open dialog, and what has already failed here."""

    observation: Observation
    tabs: tuple[Tab, ...] = ()
    dialog: OpenDialog | None = None
    covered: Observation | None = None
    """The page as it was last seen before the open dialog or a trouble hid it."""
    trouble: str = ""
    """Why nothing of the page can be seen or operated: it crashed, or does not answer."""
    can_go_back: bool = False
    can_go_home: bool = False
    """Whether the active tab shows another page than the one where the task began."""
    files: tuple[str, ...] = ()
    """Names of the files the user gave, for `upload`."""
    addresses: frozenset[str] = frozenset()
    """Those that the user and the task gave, and those of the pages seen in this run."""
    plan: tuple[int, ...] = ()
    """Numbers of the parts of the plan, the task itself first; empty where there is none."""
    closed: tuple[int, ...] = ()
    """Numbers of the parts that nothing is done for any more, given up ones included."""
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
        on_page = frozenset[type[Action]]() if self.trouble else offered_by(self.observation)
        if not self.files:
            on_page -= {Upload}
        left_out = self.view is not None and bool(self.view.elisions)
        offered: dict[type[Action], bool] = {
            GoBack: self.can_go_back,
            GoHome: self.can_go_home,
            Goto: True,
            SwitchTab: len(self.tabs) > 1,
            CloseTab: len(self.tabs) > 1,
            Find: left_out or self._has_a_long_list(),
            Expand: left_out,
            Note: True,
            Branch: bool(self.plan),
            **dict.fromkeys((Prune, SubtaskDone), len(self.plan) > 1),
            Recall: bool(self.closed),
            Stop: True,
        }
        return [verb for verb in VERBS.values() if verb in on_page or offered.get(verb)]

    def _has_a_long_list(self) -> bool:
        return any(len(node.options) > _OPTIONS_SHOWN for node in self.observation.refs.values())
