"""What a search has learned, in words, for whoever chooses what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent.telling import named

if TYPE_CHECKING:
    from webagent_actions import Action

    from webagent.planning.search import Node, Tree

MOST = 8
"""Lines that are told; the last tell most."""


def learned_at(node: Node[Action]) -> tuple[str, ...]:
    """Return what is to be known at a node: what was learned on the way, and by trying from it."""
    tried = (_tried(child, f"tried here: {_action(child, here=True)}") for child in node.opened)
    return *node.guidance, *filter(None, tried)


def learned_elsewhere(node: Node[Action]) -> tuple[str, ...]:
    """Return what was learned in the tree of a node, but neither on the way to it nor from it."""
    way = {node, *node.ancestors}
    root = next((each for each in way if each.parent is None), node)
    told = (_told(each) for each in root.subtree if each not in way and each.parent is not node)
    return tuple(filter(None, told))[-MOST:]


def learned_in(tree: Tree[Action], end: Node[Action]) -> tuple[str, ...]:
    """Return what was learned by trying what is not on the way to the node that is gone on from."""
    way = {end, *end.ancestors}
    return tuple(filter(None, (_told(node) for node in tree.nodes if node not in way)))[-MOST:]


def _told(node: Node[Action]) -> str:
    if node.parent is None or not node.visits:
        return ""
    where = f" on “{node.parent.label}”" if node.parent.label else ""
    return _tried(node, f"tried ahead{where}: {_action(node)}")


def _tried(node: Node[Action], what: str) -> str:
    """Return what came of a try; empty where that tells nothing."""
    found = node.evaluation
    lesson = node.lesson
    if found is None:
        return f"{what}: {lesson}" if lesson else ""
    why = found.reason if found.reason and found.reason not in lesson else ""
    said = "; ".join(filter(None, (lesson, why)))
    return f"{what}: {said} (worth {found.value:.0f} of 10)" if said else ""


def _action(node: Node[Action], *, here: bool = False) -> str:
    assert node.candidate is not None
    action, target = node.candidate.action, node.candidate.target
    ref: int | None = getattr(action, "ref", None)
    return named(action, target, () if ref is None or not here else (ref,))
