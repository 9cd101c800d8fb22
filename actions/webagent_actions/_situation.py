"""All that is known when the next action is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ._action import VERBS, Action, Dialog, GoBack, SwitchTab

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent_observation import Fingerprint, Observation


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

    def verbs(self) -> list[type[Action]]:
        """Return the actions that can be taken now, in the order the model is shown them."""
        if self.dialog is not None:
            return [
                action for action in VERBS.values() if action is Dialog or not action.touches_page
            ]
        absent: set[type[Action]] = {Dialog}
        if len(self.tabs) < 2:
            absent.add(SwitchTab)
        if not self.can_go_back:
            absent.add(GoBack)
        return [action for action in VERBS.values() if action not in absent]
