"""What one node says of itself: `role [ref] "name" = "value" state …`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias

from ..passes import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .._node import Node, Option, Scroll

Mode: TypeAlias = Literal["compact", "rich"]

REDACTED = "[a part of the page is hidden from agents by the site's policy]"
REDACTED_AGAIN = "[hidden by the site's policy]"
"""Where it need not be said what is hidden, or was said before."""
_OPTION_LIMIT = 30
_SHOWN = frozenset({"article", "list", "listitem", "redacted", "term", "text"})
"""Roles that show from how the text stands there."""
_SHAPING = frozenset({"colspan", "rowspan", "start"})
"""States that show from the shape of a table or a list."""
_UNTOLD = _SHAPING | {"level"}
"""With that which is told before all others."""
_PHRASES = {"current": "current", "haspopup": "opens", "sort": "sorted"}
"""What goes before the value of a state whose name does not read as English."""
_LEVELLED = frozenset({"listitem", "row", "treeitem"})
"""Roles with a level of their own; the level of any other is that of the heading in it."""


@dataclass(frozen=True, slots=True)
class Style:
    """How nodes are written."""

    mode: Mode = "compact"
    """`rich` adds what the HTML says: tag, type, address, form."""
    base: str = ""
    """Address of the site's root, such as `https://shop.example/`, left out of addresses."""
    blocked: bool = False
    """Something before covers it all, which need not be said of each."""

    def tells_place(self, node: Node) -> bool:
        """Whether it is to be said why a node can't be reached."""
        return bool(node.place) and not (self.blocked and node.place == "covered")


def own_line(node: Node, style: Style, *, bare: bool = False) -> str:
    """Return a node as it stands in a line, without what is below it; empty if it needs no line.

    Where `bare`, its role is left out because it shows from what the node is in.
    """
    if node.role in _SHOWN and is_plain(node, _SHAPING):
        line = _shown(node)
        if line is not None:
            return line
    if (
        node.ref is None
        and (bare or node.role == "listitem")
        and is_plain(node, node.states.keys())
    ):
        words = ", ".join(state_words(node.role, node.states))
        return " ".join(filter(None, (node.name, f"({words})" if words else "")))
    parts = _called(node, bare)
    if node.value is not None:
        parts.append(f"= {quoted(node.value)}")
    if node.states:
        parts.extend(state_words(node.role, node.states))
    if node.place and style.tells_place(node):
        parts.append(node.place)
    if node.error:
        parts.append(f"error: {quoted(node.error)}")
    if node.description:
        parts.append(f"description: {quoted(node.description)}")
    if style.mode == "rich" and node.ref is not None and node.tag:
        parts.append(_html(node, style.base))
    if node.options:
        parts.append(_options(node.options))
    line = " ".join(parts)
    return line if node.scroll is None else line + _out_of_view(node.scroll)


def _shown(node: Node) -> str | None:
    if node.role == "redacted":
        return REDACTED
    if node.role in {"article", "list"}:
        return None if node.name else ""
    return f"{node.name}:" if node.role == "term" else node.name


def _called(node: Node, bare: bool) -> list[str]:
    parts = [] if bare or not node.role else [node.role]
    if node.role == "heading":
        parts.append(str(node.states.get("level", 2)))
    if node.ref is not None:
        parts.append(f"[{node.ref}]")
    name = node.name
    if name.endswith("*") and node.states.get("required") is True:
        # The sign beside a label says the same; a name of nothing else stays.
        name = name[:-1].rstrip() or name
    if name:
        parts.append(f"{quoted(name)}?" if node.hinted else quoted(name))
    return parts


def quoted(text: str) -> str:
    """Return a text in quotes, in one line."""
    if '"' in text:
        text = text.replace('"', '\\"')
    if "\n" in text:
        text = text.replace("\n", " ⏎ ")
    return f'"{text}"'


def state_words(role: str, states: Mapping[str, str | float | bool]) -> Iterator[str]:
    """Yield what there is to say of states: those that are on, and the choices not taken."""
    if "level" in states and role != "heading":
        level = states["level"]
        yield f"level={level}" if role in _LEVELLED else f"h{level}"
    for state, value in states.items():
        if state == "checked":
            yield "mixed" if value == "mixed" else "checked" if value else "unchecked"
        elif state == "modal" and value is True:
            yield "modal: blocks the rest of the page"
        elif state == "size":
            yield str(value)
        elif value is True:
            if state not in _UNTOLD:
                yield state
        elif state == "pressed" and value is False:
            yield "unpressed"
        elif state == "expanded":
            yield "collapsed"
        elif state == "rowcount":
            yield f"{value} rows in all"
        elif value is not False and state in _PHRASES:
            yield f"{_PHRASES[state]} {value}"
        elif value is not False and state not in _UNTOLD:
            yield f"{state}={value}"


def _options(options: Sequence[Option]) -> str:
    groups = groupby(options[:_OPTION_LIMIT], key=lambda option: option.group)
    shown = " ‖ ".join(
        (f"{group}: " if group else "") + " | ".join(map(_option, members))
        for group, members in groups
    )
    more = len(options) - _OPTION_LIMIT
    return f"options: {shown} … {more} more" if more > 0 else f"options: {shown}"


def _option(option: Option) -> str:
    return (
        ("" if option.ref is None else f"[{option.ref}] ")
        + quoted(option.label)
        + ("*" if option.selected else "")
        + (" (disabled)" if option.disabled else "")
    )


def _out_of_view(scroll: Scroll) -> str:
    counted = scroll.shown is not None and scroll.total is not None
    parts = [f"{scroll.shown} of {scroll.total} items shown"] if counted else []
    sides = ("before", "after") if scroll.across else ("above", "below")
    shares = zip((scroll.above, scroll.below), sides, strict=True)
    hidden = [(share, side) for share, side in shares if share > 0]
    if hidden and (scroll.across or not counted):
        parts.append("scrolls sideways" if scroll.across else "scrolls")
    for share, side in hidden:
        parts.append(f"more {side}" if counted else f"{max(share * 100, 1):.0f} % {side}")
    return f": {', '.join(parts)}" if parts else ""


def _html(node: Node, base: str) -> str:
    """Return what the HTML says besides, as `<input type=email form=POST /subscribe>`."""
    parts = [node.tag]
    if node.type:
        parts.append(f"type={node.type}")
    if node.href is not None:
        parts.append(f"href={_within(base, node.href)}")
    if node.download:
        parts.append("download")
    if node.form is not None:
        parts.append(f"form={node.form.method} {_within(base, node.form.action)}".rstrip())
    return f"<{' '.join(parts)}>"


def _within(base: str, address: str) -> str:
    return f"/{address[len(base) :]}" if base and address.startswith(base) else address
