"""A search as plain JSON values, as a run's record holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._candidate import A
    from ._found import Found
    from ._node import Node
    from ._tree import Past

_DIGITS = 4


def tree_json(found: Found[A]) -> dict[str, Any]:
    """Return what a search came to, with its tree.

    The same search gives the same object: no times are in it. Nodes are named by their number.

    - `stopped`: `success`, `exhausted`, `budget` or `lost`; `reason`: in one sentence.
    - `opened`: how many nodes were tried or predicted; `spent`: `calls`, `tokens`, `requests`.
    - `path`: the best path, without the root; `prefix`: the part of it to perform at once;
      `commit`: the node to decide on at its end, or null.
    - `history`: what was performed before the root: `id`, `action`, `target`, `label`, `commit`.
    - `root`: the number of the root.
    - `nodes`: each before its children, siblings in the order they came up:
        - `id`, `parent` (null for the root), `action` and `target` (the element; both empty for
          the root), `class` (`safe`, `edit`, `commit`; null for the root);
        - `status`: `unopened`, `reached`, `alias`, `commit`, `denied` or `dead`; `why`: why it is
          closed; `alias_of`: the node that was reached before, or null;
        - `label`: where it is; `outcome`: what came of the action;
        - `prior` (P), `visits` (N), `mean` (W/N), `best` (M), `value` (its own), all but N to four
          digits;
        - `evaluation`: `effect`, `promise`, `met`, `reason`, or null.
    """
    return {
        "stopped": found.stopped.value,
        "reason": found.reason,
        "opened": found.tree.opened,
        "spent": {
            "calls": found.spent.calls,
            "tokens": found.spent.tokens,
            "requests": found.spent.requests,
        },
        "path": [node.id for node in found.path],
        "prefix": [node.id for node in found.prefix],
        "commit": None if found.commit is None else found.commit.id,
        "history": [_past(each) for each in found.tree.history],
        "root": found.tree.root.id,
        "nodes": [_node(node) for node in found.tree.nodes],
    }


def _past(past: Past[A]) -> dict[str, Any]:
    return {
        "id": past.id,
        "action": str(past.action),
        "target": past.target,
        "label": past.label,
        "commit": past.commit,
    }


def _node(node: Node[A]) -> dict[str, Any]:
    candidate, evaluation = node.candidate, node.evaluation
    return {
        "id": node.id,
        "parent": None if node.parent is None else node.parent.id,
        "action": "" if candidate is None else str(candidate.action),
        "target": "" if candidate is None else candidate.target,
        "class": None if candidate is None else candidate.reversibility.value,
        "status": node.status.value,
        "why": node.why,
        "alias_of": None if node.alias_of is None else node.alias_of.id,
        "label": node.label,
        "outcome": node.outcome,
        "prior": round(node.prior, _DIGITS),
        "visits": node.visits,
        "mean": round(node.mean, _DIGITS),
        "best": round(node.best, _DIGITS),
        "value": round(node.value, _DIGITS),
        "evaluation": None
        if evaluation is None
        else {
            "effect": evaluation.effect,
            "promise": evaluation.promise,
            "met": evaluation.met,
            "reason": evaluation.reason,
        },
    }
