"""Sites as graphs, on which a search can be tried thousands of times without a browser.

What makes a maze hard:

- The goal is 2 or 3 actions away, and a search may try 10. Of the 3 to 6 actions of each state one
  or two lead nearer.
- The actor ranks what leads nearer first in 7 of 10 states, and half of the time it is wrong in the
  same way however often it is asked. What does harm attracts it.
- The judge is noisy, and takes the first state of a trap for promising.
- Traps lead only to traps. Some actions do nothing, can't be done, or lead back.
- Some actions can't be undone and wreck the task. A third of these look safe, so that only the
  guard finds out. What is predicted of them sounds good.
- States are reached by several ways. In some mazes two different states look the same.
- Some states can't be gone back to. Some actions are not permitted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from random import Random
from typing import TYPE_CHECKING

from webagent_actions import Reversibility

from webagent.planning.search import (
    Blocked,
    Candidate,
    Evaluation,
    Node,
    Reached,
    Refused,
    Spent,
    Step,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

START = 0
LENGTHS = (2, 3)
"""How many actions the goal may be away."""
_ORDINARY = 18
_TRAPS = 6
_PLACES = (0.7, 0.2, 0.09, 0.01)
"""How often an actor ranks what leads nearer first, second, third, and last."""
_LASTING = 0.5
"""In how many states it ranks in the same way each time it is asked."""
_LURE = 0.3
"""How much nearer the top it ranks what does harm than what does not; chance goes from 0 to 1."""
_CONFIDENCE = 0.75
"""The score of each action, as a share of that of the one ranked before it."""
_JUDGE = 1.0
"""Standard deviation of a judge's scores, which go from 0 to 10."""


@dataclass(frozen=True, slots=True)
class Edge:
    """An action: its name tells nothing of where it leads."""

    name: str
    source: int
    target: int
    reversibility: Reversibility
    """As it seems before."""
    wrecks: bool = False
    """It can't be undone, and ends the task."""
    denied: bool = False
    refused: bool = False
    """It can't be done."""

    @property
    def vain(self) -> bool:
        """Whether it never leads anywhere that a task goes on from."""
        return self.wrecks or self.denied or self.refused

    def __str__(self) -> str:
        """Return the name."""
        return self.name


@dataclass(frozen=True, slots=True)
class Maze:
    """A directed graph with a start, a goal, and all that can go wrong between them."""

    seed: int
    goal: int
    edges: dict[int, tuple[Edge, ...]]
    twins: dict[int, int]
    """States that look like another."""
    one_way: frozenset[int]
    """States that can't be gone back to."""
    distances: dict[int, float] = field(compare=False)
    """How many actions each is from the goal by what can be undone."""

    def distance(self, state: int) -> float:
        """Return how many actions it is from the goal; infinite where there is no way."""
        return self.distances.get(state, inf)

    def nearer(self, edge: Edge) -> bool:
        """Return whether an action leads nearer to the goal."""
        return not edge.vain and self.distance(edge.target) < self.distance(edge.source)


def make_maze(seed: int, lengths: Sequence[int] = LENGTHS) -> Maze:
    """Return a maze that has a way to its goal, of one of these lengths."""
    chance = Random(f"maze {seed}")
    length = chance.choice(lengths)
    way = range(length + 1)
    ordinary = range(length + 1, length + 1 + _ORDINARY)
    traps = range(ordinary.stop, ordinary.stop + _TRAPS)
    edges: dict[int, list[Edge]] = {state: [] for state in range(traps.stop)}
    for state in way[:-1]:
        _add(edges, chance, state, state + 1)
    for state in (*way[:-1], *ordinary):
        for _ in range(chance.randint(3, 5)):
            _add(edges, chance, state, _pick(chance, state, ordinary, traps), harm=True)
    for state in traps:
        for _ in range(chance.randint(2, 4)):
            _add(edges, chance, state, chance.choice(traps), harm=True)
    for leaving in edges.values():
        chance.shuffle(leaving)
    twin, other = chance.sample([s for s in edges if s not in (START, length)], 2)
    return Maze(
        seed=seed,
        goal=length,
        edges={state: tuple(leaving) for state, leaving in edges.items()},
        twins={twin: other} if chance.random() < 0.2 else {},
        one_way=frozenset(s for s in edges if s != START and chance.random() < 0.01),
        distances=_distances(edges, length),
    )


def _pick(chance: Random, state: int, ordinary: Sequence[int], traps: Sequence[int]) -> int:
    """Return where an action leads that does not lead nearer: back to itself, in a trap, astray."""
    drawn = chance.random()
    if drawn < 0.1:
        return state
    return chance.choice(traps if drawn < 0.35 else (*ordinary, START))


def _add(
    edges: dict[int, list[Edge]], chance: Random, source: int, target: int, *, harm: bool = False
) -> None:
    """Add an action under a new name; with `harm`, something may be wrong with it."""
    drawn = chance.random() if harm else 1.0
    seems = (Reversibility.SAFE, Reversibility.EDIT)
    edges[source].append(
        Edge(
            f"a{sum(map(len, edges.values()))}",
            source,
            target,
            Reversibility.COMMIT if drawn < 0.14 else chance.choice(seems),
            wrecks=drawn < 0.2,
            denied=0.2 <= drawn < 0.25,
            refused=0.25 <= drawn < 0.3,
        )
    )


def _distances(edges: dict[int, list[Edge]], goal: int) -> dict[int, float]:
    """Return how far each state is from the goal, breadth first against the direction."""
    usable = [edge for leaving in edges.values() for edge in leaving if not edge.vain]
    found: dict[int, float] = {}
    rim = {goal}
    while rim:
        found |= dict.fromkeys(rim, len(set(found.values())))
        rim = {edge.source for edge in usable if edge.target in rim} - found.keys()
    return found


class MazeWorld:
    """A maze with a noisy actor and a noisy judge, as a search sees it.

    It counts what must never happen: wrecks and actions that are not permitted.
    """

    def __init__(self, maze: Maze, *, explorers: int = 1) -> None:
        self.maze = maze
        self.explorers = [MazeExplorer(self) for _ in range(explorers)]
        self.spent = Spent()
        self.performed: list[Edge] = []
        self._asked = 0

    @property
    def irreversible(self) -> int:
        """How many actions were performed that can't be undone."""
        return sum(edge.wrecks for edge in self.performed)

    @property
    def denied(self) -> int:
        """How many actions were performed that are not permitted."""
        return sum(edge.denied for edge in self.performed)

    def ranked(self, state: int) -> list[tuple[float, Edge]]:
        """Return what the actor thinks of each action, the best first."""
        self._use_model()
        self._asked += 1
        chance = Random(f"{self.maze.seed} {state}")
        if chance.random() >= _LASTING:
            chance = Random(f"{self.maze.seed} {state} {self._asked}")
        liked = {edge: self._lure(edge) + chance.random() for edge in self.maze.edges[state]}
        order = sorted(liked, key=lambda edge: liked[edge], reverse=True)
        for edge in filter(self.maze.nearer, self.maze.edges[state]):
            order.remove(edge)
            [place] = chance.choices((0, 1, 2, len(order)), _PLACES)
            order.insert(place, edge)
        return [(_CONFIDENCE**rank, edge) for rank, edge in enumerate(order)]

    def _lure(self, edge: Edge) -> float:
        harmful = edge.wrecks or self.maze.distance(edge.target) == inf
        return _LURE if harmful else 0.0

    def propose(self, node: Node[Edge], k: int) -> list[Candidate[Edge]]:
        """Return the best `k` actions that were not tried, and those that are not permitted."""
        tried = {edge for edge, _ in node.lessons}
        left = [each for each in self.ranked(state_of(node)) if each[1] not in tried]
        permitted = [each for each in left if not each[1].denied]
        denied = [each for each in left if each[1].denied]
        return [
            Candidate(edge, edge.reversibility, score, denied="a rule" if edge.denied else "")
            for score, edge in (*permitted[:k], *denied)
        ]

    async def evaluate(self, node: Node[Edge]) -> Evaluation:
        """Judge a state by how near the goal seems, and how much nearer than before."""
        self._use_model()
        assert node.parent is not None
        return self.judged(state_of(node.parent), state_of(node))

    async def predict(self, node: Node[Edge], candidate: Candidate[Edge]) -> Evaluation:
        """Take what wrecks for rather good."""
        self._use_model()
        chance = Random(f"{self.maze.seed} predicted {candidate.action}")
        return Evaluation(_clipped(chance.gauss(6, _JUDGE)), _clipped(chance.gauss(6, _JUDGE)))

    def judged(self, before: int, state: int) -> Evaluation:
        """Return what the judge thinks of coming from one state to another."""
        maze = self.maze
        chance = Random(f"{maze.seed} judged {before} {state}")
        distance, was = maze.distance(state), maze.distance(before)
        if distance == was == inf:
            effect, nearness = 3.0, 0.2
        elif distance == inf:
            effect, nearness = 5.0, 0.5
        else:
            effect, nearness = 7.5 if distance < was else 3.0, max(0.0, 1 - distance / 6)
        return Evaluation(
            _clipped(effect + chance.gauss(0, _JUDGE)),
            _clipped(10 * nearness + chance.gauss(0, _JUDGE)),
            met=state == maze.goal,
            child_reflection="go on",
            sibling_reflection="" if distance < was else "not nearer",
        )

    def _use_model(self) -> None:
        self.spent = Spent(self.spent.calls + 1, 0, self.spent.requests)

    def looks(self, state: int) -> int:
        """Return what a state looks like."""
        return self.maze.twins.get(state, state)


class MazeExplorer:
    """Where somebody is in a maze."""

    def __init__(self, world: MazeWorld) -> None:
        self._world = world
        self.state = START

    async def go_to(self, node: Node[Edge]) -> bool:
        """Go there, if one can."""
        state = state_of(node)
        if state != self.state and state in self._world.maze.one_way:
            return False
        self.state = state
        return True

    async def propose(self, node: Node[Edge], k: int) -> list[Candidate[Edge]]:
        """Return what the actor of the maze would do."""
        return self._world.propose(node, k)

    async def step(self, node: Node[Edge], action: Edge) -> Step:
        """Take an action as one does while exploring: what would change anything is stopped."""
        assert action.source == self.state == state_of(node)
        if action.wrecks and action.reversibility is not Reversibility.COMMIT:
            return Blocked("it sent POST /wreck")
        if action.refused:
            return Refused("the element is covered")
        return self.perform(action)

    def perform(self, action: Edge) -> Reached:
        """Take an action for good."""
        self._world.performed.append(action)
        changed = action.target != self.state
        self.state = action.target
        looks = self._world.looks(action.target)
        return Reached(looks, label=f"state {looks}", changed=changed)


def state_of(node: Node[Edge]) -> int:
    """Return the state that a node is."""
    return START if node.candidate is None else node.candidate.action.target


def _clipped(score: float) -> float:
    return min(10.0, max(0.0, score))
