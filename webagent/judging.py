"""Judging an action by what it is done to, and by what that has done before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import judge
from webagent_manifests import origin_of

from webagent.telling import node_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_actions import Action, Judgement, SentRequest, Situation
    from webagent_observation import Observation

    from webagent.consequences import Learned


def judged(action: Action, situation: Situation, learned: Learned | None) -> Judgement:
    """Return what it would take to undo an action.

    Raises:
        webagent_actions.ActionRefused: a field of `fill_form` can't be filled.
    """
    observation = situation.observation
    judgement = judge(action, observation, dialog=situation.dialog)
    node, origin = node_of(action, observation), origin_of(observation.url)
    if learned is None or node is None or origin is None:
        return judgement
    return learned.classify(judgement, str(origin), action, node)


def learn(
    action: Action,
    observation: Observation,
    requests: Iterable[SentRequest],
    learned: Learned | None,
) -> None:
    """Remember what an action set off, also what was stopped."""
    node, origin = node_of(action, observation), origin_of(observation.url)
    if learned is not None and node is not None and origin is not None:
        learned.observe(str(origin), action, node, requests)
