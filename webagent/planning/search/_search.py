"""Monte Carlo tree search that only ever takes actions that can be undone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic

from webagent_actions import Reversibility

from ._backup import back_up, lose
from ._budget import Budget
from ._candidate import A
from ._expansion import expand
from ._found import Found, Stopped, best_path
from ._node import Status
from ._selection import Leaf, first_of, select
from ._world import Blocked, Reached

if TYPE_CHECKING:
    from ._budget import Spent
    from ._node import Node
    from ._tree import Tree
    from ._world import Explorer, World

PREDICTED = 0.7
"""What a predicted value counts for, beside one that was seen."""
_NO_WAY_BACK = "it could not be gone back to"
LOOK_AHEAD = 0.25
"""The share of a look-ahead in the value of the node it started from (WebPilot)."""


class Search(Generic[A]):
    """Looks for a state that meets the criteria, from the one that is live.

    Each rollout goes down the tree to where it should grow, opens one node there, values it once,
    and makes the value known above. Opening takes the action in the world, if that can be undone;
    a commit, or what a person has to decide on, is only predicted. It draws nothing by chance: in
    the same world, with one explorer, the same search finds the same tree.
    """

    def __init__(
        self,
        world: World[A],
        budget: Budget | None = None,
        *,
        parallel: int = 1,
        look_ahead: bool = False,
    ) -> None:
        """Prepare a search.

        Args:
            world: what it runs in.
            budget: how much it may cost; by default 10 nodes, 5 deep, 3 wide.
            parallel: how many nodes are opened at once, if the world has as many explorers.
            look_ahead: after each node, one safe action is taken from it, to judge it better.
        """
        self._world = world
        self._budget = Budget() if budget is None else budget
        self._parallel = parallel
        self._look_ahead = look_ahead

    async def run(self, tree: Tree[A]) -> Found[A]:
        """Grow a tree until it holds a success, a limit is reached, or nothing is left to try.

        The live states are left wherever the last rollout led.
        """
        growth = _Growth(self._world, self._budget, tree, look_ahead=self._look_ahead)
        clock = asyncio.timeout(self._budget.seconds)
        try:
            async with clock:
                stopped, reason = await growth.run(self._parallel)
        except TimeoutError:
            if not clock.expired():
                raise
            stopped = Stopped.BUDGET
            reason = f"the limit of {self._budget.seconds:g} seconds was reached"
        path = best_path(tree) if growth.success is None else growth.success.path
        return Found(stopped, reason, tree, growth.spent, path)


class _Growth(Generic[A]):
    """A search that is going on."""

    def __init__(self, world: World[A], budget: Budget, tree: Tree[A], *, look_ahead: bool) -> None:
        self._world = world
        self._budget = budget
        self._tree = tree
        self._look_ahead = look_ahead
        self._before = world.spent
        self._under_way: dict[asyncio.Task[None], tuple[Leaf[A], Explorer[A]]] = {}
        self._places: dict[Explorer[A], Node[A]] = {}
        """The node that each explorer was at last."""
        self._wake = asyncio.Event()
        """Set when a rollout has ended, or has added what others can open."""
        self.success: Node[A] | None = None
        """The first state that was found to meet the criteria."""

    @property
    def spent(self) -> Spent:
        """What this search has used."""
        return self._world.spent - self._before

    async def run(self, parallel: int) -> tuple[Stopped, str]:
        """Roll out until there is a reason to stop; return it."""
        idle = list(self._world.explorers[:parallel])
        try:
            while True:
                limit = self._start(idle)
                if not self._under_way:
                    return self._end(limit)
                await self._wake.wait()
                self._wake.clear()
                for task in [task for task in self._under_way if task.done()]:
                    leaf, explorer = self._under_way.pop(task)
                    leaf.release()
                    idle.append(explorer)
                    task.result()
                if self.success is not None:
                    return Stopped.SUCCESS, "a state was found that meets the criteria"
        finally:
            await self._cancel()

    def _start(self, idle: list[Explorer[A]]) -> str | None:
        """Start a rollout for each explorer that waits; return the limit that is in the way."""
        while idle:
            limit = self._limit()
            leaf = None if limit else select(self._tree.root, self._budget)
            if leaf is None:
                return limit
            leaf.reserve()
            explorer = self._nearest(leaf, idle)
            idle.remove(explorer)
            rollout = asyncio.create_task(self._roll_out(leaf, explorer))
            rollout.add_done_callback(lambda _: self._wake.set())
            self._under_way[rollout] = leaf, explorer
        return None

    def _nearest(self, leaf: Leaf[A], idle: list[Explorer[A]]) -> Explorer[A]:
        """Return the explorer that is at the leaf, if it waits: it need not go there."""
        there = (each for each in idle if self._places.get(each) is leaf.node)
        return next(there, idle[0])

    def _end(self, limit: str | None) -> tuple[Stopped, str]:
        if self._tree.root.status is Status.DEAD:
            return Stopped.LOST, "the state that the search began in could not be gone back to"
        if limit is not None:
            return Stopped.BUDGET, limit
        return Stopped.EXHAUSTED, "there is nothing left to try"

    async def _cancel(self) -> None:
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        for leaf, _ in self._under_way.values():
            leaf.release()
            # What was cancelled before it began could not do this itself.
            (leaf.child or leaf.node).busy = False

    def _limit(self) -> str | None:
        return self._budget.exceeded(
            opened=self._tree.opened, commits=self._tree.commits, spent=self.spent
        )

    async def _roll_out(self, leaf: Leaf[A], explorer: Explorer[A]) -> None:
        if leaf.child is not None:
            await self._open(leaf.child, explorer)
            return
        await self._ask(leaf.node, explorer)
        child = first_of(leaf.node.offered)
        if child is not None:
            await self._open(child, explorer)

    async def _ask(self, node: Node[A], explorer: Explorer[A]) -> None:
        try:
            candidates = await explorer.propose(node, self._budget.branch)
        finally:
            node.busy = False
        if candidates is None:
            lose(node, _NO_WAY_BACK)
        else:
            expand(self._tree, node, candidates, branch=self._budget.branch)
        self._wake.set()

    async def _open(self, node: Node[A], explorer: Explorer[A], *, ahead: bool = False) -> None:
        node.busy = True
        try:
            if self._limit() is None:
                self._tree.opened += 1
                await self._try(node, explorer, ahead=ahead)
        finally:
            node.busy = False

    async def _try(self, node: Node[A], explorer: Explorer[A], *, ahead: bool) -> None:
        parent, candidate = node.parent, node.candidate
        assert parent is not None
        assert candidate is not None
        if not candidate.explorable:
            await self._predict(node, candidate.reserved)
        elif not await explorer.go_to(parent):
            lose(parent, _NO_WAY_BACK)
        else:
            step = await explorer.step(parent, candidate.action)
            self._places[explorer] = node
            if isinstance(step, Reached):
                await self._arrive(node, step, explorer, ahead=ahead)
            elif isinstance(step, Blocked):
                await self._predict(node, step.reason)
            else:
                _die(node, step.reason)

    async def _arrive(
        self, node: Node[A], reached: Reached, explorer: Explorer[A], *, ahead: bool
    ) -> None:
        node.label, node.outcome = reached.label, reached.outcome
        node.fingerprint = reached.fingerprint
        if not reached.changed:
            _die(node, "nothing changed")
            return
        known = self._tree.recognise(node, reached.fingerprint)
        if known is None:
            await self._evaluate(node, explorer, ahead=ahead)
        elif known in node.ancestors:
            _die(node, f"it leads back to #{known.id}")
        else:
            node.status, node.alias_of = Status.ALIAS, known
            node.why = f"the same state as #{known.id}"
            node.value = known.best
            back_up(node, node.value)

    async def _evaluate(self, node: Node[A], explorer: Explorer[A], *, ahead: bool) -> None:
        evaluation = await self._world.evaluate(node)
        node.status, node.evaluation, node.value = Status.REACHED, evaluation, evaluation.value
        if evaluation.succeeded:
            self.success = self.success or node
        elif self._look_ahead and not ahead:
            await self._look_beyond(node, explorer)
        back_up(node, node.value)

    async def _predict(self, node: Node[A], why: str) -> None:
        assert node.parent is not None
        assert node.candidate is not None
        evaluation = await self._world.predict(node.parent, node.candidate)
        node.status, node.why, node.evaluation = Status.COMMIT, why, evaluation
        node.value = evaluation.value
        if not node.candidate.final:
            node.value *= PREDICTED
        elif evaluation.succeeded:
            self.success = self.success or node
        back_up(node, node.value)

    async def _look_beyond(self, node: Node[A], explorer: Explorer[A]) -> None:
        """Open a safe child of a new node, and let its value count."""
        if node.depth >= self._budget.depth or self._limit() is not None:
            return
        await self._ask(node, explorer)
        child = first_of(tuple(n for n in node.offered if _is_safe(n)))
        if child is None:
            return
        await self._open(child, explorer, ahead=True)
        if child.visits:
            node.value = (1 - LOOK_AHEAD) * node.value + LOOK_AHEAD * child.value


def _is_safe(node: Node[A]) -> bool:
    candidate = node.candidate
    return (
        candidate is not None
        and candidate.explorable
        and candidate.reversibility is Reversibility.SAFE
    )


def _die(node: Node[A], why: str) -> None:
    node.status, node.why = Status.DEAD, why
    back_up(node, 0.0)
