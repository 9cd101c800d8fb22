"""What the page script has sent of a document, so that it need not send it again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ._node import Node

_NEVER = -1
_SPARE_NODES = 1_000


@dataclass(slots=True)
class Memory:
    """The raw nodes of one document by their serials, across looks.

    The page script counts the nodes it sends and names one that did not change by its serial; both
    sides count alike. Whenever an answer was lost, or another cleaning applies, everything is asked
    for anew.
    """

    raws: dict[int, dict[str, Any]] = field(default_factory=dict[int, "dict[str, Any]"])
    simplified: dict[int, Sequence[Node]] = field(default_factory=dict[int, "Sequence[Node]"])
    """What raw nodes became, by their serials; see `simplify`."""
    _look: int = _NEVER
    _limit: int = 0
    _clean: Callable[[str], str] | None = None

    def last_look(self, clean: Callable[[str], str]) -> int:
        """Return the number of the look the page script may build on, -1 for none."""
        if clean != self._clean or len(self.raws) > self._limit:
            self.forget()
        self._clean = clean
        return self._look

    def forget(self) -> None:
        """Ask for everything anew at the next look."""
        self.raws.clear()
        self.simplified.clear()
        self._look = _NEVER

    def take_in(self, look: int, first: int, parts: list[Any]) -> list[Any]:
        """Return the tree of an answer: parts nested, nodes that were sent before put in place.

        Args:
            look: the number of the look.
            first: the serial of the first node in the answer.
            parts: strings, serials and nodes in reading order, as the page script defines them.
        """
        raws = self.raws
        roots: list[Any] = []
        into, lacking = roots, len(parts)
        # Each list that is still being filled, with how many it still lacks.
        unfinished: list[tuple[list[Any], int]] = []
        serial = first
        for part in parts:
            while not lacking:
                into, lacking = unfinished.pop()
            lacking -= 1
            if isinstance(part, str):
                into.append(part)
            elif isinstance(part, int):
                into.append(raws[part])
            else:
                into.append(part)
                raws[serial] = part
                part["serial"] = serial
                serial += 1
                count = part.get("children")
                if count:
                    part["children"] = children = []
                    unfinished.append((into, lacking))
                    into, lacking = children, count
        if self._look == _NEVER:
            self._limit = 2 * len(raws) + _SPARE_NODES
        self._look = look
        return roots
