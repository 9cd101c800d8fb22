"""Which node is opened next: PUCT with maximal values.

U(c) = V(c) + C · P(c) · √N(parent) / (1 + N(c))

V is M/10 of a node that was visited, and 0.4 · M(parent)/10 of one that was not, so that a good
child is gone on with before its siblings are tried. The bonus is AlphaGo's (Silver et al. 2016),
the maximal value WebPilot's goal-oriented selection (Zhang et al. 2024, arXiv 2408.15978).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Generic

from ._candidate import A
from ._evaluation import BEST
from ._node import Node, Status

if TYPE_CHECKING:
    from ._budget import Budget

C_PUCT = 1.0
FIRST_PLAY = 0.4
"""What an untried child is worth, as a share of its parent's value."""


@dataclass(frozen=True, slots=True)
class Leaf(Generic[A]):
    """Where the tree grows next."""

    node: Node[A]
    child: Node[A] | None
    """The child to open; `None`: candidates have to be asked for first."""

    def reserve(self) -> None:
        """Keep others away while it grows, and make the way to it less attractive to them."""
        (self.child or self.node).busy = True
        for each in (self.node, *self.node.ancestors):
            each.pending += 1

    def release(self) -> None:
        """Make the way as attractive as before. Who opened or asked has let others in again."""
        for each in (self.node, *self.node.ancestors):
            each.pending -= 1


def puct(parent: Node[A], child: Node[A]) -> float:
    """Return U of a child, by which it is selected."""
    return _score(
        parent,
        child.best / BEST if child.visits else _first_play(parent),
        child.prior,
        child.visits + child.pending,
    )


def select(root: Node[A], budget: Budget) -> Leaf[A] | None:
    """Return where to go on; `None` if there is nothing left to try."""
    if not _growing(root, budget):
        return None
    node = root
    while node.asked is not None:
        chosen = _choice(node, budget)
        if chosen is None or (chosen.status is Status.UNOPENED and _has_news(node)):
            return Leaf(node, None)
        if chosen.status is Status.UNOPENED:
            return Leaf(node, chosen)
        node = chosen
    return Leaf(node, None)


def first_of(children: tuple[Node[A], ...]) -> Node[A] | None:
    """Return the child with the greatest U; `None` if there are none.

    Ties: the greater W/N, then the lower number. Siblings are equally deep.
    """
    return max(children, key=_order, default=None)


def _order(child: Node[A]) -> tuple[float, float, int]:
    assert child.parent is not None
    return puct(child.parent, child), child.mean, -child.id


def _choice(node: Node[A], budget: Budget) -> Node[A] | None:
    """Return the child to go on with; `None` for a place that has no candidate yet."""
    offered = () if node.busy else node.offered
    chosen = first_of((*offered, *(n for n in node.children if _growing(n, budget))))
    if chosen is None or (
        _has_place(node, budget)
        and _score(node, _first_play(node), 1 / budget.branch, 0) > puct(node, chosen)
    ):
        return None
    return chosen


def _growing(node: Node[A], budget: Budget) -> bool:
    """Whether anything can be opened at or beneath a node."""
    if node.status is not Status.REACHED or node.depth >= budget.depth:
        return False
    if node.asked is None:
        return not node.busy
    here = not node.busy and (node.offered or _has_place(node, budget))
    return bool(here) or any(_growing(child, budget) for child in node.children)


def _has_news(node: Node[A]) -> bool:
    """Whether more was tried since candidates were last asked for: the answer may be another."""
    return node.asked is not None and len(node.opened) > node.asked


def _has_place(node: Node[A], budget: Budget) -> bool:
    """Whether it is worth asking for candidates beside those that there are."""
    return not node.busy and len(node.permitted) < budget.branch and _has_news(node)


def _first_play(parent: Node[A]) -> float:
    return FIRST_PLAY * parent.best / BEST


def _score(parent: Node[A], value: float, prior: float, visits: int) -> float:
    return value + C_PUCT * prior * sqrt(parent.visits + parent.pending) / (1 + visits)
