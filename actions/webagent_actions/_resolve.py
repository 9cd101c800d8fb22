"""What an action on a choice of a list means for the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .verbs import Action, Check, Click, Select

if TYPE_CHECKING:
    from webagent_observation import Observation


def resolve(action: Action, observation: Observation) -> Action:
    """Return the action that does what is meant: a choice of a native list is made in its list.

    Browsers draw the choices of a `<select>` themselves, so nothing can be clicked there. Any
    other action is returned as it is.
    """
    if not isinstance(action, (Click, Check)):
        return action
    choice = observation.refs.get(action.ref)
    if choice is None or choice.tag != "option":
        return action
    for node in observation.refs.values():
        if any(option.ref == choice.ref for option in node.options) and node.ref is not None:
            return Select(node.ref, choice.name)
    return action
