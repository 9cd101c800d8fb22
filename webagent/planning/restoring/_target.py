"""Elements in words: what still names them when their document is gone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webagent_observation import Node, Observation, Registry


@dataclass(frozen=True, slots=True)
class Target:
    """One element of a page; refs die with documents, this does not."""

    role: str
    name: str
    frame: str
    """Address of the frame it is in; empty in the main frame."""
    nth: int
    """Its place among its equals in role, name and frame, from 0, in reading order."""
    among: int
    """How many of these there are."""

    def names(self, node: Node) -> bool:
        """Whether a node has its role and name."""
        return (node.role, node.name) == (self.role, self.name)


class Elements:
    """What can be acted on in one look, by its words."""

    def __init__(self, observation: Observation, registry: Registry) -> None:
        self.observation = observation
        self._registry = registry
        self._equals: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
        for ref in observation.refs:
            self._equals[self._key(ref)].append(ref)

    def describe(self, ref: int) -> Target:
        """Return an element in words. Raises `KeyError` if none of that ref was seen."""
        key = self._key(ref)
        equals = self._equals[key]
        return Target(*key, equals.index(ref), len(equals))

    def find(self, target: Target) -> int | None:
        """Return the ref by which an element is seen here.

        `None` if it is not there, or has more or fewer equals than it had: which one it is would
        be a guess.
        """
        equals = self._equals.get((target.role, target.name, target.frame), [])
        return equals[target.nth] if len(equals) == target.among else None

    def _key(self, ref: int) -> tuple[str, str, str]:
        node, frame = self.observation.refs[ref], self._registry.frame(ref)
        return node.role, node.name, "" if frame.parent_frame is None else frame.url
