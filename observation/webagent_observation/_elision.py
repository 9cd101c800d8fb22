"""What is left out of a page for want of room, and the line that says so."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from .passes import CELLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._node import Node

_HEADLINE = 40
_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Elision:
    """A part of a page that a view of it leaves out, and announces."""

    ref: int
    """The number to show it by; no element has the same."""
    key: str
    """What it stands for; the same for as long as that part of the page does not change."""
    nodes: tuple[Node, ...]
    """What is left out: siblings, or the one node whose text is left out in part."""
    stretch: tuple[int, int] | None = None
    """Of that text, the first character that is left out and the one after the last."""

    def __str__(self) -> str:
        """Return the line that announces it."""
        return f"[… {self.told} — expand [{self.ref}]]"

    @property
    def told(self) -> str:
        """How much is left out, and what it begins and ends with."""
        if self.stretch is not None:
            first, end = self.stretch
            text = max(self.nodes[0].name, self.nodes[0].value or "", key=len)
            start = _headline(text[first : first + 4 * _HEADLINE])
            return f"{end - first:,} more characters: {start}"
        nodes, container = self.nodes, ""
        while len(nodes) == 1 and nodes[0].children:
            container = container or f"{nodes[0].role} {_headline(nodes[0].name)}".rstrip() + ", "
            nodes = nodes[0].children
        noun = _noun(nodes)
        return f"{container}{len(nodes):,} {noun}: {_headlines(nodes)}".removesuffix(": ")


def _noun(nodes: Sequence[Node]) -> str:
    roles = {node.role for node in nodes}
    one = "cell" if roles <= CELLS else "row" if roles == {"row"} else "item"
    return one if len(nodes) == 1 else f"{one}s"


def _headlines(nodes: Sequence[Node]) -> str:
    first = [_headline(_first_name(node)) for node in nodes[:2]]
    last = _headline(_first_name(nodes[-1])) if len(nodes) > 2 else ""
    between = " … " if len(nodes) > 3 else ", "
    return between.join(filter(None, [", ".join(filter(None, first)), last]))


def _first_name(node: Node) -> str:
    return next((inner.name for inner in islice(node.walk(), _LOOKED_AT) if inner.name), "")


def _headline(text: str) -> str:
    """Return the beginning of a text in quotes, on one line."""
    line = " ".join(text[: 4 * _HEADLINE].split()).replace('"', "'")
    if not line:
        return ""
    return f'"{line}"' if len(line) <= _HEADLINE else f'"{line[:_HEADLINE].rstrip()}…"'
