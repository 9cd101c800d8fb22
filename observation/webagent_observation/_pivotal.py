"""The part of a past page that mattered: where something was done, and what is around it.

After the pivotal nodes of AgentOccam (arXiv 2410.13825), with what stands in the same line, row or
list item beside the element. A name for what is kept costs nothing; a number that is not valid any
more costs errors, so that only what was acted on has one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ._outline import Outline
from ._render import render

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ._node import Node

_LINES = frozenset({"listitem", "paragraph", "row"})
_DEPTH = 2


def pivotal(
    nodes: Iterable[Node], refs: Collection[int], *, limit_nodes: int = 30, limit_words: int = 200
) -> str | None:
    """Return what a page shows of some elements: those, what is in, around and beside them.

    Over a limit the siblings are left out, then what is more than two levels below the elements.

    Args:
        nodes: the page.
        refs: what was acted on; only these are shown with their numbers.
        limit_nodes: how many nodes it may have.
        limit_words: how many words.

    Returns:
        The text, or `None` if nothing of the refs is on the page, or if it is too long even so.
    """
    outline = Outline.of(tuple(nodes))
    acted = [index for index, node in enumerate(outline.nodes) if _holds(node, refs)]
    if not acted:
        return None
    core = {index for at in acted for index in (at, *outline.ancestors(at))}
    below = {index for at in acted for index in range(at, outline.ends[at])}
    near = {index for at in acted for index in _below(outline, at, _DEPTH)}
    beside = {index for at in acted for index in _beside(outline, at)}
    for kept in (core | below | beside, core | below, core | near):
        if len(kept) > limit_nodes:
            continue
        text = render(_kept(outline, kept, refs))
        if len(text.split()) <= limit_words:
            return text
    return None


def _holds(node: Node, refs: Collection[int]) -> bool:
    if node.ref is not None and node.ref in refs:
        return True
    return any(option.ref in refs for option in node.options if option.ref is not None)


def _below(outline: Outline, index: int, depth: int) -> Iterator[int]:
    yield index
    if depth:
        for child in outline.children(index):
            yield from _below(outline, child, depth - 1)


def _beside(outline: Outline, index: int) -> Iterator[int]:
    """Yield what stands in the same line as a node, and its siblings that have a name."""
    line = next((at for at in outline.ancestors(index) if outline.nodes[at].role in _LINES), None)
    if line is not None:
        yield from range(line, outline.ends[line])
    yield from (
        sibling
        for sibling in outline.children(outline.parents[index])
        if outline.nodes[sibling].name
    )


def _kept(outline: Outline, kept: Collection[int], refs: Collection[int]) -> tuple[Node, ...]:
    """Return the page with these nodes alone; those above each of them are among them."""
    made: dict[int, Node] = {}
    for index in sorted(kept, reverse=True):
        node = outline.nodes[index]
        children = [made[child] for child in outline.children(index) if child in made]
        made[index] = replace(
            node,
            ref=node.ref if node.ref in refs else None,
            options=tuple(
                replace(option, ref=option.ref if option.ref in refs else None)
                for option in node.options
            ),
            children=tuple(children),
        )
    return tuple(made[index] for index in sorted(made) if outline.parents[index] < 0)
