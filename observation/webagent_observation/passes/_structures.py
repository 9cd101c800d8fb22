"""What can't be acted on: it stands for itself, or gives way to what is in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ._articles import without_lone_article
from ._making import make_node
from ._tables import CELLS, TABLES, laid_out, with_content
from ._texts import without_name, without_repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from .._node import Node

_TRANSPARENT = frozenset(
    {
        "", "application", "blockquote", "caption", "code", "document", "figure",
        "form", "generic", "group", "img", "none", "paragraph", "presentation", "region",
        "rowgroup", "search", "section", "separator", "tabpanel", "toolbar",
    }
)  # fmt: skip
"""Roles that say nothing when they have no name."""

_MENU_ITEMS = frozenset({"menuitem", "menuitemcheckbox", "menuitemradio"})
_CHOICES = {
    "listbox": frozenset({"option"}),
    "menu": _MENU_ITEMS,
    "menubar": _MENU_ITEMS,
    "radiogroup": frozenset({"radio"}),
    "tablist": frozenset({"tab"}),
}
"""Roles that say something also without a name, by what they hold."""

ANNOUNCED = frozenset({"alert", "status", "log"})
"""Roles of what a page says of its own accord (ARIA live regions)."""

SPOKEN = CELLS | ANNOUNCED | {
    "definition", "deletion", "emphasis", "heading", "insertion", "listitem", "mark", "marquee",
    "math", "note", "term", "time", "timer", "tooltip",
}  # fmt: skip
"""Roles whose name may be a single text that is all they hold."""

_SPOKEN_AT_ONCE = ANNOUNCED - {"log"}
"""Also where it is several texts; a log is a list of what was said one after another."""

_TOLD = frozenset({"description", "error", "options", "scroll", "value"})
"""What may be told of a raw node besides its name and its content."""

_SHOWING = CELLS | {"img", "meter", "progressbar"}
"""Their content is what they look like, if they have a name."""

_KEPT_EMPTY = CELLS | {"definition", "row", "term"}
"""An empty cell keeps the others of its row in their columns, an empty term what is said of it."""


def structured(
    raw: Mapping[str, Any],
    name: str,
    children: Sequence[Node],
    ref_of: Callable[[int], int],
) -> Sequence[Node]:
    """Return what stands for a raw node that can't be acted on, given what is in it."""
    role: str = raw["role"]
    if name:
        children = without_name(name, children)
        if children and role in _SHOWING:
            children = without_repeats(name, raw.get("value") or "", children)
        if role == "heading" and len(children) == 1 and _is_called(children[0], name):
            return [_with_level_of(raw.get("states", {}), children[0])]
    elif _says_nothing(role, children) and raw.keys().isdisjoint(_TOLD):
        return children
    children = without_lone_article(children, role)
    if role in TABLES:
        children = with_content(children)
        content = laid_out(role, children)
        if content is not None:
            children = content
            if not name and raw.keys().isdisjoint(_TOLD):
                return children
    elif _is_spoken(role, name, children):
        name = " ".join([*([name] if name else ()), *(child.name for child in children)])
        children = ()
    node = make_node(raw, name, None, children, ref_of)
    if not children and role not in _KEPT_EMPTY and not _tells_something(node):
        return ()
    return [_with_title(node) if name and children and role != "heading" else node]


def _says_nothing(role: str, children: Sequence[Node]) -> bool:
    """Whether something without a name gives way to what is in it."""
    if role in _CHOICES:
        inside = children[0].children if _is_line(children) else children
        return any(child.role not in _CHOICES[role] for child in inside)
    if role == "list":
        return all(child.role != "listitem" for child in children)
    if role in {"heading", "term"}:
        return [child.role for child in children] != ["text"] and (
            role == "heading" or bool(children)
        )
    return role in _TRANSPARENT


def _is_line(nodes: Sequence[Node]) -> bool:
    return len(nodes) == 1 and nodes[0].role == "paragraph"


def _is_spoken(role: str, name: str, children: Sequence[Node]) -> bool:
    """Whether something is told by its text alone, so that the text can be its name."""
    if role not in SPOKEN or not children:
        return False
    if role not in _SPOKEN_AT_ONCE and (name or len(children) > 1):
        return False
    return all(child.role == "text" for child in children)


def _tells_something(node: Node) -> bool:
    return bool(
        node.name or node.states or node.value is not None or node.description or node.error
        or node.options or node.scroll
    )  # fmt: skip


def _is_called(node: Node, name: str) -> bool:
    return node.ref is not None and node.name == name


def _with_title(node: Node) -> Node:
    """Take the heading that only repeats what something is called for its level."""
    for at, child in enumerate(node.children):
        if child.role == "heading" and child.name == node.name and not child.children:
            rest = (*node.children[:at], *node.children[at + 1 :])
            return _with_level_of(child.states, replace(node, children=rest))
    return node


def _with_level_of(heading: Mapping[str, Any], node: Node) -> Node:
    return replace(node, states={"level": heading.get("level", 2), **node.states})
