"""Nodes that are no more than their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from .._node import Node

_NONE: AbstractSet[str] = frozenset()


def is_plain(node: Node, untold: AbstractSet[str] = _NONE) -> bool:
    """Whether nothing is to be said of a node but its name and what is below it.

    Args:
        node: the node.
        untold: states that need not be said.
    """
    return (
        node.ref is None
        and node.value is None
        and (not node.states or node.states.keys() <= untold)
        and not node.error
        and not node.description
        and not node.place
        and not node.options
        and node.scroll is None
    )
