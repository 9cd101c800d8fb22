"""The entries of a page's lists, each with its text and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_observation import walk

from webagent.actors.ranking import is_line, records_among

from ._words import contains, stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._page import Control, Page

_ENTRIES = frozenset({"article", "gridcell", "listitem", "option", "row", "treeitem"})


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a list."""

    text: str
    controls: tuple[Control, ...]

    def says(self, text: str) -> bool:
        """Return whether it has all words of a text."""
        return set(stems(text)) <= set(stems(self.text))

    def says_so(self, text: str) -> bool:
        """Return whether it has the words of a text one after the other."""
        return contains(stems(self.text), stems(text))


def lines_of(page: Page) -> Iterator[Line]:
    """Yield the entries that have controls, of all lists, also of those that don't say that they
    are.
    """
    controls = {control.ref: control for control in page.controls}
    left = [(page.nodes, False)]
    while left:
        level, seen = left.pop()
        found = [(node,) for node in level if node.role in _ENTRIES]
        if not found and not seen:
            found = records_among(level)
        for entry in found:
            inside = list(walk(entry))
            held = tuple(controls[node.ref] for node in inside if node.ref in controls)
            if held:
                yield Line(" ".join(node.name for node in inside if node.name), held)
        taken = {id(node) for entry in found for node in entry}
        left.extend(
            (node.children, is_line(node))
            for node in reversed(level)
            if node.children and id(node) not in taken and not (found and is_line(node))
        )
