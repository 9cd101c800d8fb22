"""The values that pass between the agent loop and whoever chooses the next action."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from webagent_actions import Note

from webagent.models import Usage
from webagent.planning.plan import PlanTree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_actions import Action, Reversibility, Situation
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
    reversibility: Reversibility | None = None
    """What it would take to undo it; `None` where nothing was done."""
    why: str = ""
    """What tells so."""
    subtask: int = 0
    """The part of the plan it was taken for."""

    @property
    def vain(self) -> bool:
        """Whether the turn brought nothing."""
        return self.failed or self.no_effect


def notes_of(steps: Iterable[Step]) -> tuple[str, ...]:
    """Return what was noted in steps, in order."""
    actions = (action for step in steps for action in step.actions)
    return tuple(action.text for action in actions if isinstance(action, Note))


@dataclass(frozen=True, slots=True)
class Intent:
    """An action that is about to be done to the page, or may have been done by a killed run."""

    action: Action
    target: str
    """The element, as the page named it."""
    address: str
    """Of the page it is on."""
    reversibility: Reversibility
    why: str = ""

    def repeats(self, other: Intent) -> bool:
        """Whether it would do once more what the other may have done already.

        That is so for the same kind of action on what has the same name at the same address; its
        query and fragment do not count, since they may differ each time.
        """
        return (self.action.verb, self.target, _place(self.address)) == (
            other.action.verb,
            other.target,
            _place(other.address),
        )


def _place(address: str) -> str:
    return address.partition("#")[0].partition("?")[0]


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
    plan: PlanTree = field(default_factory=PlanTree)
    advice: tuple[str, ...] = ()
    """What was learned by trying, or in earlier runs, a line each; it may quote pages."""


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
    weight: float = 1.0
    """How much speaks for it beside the other proposals, at least 0."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a planner made of a plan."""

    plan: PlanTree
    reason: str = ""
    """Why it is so, or why the planner had to leave it as it was; empty where it goes without."""
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Score:
    """What a state is worth, after the action that led to it; see WebPilot (arXiv 2408.15978)."""

    effect: float
    """What the last action brought, 0 to 10."""
    promise: float
    """How likely the subtask is to be reached from here, 0 to 10."""
    met: tuple[bool | None, ...] = ()
    """Which of the active subtask's criteria are met, in their order; `None` for not known."""
    child_reflection: str = ""
    """What to do from here."""
    sibling_reflection: str = ""
    """What not to do again in place of the last action."""
    reason: str = ""
    usage: Usage = field(default_factory=Usage)
    reached: bool = False
    """All criteria can be checked by a program, and are met."""

    @property
    def value(self) -> float:
        """Return half of both, 0 to 10; 10 where the subtask is reached."""
        return 10.0 if self.reached else 0.5 * self.effect + 0.5 * self.promise
