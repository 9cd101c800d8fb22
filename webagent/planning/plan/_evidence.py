"""What is known when criteria are checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from webagent_actions import SentRequest, Situation
    from webagent_observation import Node


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page, and what was seen and sent on the way to it."""

    url: str
    nodes: tuple[Node, ...] = ()
    hidden: bool = False
    """The page can't be seen now: a dialog is open, or it does not answer."""
    requests: tuple[SentRequest, ...] = ()
    shown: tuple[str, ...] = ()
    """What the actor was shown of pages as text, this one included."""

    @classmethod
    def of(
        cls,
        situation: Situation,
        *,
        requests: tuple[SentRequest, ...] = (),
        shown: tuple[str, ...] = (),
    ) -> Evidence:
        """Return what a situation shows, beside what was seen and sent before."""
        observation = situation.observation
        return cls(
            url=observation.url,
            nodes=observation.nodes,
            hidden=situation.dialog is not None or bool(situation.trouble),
            requests=requests,
            shown=shown,
        )

    def walk(self) -> Iterator[Node]:
        """Yield everything on the page, in reading order."""
        for node in self.nodes:
            yield from node.walk()
