"""A search tree: where it began, what was tried, and what has been done for good before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from ._candidate import A, Candidate
from ._node import Node, Status

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from ._world import Reached


@dataclass(frozen=True, slots=True)
class Past(Generic[A]):
    """An action that was performed for good."""

    id: int
    """Of the node it was in the tree before."""
    action: A
    target: str
    label: str
    """Where it led, as the search before knew it."""
    commit: bool
    """It could not be undone."""


class Tree(Generic[A]):
    """The nodes of a search, and the states among them by fingerprint."""

    def __init__(
        self, start: Reached, *, history: tuple[Past[A], ...] = (), first_id: int = 0
    ) -> None:
        """Begin with the state that is live now."""
        self._next = first_id
        self.history = history
        """What was performed before the root, in order."""
        self.opened = 0
        """How many nodes were tried or predicted."""
        self.root: Node[A] = self._node(None, None)
        self.root.status = Status.REACHED
        self.root.label, self.root.fingerprint = start.label, start.fingerprint
        # The root's own visit, without which N(parent) would not count the parent's opening here.
        self.root.visits = 1
        self._states: dict[Hashable, Node[A]] = {start.fingerprint: self.root}

    @property
    def commits(self) -> int:
        """How many commits have been performed before the root."""
        return sum(each.commit for each in self.history)

    @property
    def nodes(self) -> Iterator[Node[A]]:
        """All nodes, each before its children, siblings in the order they came up."""
        return self.root.subtree

    def add(self, parent: Node[A], candidate: Candidate[A]) -> Node[A]:
        """Add a node that was not tried yet."""
        node = self._node(parent, candidate)
        node.weight = candidate.score
        parent.children.append(node)
        return node

    def recognise(self, node: Node[A], fingerprint: Hashable) -> Node[A] | None:
        """Return the live node that has this state already; else note that `node` has it now."""
        known = self._states.get(fingerprint)
        if known is not None and known.status is not Status.DEAD and not known.lost:
            return known
        self._states[fingerprint] = node
        return None

    def reroot(self, node: Node[A], start: Reached) -> Tree[A]:
        """Return the tree to go on with after all up to a node was performed for good.

        The way to it becomes history, and its commits come off the next budget. Everything else is
        dropped: the site is another one now, and no state of before can be counted on. Numbers of
        nodes go on from here.
        """
        done = tuple(
            Past(
                step.id,
                step.candidate.action,
                step.candidate.target,
                step.label,
                step.status is Status.COMMIT,
            )
            for step in node.path
            if step.candidate is not None
        )
        return Tree(start, history=self.history + done, first_id=self._next)

    def _node(self, parent: Node[A] | None, candidate: Candidate[A] | None) -> Node[A]:
        node = Node(self._next, parent, candidate)
        self._next += 1
        return node
