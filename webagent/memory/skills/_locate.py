"""The element of a skill's step on the page as it is now, and the action that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import VERBS, ActionError, from_call
from webagent_manifests import origin_of

from ..abstraction import UrlTemplate, same_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent_actions import Action, Situation
    from webagent_observation import Observation

    from ._skill import SkillStep


def action_for(
    step: SkillStep, values: Mapping[str, str], situation: Situation, origin: str
) -> Action | None:
    """Return what a step is on this page; `None` if it does not fit.

    It fits at its origin, at an address of its shape, where just one element has its role and name,
    or several links have that lead to the same address.
    """
    url = situation.observation.url
    if not UrlTemplate.parse(step.page).matches(url, values):
        return None
    return locate(step, values, situation, origin)


def locate(
    step: SkillStep, values: Mapping[str, str], situation: Situation, origin: str
) -> Action | None:
    """Do the same at an address of any shape at the origin."""
    observation = situation.observation
    if situation.dialog is not None or situation.trouble or step.verb not in VERBS:
        return None
    if str(origin_of(observation.url)) != origin:
        return None
    step = step.filled(values)
    arguments: dict[str, object] = dict(step.arguments)
    if step.role:
        ref = _ref(step, observation)
        if ref is None:
            return None
        arguments["ref"] = ref
    try:
        return from_call(step.verb, arguments)
    except ActionError:
        return None


def _ref(step: SkillStep, observation: Observation) -> int | None:
    found = {
        ref: node.href
        for ref, node in observation.refs.items()
        if node.role == step.role and same_text(node.name, step.name)
    }
    addresses = set(found.values())
    if len(found) > 1 and (len(addresses) > 1 or None in addresses):
        return None
    return min(found, default=None)
