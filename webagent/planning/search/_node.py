"""A state in a search tree, or an action that may lead to one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic

from ._candidate import A, Candidate

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from ._evaluation import Evaluation

REFLECTIONS = 5
"""How many of the latest are told: more of them costs more than it teaches."""


class Status(StrEnum):
    """What has become of a node."""

    UNOPENED = "unopened"
    """Proposed, and not tried yet."""
    REACHED = "reached"
    """Tried: it is a state of its own."""
    ALIAS = "alias"
    """Tried: it is a state that was reached before in another way, and is explored there."""
    COMMIT = "commit"
    """Can't be undone, or a person has to decide: valued by prediction, never tried."""
    DENIED = "denied"
    """Not permitted: never tried, never offered."""
    DEAD = "dead"
    """It leads nowhere."""


@dataclass(eq=False, slots=True)
class Node(Generic[A]):
    """A node of the tree. The search writes it; a world reads it."""

    id: int
    """Nodes are numbered in the order they came up; no number is used twice."""
    parent: Node[A] | None
    """`None` for the root."""
    candidate: Candidate[A] | None
    """How to get here from the parent; `None` for the root."""
    weight: float = 0.0
    """The candidate's score, when it was proposed last before it was opened."""
    status: Status = Status.UNOPENED
    why: str = ""
    """Why it is closed, or why it needs a commit."""
    label: str = ""
    """Where it is, in words: the address or title."""
    outcome: str = ""
    """What came of the action, in words."""
    fingerprint: Hashable = None
    """Of the state, once it was reached."""
    alias_of: Node[A] | None = None
    evaluation: Evaluation | None = None
    value: float = 0.0
    """What the node itself is worth, 0 to 10; the root is not evaluated."""
    visits: int = 0
    """N: how often it was opened, or something beneath it."""
    total: float = 0.0
    """W: the sum of the values that were found then."""
    best: float = 0.0
    """M: the greatest of them that is not lost."""
    pending: int = 0
    """Virtual loss: rollouts under way beneath it, each counted as a visit that found nothing."""
    asked: int | None = None
    """How many children had been opened when candidates were last asked for; `None`: never."""
    busy: bool = False
    """It is being opened, or its candidates are being asked for."""
    children: list[Node[A]] = field(default_factory=list["Node[A]"])

    @property
    def subtree(self) -> Iterator[Node[A]]:
        """It and all beneath it, each before its children, siblings in the order they came up."""
        left: list[Node[A]] = [self]
        while left:
            node = left.pop()
            yield node
            left += reversed(node.children)

    @property
    def depth(self) -> int:
        """How many actions from the root."""
        return sum(1 for _ in self.ancestors)

    @property
    def ancestors(self) -> Iterator[Node[A]]:
        """The nodes above it, from its parent to the root."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @property
    def path(self) -> tuple[Node[A], ...]:
        """The nodes from the root to this one, the root left out."""
        return tuple(reversed([n for n in (self, *self.ancestors) if n.parent is not None]))

    @property
    def actions(self) -> tuple[A, ...]:
        """What leads here from the root."""
        return tuple(n.candidate.action for n in self.path if n.candidate is not None)

    @property
    def mean(self) -> float:
        """W/N; 0 for what was never visited."""
        return self.total / self.visits if self.visits else 0.0

    @property
    def prior(self) -> float:
        """P: its share of the weights of all that may be chosen from its parent.

        Without weights all have the same share. What is denied has none.
        """
        if self.parent is None or self.status is Status.DENIED:
            return 0.0
        whole = sum(n.weight for n in self.parent.permitted)
        return self.weight / whole if whole > 0 else 1 / len(self.parent.permitted)

    @property
    def permitted(self) -> tuple[Node[A], ...]:
        """The children that are not denied."""
        return tuple(n for n in self.children if n.status is not Status.DENIED)

    @property
    def opened(self) -> tuple[Node[A], ...]:
        """The children that were tried or predicted."""
        return tuple(n for n in self.permitted if n.status is not Status.UNOPENED)

    @property
    def offered(self) -> tuple[Node[A], ...]:
        """The children that can be opened now."""
        return tuple(n for n in self.children if n.status is Status.UNOPENED and not n.busy)

    @property
    def lost(self) -> bool:
        """Whether it lies beneath a node that can't be gone back to."""
        return any(n.status is Status.DEAD for n in self.ancestors)

    @property
    def guidance(self) -> tuple[str, ...]:
        """What was learned on the way here for what comes next, at most the last 5."""
        learned = (n.evaluation.child_reflection for n in self.path if n.evaluation is not None)
        return tuple(filter(None, learned))[-REFLECTIONS:]

    @property
    def lessons(self) -> tuple[tuple[A, str], ...]:
        """What was tried from here, each with what not to repeat or what came of it; at most 5."""
        return tuple(
            (n.candidate.action, n.lesson) for n in self.opened if n.candidate is not None
        )[-REFLECTIONS:]

    @property
    def lesson(self) -> str:
        """What not to repeat, or else what came of it."""
        if self.evaluation is not None and self.evaluation.sibling_reflection:
            return self.evaluation.sibling_reflection
        # Who chooses actions knows no numbers of nodes, which tell why one was given up.
        return self.outcome or self.why
