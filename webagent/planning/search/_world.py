"""What a search runs in: states that can be gone to, and somebody who judges them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from ._candidate import A, Candidate

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from ._budget import Spent
    from ._evaluation import Evaluation
    from ._node import Node


@dataclass(frozen=True, slots=True)
class Reached:
    """The action was done, and this is the state after it."""

    fingerprint: Hashable
    """Equal for states that look the same."""
    label: str = ""
    """Where it is, in words: the address or title."""
    outcome: str = ""
    """What came of the action, in words."""
    changed: bool = True
    """Whether anything is other than before."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The action turned out to be a commit, and was stopped before it had any effect."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The action could not be done, or was not permitted when it came to it."""

    reason: str


Step: TypeAlias = Reached | Blocked | Refused


class Explorer(Protocol[A]):
    """One live state, such as a browser's page, to be brought to a node, and acted in."""

    async def go_to(self, node: Node[A]) -> bool:
        """Bring the live state to a node's; say whether it is there, beyond doubt.

        Also asked where it is there already, and where the last action left nobody knows what.
        """
        ...

    async def propose(self, node: Node[A], k: int) -> Sequence[Candidate[A]] | None:
        """Return what may be done from a state, equal actions merged, the denied ones too.

        Where it takes the state to tell, it is gone to; `None` says that it can't be.

        At least `k` that are permitted are wanted. It is asked again for the places that are left
        once something was tried: `node.lessons` has what came of that, `node.guidance` what was
        learned on the way.
        """
        ...

    async def step(self, node: Node[A], action: A) -> Step:
        """Take an action that is safe or can be undone from the state of a node, which is live."""
        ...


class World(Protocol[A]):
    """A site and whoever acts on it, as a search sees them.

    An error that any of these raises ends the search and is passed on.
    """

    @property
    def explorers(self) -> Sequence[Explorer[A]]:
        """The live states there may be at once, at least one."""
        ...

    @property
    def spent(self) -> Spent:
        """What was used so far."""
        ...

    async def evaluate(self, node: Node[A]) -> Evaluation:
        """Judge the state that was just reached, and the action that led to it."""
        ...

    async def predict(self, node: Node[A], candidate: Candidate[A]) -> Evaluation:
        """Judge the state that a commit would lead to from the state of a node."""
        ...
