"""How often tree search finds the goal of a maze, beside acting greedily, best-first and by chance.

    python -m benchmarks.search [--mazes 1000] [--distance N] [--parallel 1] [--json]

Every way of going has the same noisy actor, the best-first one the same noisy judge too, and
each may take as many actions as the search may open nodes: the product's default, 10. What makes
the mazes hard is said in `benchmarks/_maze.py`.

- search: the product's `Search`.
- best-first: opens the best untried action of the most valuable state that was reached (Koh et al.
  2024, arXiv 2407.01476), under the same guard.
- greedy: takes the action that the actor likes best, not twice the same from where it did nothing.
- random: takes any action.

With `--distance 4` search finds no more than best-first does: 10 actions are too few for either.
With `--parallel` it finds less in as many actions, since each knows less when it is begun.

The last two act for good, as an agent without search does. Exit code 1 if the search took an action
that can't be undone or is not permitted, found the goal in fewer than 95 % of the mazes, or if
acting greedily did in more than 60 %.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from random import Random
from statistics import mean
from typing import TYPE_CHECKING

from benchmarks._maze import LENGTHS, START, MazeWorld, make_maze, state_of
from webagent.planning.search import (
    Budget,
    Found,
    Node,
    Reached,
    Search,
    Status,
    Stopped,
    Tree,
    expand,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from benchmarks._maze import Edge, Maze

ACTIONS = Budget().nodes
AT_LEAST = 0.95
AT_MOST = 0.60


@dataclass(frozen=True, slots=True)
class Going:
    """What one way of going came to in one maze."""

    arrived: bool
    actions: int
    """Tried or performed, up to the goal or the end."""
    calls: int
    """Of actor and judge."""
    irreversible: int
    denied: int


@dataclass(frozen=True, slots=True)
class Row:
    """The same over many mazes."""

    way: str
    mazes: int
    arrived: float
    """Share of mazes."""
    actions: float
    """Mean over the mazes."""
    calls: float
    irreversible: int
    """In all mazes together."""
    denied: int

    @classmethod
    def of(cls, way: str, goings: list[Going]) -> Row:
        """Sum up."""
        return cls(
            way,
            len(goings),
            mean(going.arrived for going in goings),
            mean(going.actions for going in goings),
            mean(going.calls for going in goings),
            sum(going.irreversible for going in goings),
            sum(going.denied for going in goings),
        )


def start(world: MazeWorld) -> Tree[Edge]:
    """Return the tree of a search that begins at the start of a maze."""
    return Tree(Reached(world.looks(START), label="start"))


async def search(maze: Maze, parallel: int = 1) -> tuple[MazeWorld, Found[Edge]]:
    """Search a maze as the product does."""
    world = MazeWorld(maze, explorers=parallel)
    return world, await Search(world, parallel=parallel).run(start(world))


async def _search(maze: Maze, parallel: int) -> Going:
    world, found = await search(maze, parallel)
    return _going(world, arrived=found.stopped is Stopped.SUCCESS, actions=found.tree.opened)


async def _best_first(maze: Maze, _parallel: int) -> Going:
    world = MazeWorld(maze)
    tree = start(world)
    explorer, budget = world.explorers[0], Budget()
    frontier: list[Node[Edge]] = []

    async def reach(node: Node[Edge]) -> None:
        if node.depth < budget.depth:
            proposed = await explorer.propose(node, budget.branch)
            expand(tree, node, proposed, branch=budget.branch)
            frontier.extend(node.offered)

    def promise(child: Node[Edge]) -> tuple[float, float, int]:
        assert child.parent is not None
        return child.parent.value, child.weight, -child.id

    await reach(tree.root)
    while frontier and tree.opened < ACTIONS:
        child = max(frontier, key=promise)
        frontier.remove(child)
        parent, candidate = child.parent, child.candidate
        assert parent is not None
        assert candidate is not None
        tree.opened += 1
        if not candidate.explorable or not await explorer.go_to(parent):
            continue
        step = await explorer.step(parent, candidate.action)
        if not isinstance(step, Reached) or tree.recognise(child, step.fingerprint) is not None:
            continue
        child.status, child.value = Status.REACHED, (await world.evaluate(child)).value
        if state_of(child) == world.maze.goal:
            return _going(world, arrived=True, actions=tree.opened)
        await reach(child)
    return _going(world, arrived=False, actions=tree.opened)


async def _greedy(maze: Maze, _parallel: int) -> Going:
    return _walk(maze, lambda world, state: [edge for _, edge in world.ranked(state)])


async def _random(maze: Maze, _parallel: int) -> Going:
    chance = Random(f"walk {maze.seed}")

    def drawn(world: MazeWorld, state: int) -> list[Edge]:
        edges = world.maze.edges[state]
        return chance.sample(edges, len(edges))

    return _walk(maze, drawn)


def _walk(maze: Maze, ranked: Callable[[MazeWorld, int], list[Edge]]) -> Going:
    """Take the first action each time, until it is over."""
    world = MazeWorld(maze)
    explorer = world.explorers[0]
    vain: set[Edge] = set()
    for taken in range(1, ACTIONS + 1):
        offered = [e for e in ranked(world, explorer.state) if not e.denied and e not in vain]
        if not offered:
            return _going(world, arrived=False, actions=taken - 1)
        edge = offered[0]
        if edge.refused or not explorer.perform(edge).changed:
            vain.add(edge)
        if edge.wrecks:
            return _going(world, arrived=False, actions=taken)
        if explorer.state == world.maze.goal:
            return _going(world, arrived=True, actions=taken)
    return _going(world, arrived=False, actions=ACTIONS)


def _going(world: MazeWorld, *, arrived: bool, actions: int) -> Going:
    return Going(arrived, actions, world.spent.calls, world.irreversible, world.denied)


WAYS: dict[str, Callable[[Maze, int], Awaitable[Going]]] = {
    "search": _search,
    "best-first": _best_first,
    "greedy": _greedy,
    "random": _random,
}


async def measure(
    mazes: int, distances: Sequence[int] = LENGTHS, *, parallel: int = 1
) -> list[Row]:
    """Go through the first so many mazes in each way."""
    made = [make_maze(seed, distances) for seed in range(mazes)]
    return [Row.of(way, [await go(maze, parallel) for maze in made]) for way, go in WAYS.items()]


def passed(rows: list[Row]) -> bool:
    """Return whether the search did what is asked of it."""
    by_way = {row.way: row for row in rows}
    found = by_way["search"]
    return (
        found.arrived >= AT_LEAST
        and by_way["greedy"].arrived <= AT_MOST
        and found.irreversible == found.denied == 0
    )


def main() -> int:
    """Print the table, or with `--json` the numbers."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--mazes", type=int, default=1000)
    parser.add_argument("--distance", type=int, action="append", help="of the goal; repeat")
    parser.add_argument("--parallel", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = asyncio.run(
        measure(arguments.mazes, arguments.distance or LENGTHS, parallel=arguments.parallel)
    )
    if arguments.json:
        print(json.dumps([asdict(row) for row in rows]))
    else:
        print(f"{arguments.mazes:,} mazes, at most {ACTIONS} actions in each\n")
        print("| way | goal found | actions | model calls | irreversible | not permitted |")
        print("|---|---|---|---|---|---|")
        for row in rows:
            print(
                f"| {row.way} | {row.arrived:.1%} | {row.actions:.1f} | {row.calls:.1f} | "
                f"{row.irreversible} | {row.denied} |"
            )
    return 0 if passed(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
