"""Which elements may have been meant by a number that is not on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webagent_observation import Node

    from .._situation import Situation

_NAMED = 3
_NAME_SHOWN = 40
_SHORTEST = 2


def nearest(ref: int, situation: Situation, said: str) -> str:
    """Return a sentence that names three elements: those whose names were said, else by number."""
    nodes = [node for node in situation.observation.refs.values() if node.ref is not None]
    named = [node for node in nodes if _is_named(node, said)]
    if named:
        longest = sorted(named, key=lambda node: -len(node.name))[:_NAMED]
        return f"You may mean: {', '.join(map(_told, longest))}."
    near = sorted(nodes, key=lambda node: abs((node.ref or 0) - ref))[:_NAMED]
    return f"Near it: {', '.join(map(_told, near))}." if near else ""


def _is_named(node: Node, said: str) -> bool:
    if len(node.name) < _SHORTEST:
        return False
    name = re.escape(node.name.casefold())
    return bool(re.search(rf"(?<!\w){name}(?!\w)", said.casefold()))


def _told(node: Node) -> str:
    return f"[{node.ref}] {node.role} “{node.name[:_NAME_SHOWN]}”"
