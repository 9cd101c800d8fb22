"""A ranker for tests: whatever can be acted on, by the words it has in common with the task."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webagent_actions import Check, Click, Select, Stop, Type

from webagent.actors.menu import Option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from webagent_actions import Action
    from webagent_observation import Node

    from webagent import State

_QUOTED = re.compile(r'"([^"]+)"')


class OverlapRanker:
    """Finds an option or more for each element; knows nothing of what was done."""

    def options(self, state: State, most: int) -> tuple[Option, ...]:
        words = _words(state.task)
        nodes = state.situation.observation.refs.values()
        found = [
            (action, text, 1.0 + len(words & _words(text)))
            for node in nodes
            if not node.states.get("disabled")
            for action, text in _actions(node, state.task)
        ]
        found.append((Stop("done"), "end the task: all of it is done", 1.0))
        whole = sum(worth for _, _, worth in found)
        found.sort(key=lambda each: -each[2])
        return tuple(Option(action, worth / whole, text) for action, text, worth in found[:most])


def _actions(node: Node, task: str) -> Iterator[tuple[Action, str]]:
    ref = node.ref
    assert ref is not None
    told = f'{node.role} "{node.name}"'
    if node.tag == "select":
        for option in node.options:
            yield Select(ref, option.label), f'choose "{option.label}" in {told}'
    elif node.editable:
        for text in _QUOTED.findall(task):
            yield Type(ref, text), f'type "{text}" into {told}'
    elif "checked" in node.states:
        yield Check(ref, node.states["checked"] is not True), f"set {told}"
    else:
        yield Click(ref), f"click {told}"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.lower()))
