"""What can be chosen from, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent_actions import Action

    from webagent.state import State


class Rated(Protocol):
    """One action that could be taken now, as a ranker sees it."""

    @property
    def action(self) -> Action:
        """The action."""
        ...

    @property
    def probability(self) -> float:
        """How likely the ranker holds it for the best one, 0 to 1."""
        ...

    @property
    def text(self) -> str:
        """What it is, in words, such as `click button "Log out"`; it quotes the page."""
        ...


@dataclass(frozen=True, slots=True)
class Option:
    """The plain one of what is `Rated`."""

    action: Action
    probability: float
    text: str


class Ranker(Protocol):
    """Says which actions could be taken now, and how likely each is the best one."""

    def options(self, state: State, most: int) -> Sequence[Rated]:
        """Return at most so many actions that can be executed, best first."""
        ...
