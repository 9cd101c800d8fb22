"""What was found at a leaf becomes known above it: maximal-value backup.

M = max(M, r), N += 1, W += r (WebPilot, Zhang et al. 2024, arXiv 2408.15978). The mean W/N only
decides between equals: a good state is as good however many bad ones lie beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._node import Node, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._candidate import A


def back_up(node: Node[A], reward: float) -> None:
    """Count a visit to a node that found `reward`. What is lost meanwhile counts for nothing."""
    if node.lost:
        return
    for each in (node, *node.ancestors):
        each.visits += 1
        each.total += reward
        each.best = max(each.best, reward)


def lose(node: Node[A], why: str) -> None:
    """Close a node that can't be gone back to, with all beneath it.

    The values found there are worth nothing any more, so the best of what is above is what is left.
    """
    _close(node, why)
    for each in _beneath(node):
        _close(each, f"#{node.id} can't be gone back to")
    for above in node.ancestors:
        above.best = max((above.value, *(n.best for n in above.children)))


def _close(node: Node[A], why: str) -> None:
    if node.status is not Status.DENIED:
        node.status, node.why, node.best = Status.DEAD, why, 0.0


def _beneath(node: Node[A]) -> Iterator[Node[A]]:
    for child in node.children:
        yield child
        yield from _beneath(child)
