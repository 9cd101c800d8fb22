"""Candidates become children of a node, for as many places as it has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ._candidate import A, Candidate
from ._node import Node, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._tree import Tree


def expand(
    tree: Tree[A], node: Node[A], candidates: Sequence[Candidate[A]], *, branch: int
) -> None:
    """Add children for what is proposed, the best first.

    What was tried keeps its place and its weight. What waits is weighed anew beside what is new,
    and goes where there is no place for it. What is denied takes no place.
    """
    by_action = {n.candidate.action: n for n in node.children if n.candidate is not None}
    fresh: list[Candidate[A]] = []
    for candidate in merged(candidates):
        known = by_action.get(candidate.action)
        if known is None:
            fresh.append(candidate)
        elif known.status is Status.UNOPENED and not known.busy:
            known.weight, known.candidate = candidate.score, candidate
    for child in node.offered:
        if child.candidate is not None and child.candidate.denied:
            _deny(child)
    for candidate in fresh:
        if candidate.denied:
            _deny(tree.add(node, candidate))
    _fill(tree, node, [each for each in fresh if not each.denied], branch)
    node.asked = len(node.opened)


def merged(candidates: Sequence[Candidate[A]]) -> list[Candidate[A]]:
    """Return each action once, its scores summed up; the strictest word on it counts."""
    by_action: dict[A, Candidate[A]] = {}
    for each in candidates:
        known = by_action.get(each.action)
        by_action[each.action] = each if known is None else _both(known, each)
    return list(by_action.values())


def _both(one: Candidate[A], other: Candidate[A]) -> Candidate[A]:
    grave = other if one.explorable else one
    return replace(
        grave,
        score=one.score + other.score,
        denied=one.denied or other.denied,
        reserved=one.reserved or other.reserved,
    )


def _deny(node: Node[A]) -> None:
    assert node.candidate is not None
    node.status, node.why, node.weight = Status.DENIED, node.candidate.denied, 0.0


def _fill(tree: Tree[A], node: Node[A], fresh: list[Candidate[A]], branch: int) -> None:
    waiting = node.offered
    taken = len(node.permitted) - len(waiting)
    # Stable: of equals, what waits longer comes first, then what was proposed first.
    ranked: list[Node[A] | Candidate[A]] = sorted((*waiting, *fresh), key=_weight, reverse=True)
    kept = ranked[: max(0, branch - taken)]
    node.children = [n for n in node.children if n not in waiting or n in kept]
    for each in kept:
        if isinstance(each, Candidate):
            tree.add(node, each)


def _weight(each: Node[A] | Candidate[A]) -> float:
    return each.weight if isinstance(each, Node) else each.score
