"""The floor of every benchmark: any control, any value, by chance."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

from webagent_actions import Click, Select, Stop, Type

from webagent.state import Proposal

if TYPE_CHECKING:
    from webagent_actions import Action
    from webagent_observation import Node

    from webagent.state import State


class RandomActor:
    """Acts on a control drawn at random, with what the task has in quotes or else its words.

    It never says that it is done; the limit of steps ends it.
    """

    name = "random"

    def __init__(self, seed: int | str) -> None:
        self._random = Random(seed)

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return one action, uniformly over the controls that are enabled."""
        nodes = state.situation.observation.refs.values()
        enabled = [node for node in nodes if not node.states.get("disabled")]
        if not enabled:
            return [
                Proposal((Stop("unable: there is nothing to act on"),), "Nothing to draw from.")
            ]
        node = self._random.choice(enabled)
        return [Proposal((self._action(node, state.task),), "Drawn at random.")]

    def _action(self, node: Node, task: str) -> Action:
        assert node.ref is not None
        if node.tag == "select":
            options = [option.label for option in node.options if not option.disabled]
            return Select(node.ref, self._random.choice(options)) if options else Click(node.ref)
        if node.editable:
            texts = re.findall(r'"([^"]+)"', task) or task.split()
            return Type(node.ref, self._random.choice(texts))
        return Click(node.ref)
