"""A page laid out flat, so that any part of it can be measured without walking it again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ._node import Node

_PLAIN = 3
_CONTROL = 14
_STATE = 9
_OPTIONS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Outline:
    """The nodes of a page in reading order; what is below node `i` is `i + 1 … ends[i] - 1`."""

    nodes: list[Node]
    parents: list[int]
    """-1 for what is below nothing."""
    ends: list[int]
    sizes: list[int]
    """About how many characters the nodes before each one take in the text, one more at the end."""
    controls: list[int]
    """How many of the nodes before each one can be acted on, one more at the end."""
    notable: list[int]
    """Those with states, a value, options or an error."""

    @classmethod
    def of(cls, roots: Sequence[Node]) -> Outline:
        """Lay a page out."""
        nodes, parents, ends = _laid_out(roots)
        own = [len(node.name) + (_PLAIN if node.ref is None else _CONTROL) for node in nodes]
        notable = [
            index
            for index, node in enumerate(nodes)
            if node.states or node.options or node.error or node.value is not None
        ]
        for index in notable:
            own[index] += _said_of(nodes[index])
        return cls(
            nodes,
            parents,
            ends,
            list(accumulate(own, initial=0)),
            list(accumulate([node.ref is not None for node in nodes], initial=0)),
            notable,
        )

    def size(self, first: int, end: int) -> int:
        """Return about how many characters some nodes in a row take."""
        return self.sizes[end] - self.sizes[first]

    def children(self, index: int) -> Iterator[int]:
        """Yield what stands directly below a node; -1 is the page."""
        child = index + 1
        end = len(self.nodes) if index < 0 else self.ends[index]
        while child < end:
            yield child
            child = self.ends[child]

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield what a node is below, from the nearest."""
        above = self.parents[index]
        while above >= 0:
            yield above
            above = self.parents[above]


def _laid_out(roots: Sequence[Node]) -> tuple[list[Node], list[int], list[int]]:
    nodes: list[Node] = []
    parents: list[int] = []
    ends: list[int] = []
    parent = -1
    siblings = iter(roots)
    # Where to go on once what is below a node is done. A call for each level would run out of
    # stack on a page nested deep enough.
    above: list[tuple[Iterator[Node], int]] = []
    while True:
        for node in siblings:
            nodes.append(node)
            parents.append(parent)
            ends.append(len(nodes))
            if node.children:
                above.append((siblings, parent))
                siblings, parent = iter(node.children), len(nodes) - 1
                break
        else:
            if not above:
                return nodes, parents, ends
            ends[parent] = len(nodes)
            siblings, parent = above.pop()


def _said_of(node: Node) -> int:
    """Return about how many characters a node's line has beside role and name."""
    said = len(node.value or "") + len(node.error) + _STATE * len(node.states)
    return said + sum([len(option.label) + 5 for option in node.options[:_OPTIONS_SHOWN]])
