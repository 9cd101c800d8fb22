"""Lists to choose from, in one line: `listbox "Size" options: [12] "S"* | [13] "M"`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._line import own_line, quoted, state_words

if TYPE_CHECKING:
    from .._node import Node
    from ._line import Style

_HOLDERS = frozenset(
    {"combobox", "group", "listbox", "menu", "menubar", "radiogroup", "tablist", "tree"}
)
_PLURALS = {
    "menuitem": "items",
    "menuitemcheckbox": "items",
    "menuitemradio": "items",
    "option": "options",
    "radio": "radios",
    "tab": "tabs",
    "treeitem": "items",
}
_TAKEN = frozenset({"checked", "selected"})


def folded(node: Node, style: Style) -> str | None:
    """Return a list of plain choices as one line; `None` for anything else."""
    choices = node.children
    if len(choices) == 1 and choices[0].role == "paragraph":
        choices = choices[0].children
    if node.role not in _HOLDERS or len(choices) < 2 or style.mode == "rich":
        return None
    role = choices[0].role
    if role not in _PLURALS or not all(_is_plain(choice, role) for choice in choices):
        return None
    told = " | ".join(_choice(choice, style) for choice in choices)
    return f"{own_line(node, style)} {_PLURALS[role]}: {told}"


def _is_plain(node: Node, role: str) -> bool:
    return (
        node.role == role
        and node.ref is not None
        and not (node.children or node.options or node.description or node.error or node.hinted)
        and node.value is None
        and node.scroll is None
    )


def _choice(node: Node, style: Style) -> str:
    taken = any(node.states.get(state) is True for state in _TAKEN)
    others = {state: value for state, value in node.states.items() if state not in _TAKEN}
    words = [*state_words(node.role, others), *([node.place] if style.tells_place(node) else ())]
    return (
        f"[{node.ref}] {quoted(node.name)}"
        + ("*" if taken else "")
        + (f" ({', '.join(words)})" if words else "")
    )
