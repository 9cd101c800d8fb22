"""What of a page matters most, when there is no room for all of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ._outline import Outline

LATEST = 4
"""What was asked for last."""
PRESENT = 3
"""What has the focus, an error, or is announced: left out last."""
AT_HAND = 2
"""An open dialog, and the form that has the focus."""
OPENED = 1
"""What was asked for before."""

QUERY = 3.0
CONTROL = 2.0
DEPTH = 0.2
LANDMARKS: Mapping[str, float] = {
    "main": 1.0,
    "navigation": -2.0,
    "contentinfo": -2.0,
    "complementary": -2.0,
}
"""How much more or less is worth what is in them."""

_ANNOUNCING = frozenset({"alert", "status"})
_DIALOGS = frozenset({"dialog", "alertdialog"})
_FORMS = frozenset({"form", "search"})
_FORM_REACH = 40
_COMMON = 1_000
_STOPWORDS = frozenset(
    {
        "about", "add", "all", "and", "any", "are", "can", "click", "find", "for", "from", "get",
        "has", "have", "how", "into", "its", "not", "one", "open", "page", "please", "show",
        "site", "that", "the", "their", "them", "then", "there", "these", "this", "use", "want",
        "was", "what", "when", "where", "which", "who", "will", "with", "you", "your",
    }
)  # fmt: skip


def urgent(outline: Outline) -> dict[int, int]:
    """Return the nodes that are left out last, each with how urgent it and all below it is."""
    found: dict[int, int] = {}
    nodes = outline.nodes
    focus = None
    for index in outline.notable:
        node = nodes[index]
        if node.states.get("focused"):
            focus = index
            found[index] = PRESENT
        elif node.error:
            found[index] = PRESENT
    for index, node in enumerate(nodes):
        if node.role in _ANNOUNCING:
            found[index] = PRESENT
        elif node.role in _DIALOGS:
            found.setdefault(index, AT_HAND)
    if focus is not None:
        for index in _form_around(focus, outline):
            found.setdefault(index, AT_HAND)
    return found


def _form_around(focus: int, outline: Outline) -> Iterable[int]:
    """Return what belongs to the form of a control: a form that is named, else its controls."""
    for above in outline.ancestors(focus):
        if outline.nodes[above].role in _FORMS:
            return (above,)
    form = outline.nodes[focus].form
    if form is None:
        return ()
    near = range(max(focus - _FORM_REACH, 0), min(focus + _FORM_REACH, len(outline.nodes)))
    return [index for index in near if outline.nodes[index].form == form]


def words_of(query: str) -> frozenset[str]:
    """Return the words of a query that tell something apart."""
    return frozenset(re.findall(r"\d+|[^\W\d]{3,}", query.lower())) - _STOPWORDS


def hits(query: str, outline: Outline) -> dict[int, float]:
    """Return the nodes that hold words of a query, with how much that tells, from 0 to 1.

    A word that stands in one place alone tells all, one that is everywhere tells nothing.
    """
    words = words_of(query)
    if not words:
        return {}
    names = [node.name for node in outline.nodes]
    text = "\n".join(names).lower()
    starts = list(accumulate([len(name) + 1 for name in names], initial=0))
    if len(text) != starts[-1] - 1:
        # Lower case is longer in a few scripts; then each name is measured by itself.
        lowered = [name.lower() for name in names]
        text = "\n".join(lowered)
        starts = list(accumulate([len(name) + 1 for name in lowered], initial=0))
    found: dict[int, float] = {}
    for word in words:
        holders = _holders(word, text, starts)
        if not holders:
            continue
        told = log(1 + len(names) / len(holders)) / log(1 + len(names))
        for index in holders:
            found[index] = min(found.get(index, 0.0) + told, 1.0)
    return found


def _holders(word: str, text: str, starts: Sequence[int]) -> set[int]:
    """Return the nodes in whose name some word begins with `word`; none if it is everywhere."""
    found: set[int] = set()
    at = -1
    for _ in range(_COMMON):
        at = text.find(word, at + 1)
        if at < 0:
            return found
        if at == 0 or not text[at - 1].isalnum():
            found.add(bisect_right(starts, at) - 1)
    return set()
