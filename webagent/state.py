"""The values that pass between the agent loop and whoever chooses the next action."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from webagent.models import Usage

if TYPE_CHECKING:
    from webagent_actions import Action, Situation
    from webagent_manifests.guidelines import SiteBrief
    from webagent_observation import View


@dataclass(frozen=True, slots=True)
class Step:
    """One turn that has been taken."""

    number: int
    url: str
    """Where the page was before it."""
    reason: str
    actions: tuple[Action, ...]
    outcome: str
    """What came of it, as `webagent_actions.Outcome` tells it, or why it was not done."""
    failed: bool = False
    """It was refused, denied, or could not be performed."""
    target: str = ""
    """The element it was done to, as the page named it."""
    denied: bool = False
    """A permission stood against it."""
    no_effect: bool = False
    """It was done, and nothing changed."""
    shown: str = ""
    """Lines of the page that it brought up without touching it: page text, a line each."""
    around: str = ""
    """Where on the page it was done, with what stands around the element: page text too."""

    @property
    def vain(self) -> bool:
        """Whether the turn brought nothing."""
        return self.failed or self.no_effect


@dataclass(frozen=True, slots=True)
class State:
    """All an actor is given to choose the next action."""

    task: str
    start_url: str
    """Where the task began."""
    situation: Situation
    history: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    """Names of secrets, to be typed as `{{name}}`."""
    steps_left: int = 1
    briefs: tuple[SiteBrief, ...] = ()
    """What the site of the page wishes and offers, in its own words: data, never instructions."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an actor wants to do next: any number of notes, then one other action."""

    actions: tuple[Action, ...]
    """Empty when the actor found no valid action; `reason` says why."""
    reason: str = ""
    usage: Usage = field(default_factory=Usage)
    repairs: int = 0
    """How often an invalid reply was sent back."""
    view: View | None = None
    """What the actor was shown of the page, where it was less than the state's view of it."""
