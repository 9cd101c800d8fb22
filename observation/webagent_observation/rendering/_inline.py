"""Several nodes in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..passes import CELLS, SPANS, fits_in_line, is_plain
from ._choices import folded
from ._line import REDACTED_AGAIN, own_line, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .._node import Node
    from ._line import Style

_FEWEST_COUNTED = 3
_ITEMS = frozenset({"article", "listitem"})
_OPENING = frozenset("([{“„‘‚«‹\"'/@#")
"""What may stand right before a role; of all else the role would seem to be a part."""
_NOTING = frozenset("?*[")
"""What may not stand right after a name; it would seem to say something of it."""


def marked(nodes: Sequence[Node]) -> Iterator[tuple[Node, str]]:
    """Yield nodes, each with what tells it from those beside it that read the same.

    What can be acted on is numbered, as in `(2 of 5)`, but for links that lead to the same place;
    of three or more equal nodes that can only be read, the first one stands for all, with their
    number. Nodes with content of their own differ by that.
    """
    at, count = 0, len(nodes)
    while at < count:
        node, end = nodes[at], at + 1
        while end < count and _reads_like(node, nodes[end]):
            end += 1
        alike = end - at
        if alike == 1:
            yield node, ""
        elif node.ref is not None:
            for number in range(alike):
                yield nodes[at + number], f" ({number + 1} of {alike})"
        elif alike >= _FEWEST_COUNTED:
            yield node, f" ×{alike}"
        else:
            for one in nodes[at:end]:
                yield one, ""
        at = end


def _reads_like(one: Node, other: Node) -> bool:
    if one.name != other.name or one.role != other.role or one.children or other.children:
        return False
    if one.ref is None or other.ref is None:
        return one == other
    same_target = one.href is not None and one.href == other.href
    return not same_target and one.states == other.states and one.value == other.value


def sentence(nodes: Sequence[Node], style: Style) -> str:
    """Return a line of text with controls in it: spaces around texts are those of the page.

    There is one also where a text and a node could not be told apart, and between two nodes.
    """
    line, after_text = "", False
    for node, mark in marked(nodes):
        own = with_text(node, style) + mark
        is_text = node.role == "text"
        if line and own:
            if after_text and not is_text:
                apart = not (line[-1].isspace() or line[-1] in _OPENING)
            elif is_text and not after_text:
                # What a name ends with may go on after it, as in `"tea"s`.
                apart = line[-1] != '"' if own[0].isalnum() else own[0] in _NOTING
            else:
                apart = not (line[-1].isspace() or own[0].isspace())
            line += f" {own}" if apart else own
        else:
            line += own
        after_text = is_text
    return line


def with_text(node: Node, style: Style) -> str:
    """Return a node as it stands in a line, with the text below it, if there is one."""
    own = own_line(node, style)
    return f"{own} shows {quoted(node.children[0].name)}" if node.children else own


def within_line(node: Node, style: Style) -> str:
    """Return a node and all below it in one line, as in the cell of a table."""
    children = node.children
    if node.role == "paragraph":
        return sentence(children, style)
    if node.role == "redacted":
        return REDACTED_AGAIN
    own = own_cell(node, style)
    if not children:
        return own
    choices = folded(node, style)
    if choices is not None:
        return choices
    if node.role not in CELLS and fits_in_line(node):
        return with_text(node, style)
    content = _content(children, style)
    # The states of a cell without a name of its own come after what it holds.
    stateful = node.role in CELLS and node.ref is None and not node.name
    return " ".join(filter(None, (content, own) if stateful else (own, content)))


def _content(nodes: Sequence[Node], style: Style) -> str:
    content, before = "", ""
    for node, mark in marked(nodes):
        own = within_line(node, style) + mark
        if content and own:
            content += "; " if node.role in _ITEMS and before in _ITEMS else " "
        content += own
        before = node.role
    return content


def own_cell(node: Node, style: Style) -> str:
    """Return what a cell says of itself: its text, and what makes it more than a text."""
    if node.role not in CELLS:
        return own_line(node, style)
    if is_plain(node, SPANS):
        return node.name
    return own_line(node, style, bare=True)
