"""Articles: each an item of its own, one in another; who answers whom shows from that alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._node import Node

_HOLDING_ARTICLES = frozenset({"article", "feed"})


def is_item(node: Node) -> bool:
    """Whether an article has no line of its own to stand under."""
    return node.role == "article" and not node.name and is_plain(node)


def without_lone_article(nodes: Sequence[Node], role: str = "") -> Sequence[Node]:
    """Return what is in something of this role, an article that is one of one giving way.

    One that holds others stays, or answers would stand beside what they answer.
    """
    if role in _HOLDING_ARTICLES:
        return nodes
    places = [at for at, node in enumerate(nodes) if node.role == "article"]
    if len(places) != 1:
        return nodes
    (at,) = places
    article = nodes[at]
    if not is_item(article) or any(child.role == "article" for child in article.children):
        return nodes
    return [*nodes[:at], *article.children, *nodes[at + 1 :]]
