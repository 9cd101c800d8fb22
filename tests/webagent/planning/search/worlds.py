"""A world that is written down: where actions lead, what is proposed, and what is thought of it."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from webagent_actions import Reversibility

from webagent.planning.search import (
    Budget,
    Candidate,
    Evaluation,
    Found,
    Node,
    Reached,
    Refused,
    Search,
    Spent,
    Step,
    Tree,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

START = "start"


def scored(value: float, *, met: bool | None = False, lesson: str = "") -> Evaluation:
    """Return a judgement of this value."""
    return Evaluation(value, value, met, sibling_reflection=lesson)


def safe(action: str, score: float = 0.0) -> Candidate[str]:
    return Candidate(action, Reversibility.SAFE, score)


def commit(action: str, score: float = 0.0) -> Candidate[str]:
    return Candidate(action, Reversibility.COMMIT, score)


class WrittenWorld:
    """Does exactly what it is told, and keeps what it was asked."""

    def __init__(
        self,
        proposals: Mapping[str, Sequence[Candidate[str]]],
        values: Mapping[str, Evaluation],
        steps: Mapping[str, Step] | None = None,
        *,
        lost: Sequence[str] = (),
        explorers: int = 1,
        later: Mapping[str, Sequence[Candidate[str]]] | None = None,
    ) -> None:
        """An action leads to the state of its name, unless `steps` says else.

        `later` is what is proposed the second time; `lost` can't be gone back to.
        """
        self._proposals = proposals
        self._later = later or {}
        self._values = values
        self._steps = steps or {}
        self._lost = lost
        self.explorers: Sequence[WrittenExplorer] = [
            WrittenExplorer(self) for _ in range(explorers)
        ]
        self.spent = Spent()
        self.asked: Counter[str] = Counter()
        self.lessons: defaultdict[str, list[str]] = defaultdict(list)
        """What was told when candidates were asked for."""
        self.taken: list[str] = []
        self.predicted: list[str] = []
        self.at_once = 0
        """The most steps that were under way at the same time."""
        self._under_way = 0

    def propose(self, node: Node[str]) -> Sequence[Candidate[str]]:
        self._use()
        state = state_of(node)
        self.asked[state] += 1
        self.lessons[state] += [lesson for _, lesson in node.lessons]
        again = self.asked[state] > 1 and state in self._later
        return (self._later if again else self._proposals).get(state, ())

    async def evaluate(self, node: Node[str]) -> Evaluation:
        self._use()
        return self._values[state_of(node)]

    async def predict(self, node: Node[str], candidate: Candidate[str]) -> Evaluation:
        self._use()
        self.predicted.append(candidate.action)
        return self._values[candidate.action]

    async def take(self, action: str) -> Step:
        self.taken.append(action)
        self._under_way += 1
        self.at_once = max(self.at_once, self._under_way)
        # Lets all others that are under way come this far.
        for _ in range(5):
            await asyncio.sleep(0)
        self._under_way -= 1
        return self._steps.get(action, Reached(action))

    def is_lost(self, state: str) -> bool:
        return state in self._lost

    def _use(self) -> None:
        self.spent = Spent(self.spent.calls + 1, self.spent.tokens + 100, self.spent.requests)


class WrittenExplorer:
    """One live state of a written world."""

    def __init__(self, world: WrittenWorld) -> None:
        self._world = world
        self._state = START

    async def go_to(self, node: Node[str]) -> bool:
        self._state = state_of(node)
        return not self._world.is_lost(self._state)

    async def propose(self, node: Node[str], k: int) -> Sequence[Candidate[str]]:
        return self._world.propose(node)

    async def step(self, node: Node[str], action: str) -> Step:
        assert self._state == state_of(node)
        self._state = "elsewhere"
        return await self._world.take(action)


def state_of(node: Node[str]) -> str:
    return START if node.candidate is None else node.candidate.action


def tree() -> Tree[str]:
    return Tree(Reached(START, label="the start"))


def named(grown: Tree[str]) -> dict[str, Node[str]]:
    """Return the nodes by the action that leads to them."""
    return {state_of(node): node for node in grown.nodes}


async def found_every_kind() -> Found[str]:
    """Return what a search after a commit comes to, with every kind of node in its tree."""
    world = WrittenWorld(
        {
            START: [
                replace(safe("click [1]", 3), target="link “Teas”"),
                safe("click [2]", 1.5),
                replace(safe("click [3]", 9), denied="robots.txt disallows /admin"),
                safe("click [9]", 0.5),
            ],
            "click [1]": [commit("click [4]", 3), safe("click [5]", 2), safe("click [6]", 1)],
        },
        {"click [1]": scored(8), "click [4]": scored(9), "click [6]": scored(2)},
        {
            "click [1]": Reached("teas", label="/teas"),
            "click [2]": Reached("teas"),
            "click [5]": Refused("the element is covered\x1b[2J"),
        },
    )
    before = tree()
    await Search(WrittenWorld({START: [commit("login")]}, {"login": scored(9)})).run(before)
    grown = before.reroot(named(before)["login"], Reached(START, label="/account"))
    return await Search(world, Budget(nodes=6)).run(grown)
