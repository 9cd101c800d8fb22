"""What a search came to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic

from ._candidate import A
from ._node import Node, Status

if TYPE_CHECKING:
    from ._budget import Spent
    from ._tree import Tree

CERTAIN = 7.0
"""Above this value a node counts as surely right. From 4 to 7, judges themselves hesitate."""


class Stopped(StrEnum):
    """Why a search is over."""

    SUCCESS = "success"
    """A state was found that meets the criteria."""
    EXHAUSTED = "exhausted"
    """There is nothing left to try."""
    BUDGET = "budget"
    """A limit was reached."""
    LOST = "lost"
    """The state it began in can't be gone back to."""


@dataclass(frozen=True, slots=True)
class Found(Generic[A]):
    """The end of a search: what it found best, and the tree."""

    stopped: Stopped
    reason: str
    """Why it is over, in one sentence."""
    tree: Tree[A]
    spent: Spent
    path: tuple[Node[A], ...]
    """The nodes from the root to the best one, the root left out; empty if nothing is any good."""

    @property
    def prefix(self) -> tuple[Node[A], ...]:
        """The part of the path to perform before looking again.

        All of it where it leads to success. Else it ends with the first node that is not surely
        right: what is seen there decides how to go on. A commit is never part of it.
        """
        steps = tuple(n for n in self.path if n.status is not Status.COMMIT)
        if self.stopped is Stopped.SUCCESS:
            return steps
        unsure = (index for index, node in enumerate(steps) if node.value <= CERTAIN)
        return steps[: next(unsure, len(steps)) + 1]

    @property
    def commit(self) -> Node[A] | None:
        """The commit that the path ends with: to be decided on, and performed once; or `None`."""
        return self.path[-1] if self.path and self.path[-1].status is Status.COMMIT else None

    @property
    def ready(self) -> bool:
        """Whether the prefix leads to where the commit is."""
        return self.commit is not None and len(self.prefix) == len(self.path) - 1


def best_path(tree: Tree[A]) -> tuple[Node[A], ...]:
    """Return the way to the best leaf: a node that nothing tried beneath it improves on.

    Ties: the less deep one, then the lower number. A commit that is predicted to be at least as
    good as the state it is proposed in, before the discount for being only predicted, goes on from
    that state: otherwise the discount would keep every commit from ever being the best.
    """
    found = [n for n in tree.nodes if _counts(n)]
    if not found:
        return ()
    best = max(found, key=_order)
    commits = [n for n in best.children if n.status is Status.COMMIT and _improves(n, best)]
    return max(commits, key=_order, default=best).path


def _counts(node: Node[A]) -> bool:
    tried = node.status in (Status.REACHED, Status.ALIAS, Status.COMMIT)
    return tried and node.parent is not None and not node.lost


def _improves(commit: Node[A], node: Node[A]) -> bool:
    return commit.evaluation is not None and commit.evaluation.value >= node.value


def _order(node: Node[A]) -> tuple[float, int, int]:
    return node.value, -node.depth, -node.id
