"""Actors that name several actions by page, and critics that grade pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webagent_actions import parse

from webagent.actors._scripted import numbered
from webagent.state import Proposal, Score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from webagent.state import State

BAD, POSSIBLE, GOOD, DONE = 1.0, 4.5, 7.5, 10.0


class Choices:
    """Proposes the lines for the path of the page, each with its weight; else to stop, unable."""

    name = "choices"

    def __init__(self, by_path: Mapping[str, Sequence[tuple[str, float]]]) -> None:
        self._by_path = by_path
        self.states: list[State] = []

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        self.states.append(state)
        path = urlsplit(state.situation.observation.url).path
        lines = self._by_path.get(path, [("stop [unable: nothing is known of this page]", 1.0)])
        nodes = state.situation.observation.refs.values()
        told = ("\n".join(numbered(each, nodes) for each in line.split("\n")) for line, _ in lines)
        return [
            Proposal(parse(each), line, weight=weight)
            for each, (line, weight) in zip(told, lines[:k], strict=False)
        ]


class Grades:
    """Grades a state by its path; what is only thought of by what its action says."""

    def __init__(self, by_path: Mapping[str, float], thought: float = DONE) -> None:
        self._by_path = by_path
        self._thought = thought

    async def score(self, state: State) -> Score:
        last = state.history[-1]
        if last.outcome.startswith("not done"):
            grade = self._thought if "unable" not in str(last.actions[0]) else BAD
        else:
            grade = self._by_path.get(urlsplit(state.situation.observation.url).path, BAD)
        return Score(grade, grade, sibling_reflection="" if grade > BAD else "a dead end")
