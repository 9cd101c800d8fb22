"""Records: the entries of a list that says nowhere that it is one.

Cards and rows made of plain blocks reach an actor as one run of texts and controls. What repeats
tells where each begins, as in the mining of data records (Liu, Grossman and Zhai 2003), here by the
controls: each record has the same ones.
"""

from __future__ import annotations

from collections import Counter
from statistics import median_low
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from webagent_observation import Node

_FEWEST = 2
_LONGEST = 40
"""Nodes of a record; what stands further apart does not belong together."""
_LEADING = frozenset({"clickable", "link"})
"""What may be a record's title: only what is called the same on others does something with it."""
_TOOLS = frozenset({"button", "checkbox", "menuitem", "switch", *_LEADING})
_LINES = frozenset({"group", "paragraph"})


def records_among(nodes: Sequence[Node]) -> list[tuple[Node, ...]]:
    """Return the records among neighbours, in order; none where nothing repeats.

    A line that holds texts and controls is told by its parts. What stands before the first record
    or after the last is in none.
    """
    described = [node for node in nodes if node.role == "term" and node.children]
    if len(described) >= _FEWEST:
        return [(node,) for node in described]
    parts = list(_parts(nodes))
    runs = _runs(_tools(parts))
    if sum(tool for tool, _, _ in runs) < _FEWEST:
        return []
    told = [run for run in runs if not run[0]]
    tools_first = runs[0][0] or (not runs[-1][0] and not _is_alike(parts, told))
    return _split(parts, runs, tools_first=tools_first)


def is_line(node: Node) -> bool:
    """Return whether a node is no neighbour of others, but its parts are."""
    return node.ref is None and node.role in _LINES and bool(node.children)


_Run: TypeAlias = tuple[bool, int, int]
"""Whether it is of tools, and where it begins and ends."""


def _parts(nodes: Sequence[Node]) -> Iterator[Node]:
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if is_line(node):
            stack.extend(reversed(node.children))
        else:
            yield node


def _tools(nodes: Sequence[Node]) -> list[bool]:
    """Return of each node whether it is a control that others like it stand beside."""
    keys = [_keys(node) for node in nodes]
    often = Counter(key for found in keys for key in found)
    return [any(often[key] >= _FEWEST for key in found) for found in keys]


def _keys(node: Node) -> tuple[str, ...]:
    """Return what a control has in common with those for the same end on other records."""
    if node.ref is None or node.role not in _TOOLS:
        return ()
    guessed = node.hinted and not node.description
    name = "" if guessed else (node.description or node.name).casefold().strip()
    first, space, _ = name.partition(" ")
    if node.role in _LEADING:
        return (name,) if name else ()
    return (name, f"{first} …") if space else (name or node.role,)


def _runs(tools: Sequence[bool]) -> list[_Run]:
    runs: list[_Run] = []
    for at, tool in enumerate(tools):
        if runs and runs[-1][0] == tool:
            runs[-1] = (tool, runs[-1][1], at + 1)
        else:
            runs.append((tool, at, at + 1))
    return runs


def _is_alike(nodes: Sequence[Node], told: Sequence[_Run]) -> bool:
    """Whether what is told first ends as what is told next: then it is of the first record."""
    _, start, end = told[0]
    _, second, until = told[1] if len(told) > 1 else told[0]
    length = min(end - start, until - second)
    first = [node.role for node in nodes[end - length : end]]
    return first == [node.role for node in nodes[until - length : until]]


def _split(
    nodes: Sequence[Node], runs: Sequence[_Run], *, tools_first: bool
) -> list[tuple[Node, ...]]:
    spans: list[tuple[int, int]] = []
    for number, (tool, start, end) in enumerate(runs):
        if not tool:
            continue
        if tools_first:
            spans.append((start, runs[number + 1][2] if number + 1 < len(runs) else end))
        else:
            spans.append((runs[number - 1][1] if number else start, end))
    whole = spans[:-1] if tools_first else spans[1:]
    usual = median_low(end - start for start, end in whole)
    # A title of the list goes before its first record, or a remark after its last.
    if tools_first:
        spans[-1] = (spans[-1][0], min(spans[-1][1], spans[-1][0] + usual))
    else:
        spans[0] = (max(spans[0][0], spans[0][1] - usual), spans[0][1])
    if any(end - start > _LONGEST for start, end in spans):
        return []
    return [tuple(nodes[start:end]) for start, end in spans]
