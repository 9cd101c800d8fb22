"""Acting on small pages, and situations made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webagent_actions import Situation, perform, validate
from webagent_observation import Fingerprint, Node, Observation, Timings, render

if TYPE_CHECKING:
    from webagent_actions import Action, Outcome

    from webagent.browser import Session


async def visit(session: Session, url: str) -> Situation:
    """Open an address in the session's tab and look at it."""
    await session.goto(url)
    return await session.look()


def ref_of(situation: Situation, name: str) -> int:
    """Return the ref of the one thing of this name."""
    (ref,) = [ref for ref, node in situation.observation.refs.items() if node.name == name]
    return ref


async def act(session: Session, before: Situation, action: Action) -> Outcome:
    """Take an action as the product does, but for permission."""
    validate(action, before)
    return await perform(action, before, session)


def observed(*nodes: Node, url: str = "http://127.0.0.1/") -> Observation:
    """Return the observation of a page that shows these nodes."""
    return Observation(
        url=url,
        title="Test",
        text=render(nodes),
        refs={n.ref: n for root in nodes for n in root.walk() if n.ref is not None},
        nodes=nodes,
        fingerprint=Fingerprint.of(url, nodes),
        timings=Timings(0.0, 0.0),
    )


def situated(*nodes: Node, **rest: Any) -> Situation:
    """Return the situation of a page that shows these nodes."""
    return Situation(observed(*nodes), **rest)
