"""Scrolling what holds more than it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._errors import ActionRefused
from ..verbs import ScrollTarget
from ._page import page_function
from ._performed import Performed

if TYPE_CHECKING:
    from webagent_observation import Node

    from ..verbs import ScrollContainer
    from ._stage import Stage

_ARRIVAL_MS = 700
"""How long a list that has reached its end is given to bring up more."""
_LIMIT_MS = 3500
_BACKWARDS = frozenset({ScrollTarget.PREVIOUS, ScrollTarget.START})


@dataclass(frozen=True, slots=True)
class _Scrolled:
    """How far it went."""

    found: bool
    moved: float
    """In CSS px of content, backwards below 0."""
    before: float
    """Share of the content that lies before the view, 0 to 1."""
    after: float
    """Share that lies after it."""
    grew: int
    """How often more came when the end was reached."""
    growing: bool
    """Time was up before the end of what comes."""


async def scroll_container(action: ScrollContainer, node: Node, stage: Stage) -> Performed:
    """Scroll a container by what it shows at once, or to its end, and say how far it is.

    At the end of a list that loads more, what comes is waited for, up to a limit of time.

    Raises:
        ActionRefused: nothing there scrolls.
        StaleRef: it is gone.
    """
    element = await stage.registry.element(action.ref)
    scroll = page_function("scrolling", "scrollOn")
    argument = {"to": action.to.value, "arrival": _ARRIVAL_MS, "limit": _LIMIT_MS}
    done = _Scrolled(**await element.evaluate(scroll, argument))
    if not done.found:
        raise ActionRefused(
            "not_applicable", f"[{action.ref}] is a {node.role} that does not scroll"
        )
    told = (_told(action.to, done),)
    return Performed(did=told) if done.moved or done.grew else Performed(told)


def _told(to: ScrollTarget, done: _Scrolled) -> str:
    if done.growing:
        return "it was scrolled to its end again and again, and more came each time"
    at_end = done.before < _LITTLE if to in _BACKWARDS else done.after < _LITTLE
    end = "start" if to in _BACKWARDS else "end"
    if not done.moved and not done.grew:
        return f"it does not scroll further: it is at its {end}"
    more = f", after more came {_times(done.grew)}" if done.grew else ""
    if at_end:
        return f"it is at its {end} now{more}"
    return f"it shows {done.before:.0%} to {1 - done.after:.0%} of what is in it now{more}"


_LITTLE = 0.005


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
