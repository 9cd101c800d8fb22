"""What blocks the rest of a page comes before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._node import Node


def modals_first(nodes: Iterable[Node]) -> list[Node]:
    """Move modal dialogs to the front, in reading order; those in a frame block only that frame."""
    found: list[Node] = []
    rest = _taken_out(nodes, found)
    return found + rest


def _taken_out(nodes: Iterable[Node], found: list[Node]) -> list[Node]:
    rest: list[Node] = []
    for node in nodes:
        if node.states.get("modal") is True:
            found.append(node)
            continue
        if node.children and node.role != "iframe":
            children = _taken_out(node.children, found)
            if len(children) < len(node.children) or any(
                new is not old for new, old in zip(children, node.children, strict=True)
            ):
                rest.append(replace(node, children=tuple(children)))
                continue
        rest.append(node)
    return rest
