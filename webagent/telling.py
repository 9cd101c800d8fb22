"""What is told of an action: what it was done to, and what that holds afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import Click
from webagent_observation import pivotal

if TYPE_CHECKING:
    from collections.abc import Container

    from webagent_actions import Action, Situation
    from webagent_observation import Node, Observation

AROUND_WORDS = 60


def node_of(action: Action, observation: Observation) -> Node | None:
    """Return the element an action is for, as it was shown; `None` if there is none."""
    return observation.refs.get(getattr(action, "ref", 0))


def target_of(action: Action, situation: Situation) -> str:
    """Return the element or the part of the page an action is for, as the page names it."""
    ref: int = getattr(action, "ref", 0)
    node = situation.observation.refs.get(ref)
    if node is not None:
        return f"{node.role} “{node.name}”"
    elisions = () if situation.view is None else situation.view.elisions
    return next((elision.told for elision in elisions if elision.ref == ref), "")


def named(action: Action, target: str, numbers: Container[int] = ()) -> str:
    """Return an action with its element by name, and by number only if that is one of `numbers`."""
    written = str(action)
    ref: int | None = getattr(action, "ref", None)
    if target and ref is not None and ref not in numbers:
        written = written.replace(f" [{ref}]", "", 1)
    return f"{written} {target}".rstrip()


def around(action: Action, observation: Observation) -> str:
    """Return what stands around an element that is clicked, in a few lines.

    What else there was to choose from tells later why it was chosen; a field is told by its name.
    """
    if not isinstance(action, Click):
        return ""
    return pivotal(observation.nodes, {action.ref}, limit_words=AROUND_WORDS) or ""


def held_after(action: Action, situation: Situation) -> str:
    """Return what the field of an action holds now; empty if it is gone."""
    node = node_of(action, situation.observation)
    if node is None:
        return ""
    if "checked" in node.states:
        return "on" if node.states["checked"] is True else "off"
    return f"“{node.value}”" if node.value else "filled"
