"""The plan of a task as a tree of subtasks.

The verbs `branch` and `prune` are AgentOccam's (arXiv 2410.13825, section 3.2). Other than there,
numbers are unique, and what was planned and never begun survives a pruning before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from ._subtask import Draft, Subtask, SubtaskStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ._criterion import Criterion

ROOT = 0


@dataclass(frozen=True, slots=True)
class PlanTree:
    """All parts of a plan, and the one that is being worked on. Each operation returns a new tree.

    `PlanTree()` is the smallest: the task is its own only part. Nothing is ever taken out, so that
    a number is a place in `subtasks`. Always open: the root, the active part, and what the active
    part is below of. A part comes after all that is below it, and the root after everything.
    """

    subtasks: tuple[Subtask, ...] = (Subtask(ROOT, None, ""),)
    active: int = ROOT
    constraints: tuple[str, ...] = ()
    """What has to be kept to all along."""

    @classmethod
    def of(
        cls,
        drafts: Iterable[Draft],
        *,
        success: tuple[Criterion, ...] = (),
        constraints: tuple[str, ...] = (),
    ) -> PlanTree:
        """Return a plan of these parts, the first of which is active."""
        root = Subtask(ROOT, None, "", success)
        return cls((root,), ROOT, constraints)._with(ROOT, drafts)._onward()

    def __getitem__(self, number: int) -> Subtask:
        """Return a part. Raises `IndexError` where there is none of that number."""
        if number < 0:
            raise IndexError(number)
        return self.subtasks[number]

    @property
    def bare(self) -> bool:
        """Whether it says nothing but that there is a task."""
        return len(self.subtasks) == 1 and not self.root.success and not self.constraints

    @property
    def root(self) -> Subtask:
        """The task itself."""
        return self.subtasks[ROOT]

    @property
    def current(self) -> Subtask:
        """The active part."""
        return self.subtasks[self.active]

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers of the parts that the actor sees."""
        return tuple(each.id for each in self.subtasks if each.shown)

    @property
    def closed(self) -> tuple[int, ...]:
        """The numbers of the parts that nothing is done for any more, given up ones included."""
        return tuple(each.id for each in self.subtasks if not each.open)

    def children(self, number: int) -> Iterator[Subtask]:
        """Yield the parts right below a part, in order."""
        return (each for each in self.subtasks if each.parent == number)

    def below(self, number: int) -> Iterator[int]:
        """Yield the numbers of all parts below a part, each after those below it."""
        for child in self.children(number):
            yield from self.below(child.id)
            yield child.id

    def depth(self, number: int) -> int:
        """Return how far below the root a part is."""
        return sum(1 for _ in self._above(number))

    def begun(self, url: str, turn: int) -> PlanTree:
        """Tell in which turn and on which page the active part is begun, if it was not before."""
        current = self.current
        if current.turn0:
            return self
        return self._put(replace(current, url0=url, turn0=turn, attempts=current.attempts + 1))

    def branch(self, parent: int, intent: str) -> PlanTree:
        """Add a part below another, and work on it; a parent that was closed is open again.

        Raises:
            IndexError: there is no such parent.
        """
        tree = self._opened(parent)._with(parent, (Draft(intent),))
        return replace(tree, active=len(tree.subtasks) - 1)

    def prune(self, number: int, reason: str) -> PlanTree:
        """Give up all that is below a part or was begun after it, and work on that part again.

        What was planned to come after it and never begun stays.

        Raises:
            IndexError: there is no such part.
        """
        tree = self
        for each in self._since(number):
            if tree[each].shown:
                tree = tree._put(replace(tree[each], status=SubtaskStatus.PRUNED))
        tree = tree._opened(number)
        resumed = tree[number]
        # One that is begun only now is counted when that is told.
        attempts = resumed.attempts + bool(resumed.turn0)
        reflections = (*resumed.reflections, reason)
        tree = tree._put(replace(resumed, reflections=reflections, attempts=attempts))
        return replace(tree, active=number)

    def done(self, evidence: str, *, verified: bool = False) -> PlanTree:
        """Close the active part, and go on with the next.

        Raises:
            ValueError: it is the root, which ends with the task.
        """
        part = replace(self.current, status=SubtaskStatus.DONE)
        return self._closed(replace(part, evidence=evidence, verified=verified))

    def failed(self, reason: str) -> PlanTree:
        """Close the active part as one that can't be done, and go on with the next.

        Raises:
            ValueError: it is the root, which ends with the task.
        """
        reflections = (*self.current.reflections, reason)
        part = replace(self.current, status=SubtaskStatus.FAILED, reflections=reflections)
        return self._closed(part)

    def rethink(self, number: int, drafts: Sequence[Draft]) -> PlanTree:
        """Open a part again, with other parts below it to do it by, and work on the first.

        Raises:
            IndexError: there is no such part.
        """
        if not drafts:
            return self
        tree = self._opened(number)
        again = replace(tree[number], attempts=tree[number].attempts + 1)
        return tree._put(again)._with(number, drafts)._onward()

    def drop(self, numbers: Iterable[int], reason: str) -> PlanTree:
        """Drop parts that were not begun and need not be, with all below them.

        Numbers of other parts, or of none, are passed over.
        """
        tree = self
        for number in numbers:
            part = self.subtasks[number] if 0 < number < len(self.subtasks) else None
            if part is None or not part.open or part.turn0:
                continue
            for each in (number, *self.below(number)):
                if tree[each].open:
                    reasons = (*tree[each].reflections, reason)
                    dropped = replace(tree[each], status=SubtaskStatus.REDUNDANT)
                    tree = tree._put(replace(dropped, reflections=reasons))
        return tree if tree.current.open else tree._onward()

    def reflect(self, number: int, reflection: str) -> PlanTree:
        """Keep what was learned about a part. Raises `IndexError` where there is none."""
        part = self[number]
        return self._put(replace(part, reflections=(*part.reflections, reflection)))

    def _closed(self, part: Subtask) -> PlanTree:
        if part.id == ROOT:
            raise ValueError("the root of a plan ends with the task")
        tree = self._put(part)
        for each in tree.below(part.id):
            if tree[each].open:
                tree = tree._put(replace(tree[each], status=SubtaskStatus.REDUNDANT))
        return tree._onward()

    def _onward(self) -> PlanTree:
        """Work on the first part that is open, in the order in which parts come."""
        following = (part for part in self.below(ROOT) if self[part].open)
        return replace(self, active=next(following, ROOT))

    def _opened(self, number: int) -> PlanTree:
        """Open a part and all that it is below of: there is more to be done for them."""
        tree = self
        for each in (number, *self._above(number)):
            if not tree[each].open:
                part = replace(tree[each], status=SubtaskStatus.OPEN)
                tree = tree._put(replace(part, evidence="", verified=False))
        return tree

    def _since(self, number: int) -> set[int]:
        """Return the numbers of what is below a part, or was begun after it."""
        later = {
            sibling.id
            for each in (number, *self._above(number))
            for sibling in self.subtasks[each + 1 :]
            if sibling.parent == self[each].parent and sibling.turn0
        }
        return later.union(*map(self.below, (number, *later)))

    def _above(self, number: int) -> Iterator[int]:
        parent = self[number].parent
        while parent is not None:
            yield parent
            parent = self[parent].parent

    def _with(self, parent: int, drafts: Iterable[Draft]) -> PlanTree:
        numbers = count(len(self.subtasks))
        added = (
            Subtask(number, parent, each.intent, each.success, each.kind, each.must_commit)
            for number, each in zip(numbers, drafts, strict=False)
        )
        return replace(self, subtasks=(*self.subtasks, *added))

    def _put(self, part: Subtask) -> PlanTree:
        before, after = self.subtasks[: part.id], self.subtasks[part.id + 1 :]
        return replace(self, subtasks=(*before, part, *after))
