"""Which parts of a page are shown in the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._parts import CALM, Group
from ._worth import AT_HAND, LATEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ._parts import Branch, Part

ANNOUNCEMENT = 90
"""About how many characters the line takes that announces a part left out."""
_LATEST_SHARE = 0.6
"""Of the room: what the part that was opened last may take from everything else."""
_MISSES = 10
"""How many parts in turn may be too large before those after them are not tried any more."""


def choose(branches: Sequence[Branch], ranked: Sequence[Group], room: float) -> None:
    """Mark what is shown of a page.

    Args:
        branches: its branches.
        ranked: its groups, in the order of their rank.
        room: how many characters what is shown may have, announcements included.
    """
    for branch in branches:
        branch.shown = branch.parent is None
    for group in ranked:
        group.shown = False
    misses = 0
    for group in _in_turn(ranked, room):
        size = group.size
        opened: list[Branch] = []
        branch = group.parent
        while not branch.shown and branch.parent is not None:
            size += branch.size + ANNOUNCEMENT
            opened.append(branch)
            branch = branch.parent
        if size > room:
            misses += group.urgency == CALM
            if misses > _MISSES:
                break
            continue
        misses = 0
        room -= size
        group.shown = True
        for branch in opened:
            branch.shown = True
    for branch in branches:
        if branch.shown:
            for run in left_out(branch):
                _show_if_small(run)


def left_out(branch: Branch) -> list[list[Part]]:
    """Return the runs of parts of a branch that are not shown."""
    runs: list[list[Part]] = []
    before: Part | None = None
    for part in branch.parts:
        if not part.shown:
            if before is None or before.shown:
                runs.append([])
            runs[-1].append(part)
        before = part
    return runs


def _in_turn(ranked: Sequence[Group], room: float) -> Iterator[Group]:
    """Yield the groups as they are served; beyond its share, what was opened last waits."""
    spent = 0
    waiting: list[Group] = []
    for group in ranked:
        if group.urgency[0] == LATEST:
            if waiting or (spent and spent + group.size > room * _LATEST_SHARE):
                waiting.append(group)
                continue
            spent += group.size
        elif waiting and group.urgency[0] < AT_HAND:
            yield from waiting
            waiting = []
        yield group
    yield from waiting


def _show_if_small(run: Sequence[Part]) -> None:
    """Show what is shorter than the line that would announce it; that is never a branch."""
    groups = [part for part in run if isinstance(part, Group)]
    if len(groups) == len(run) and sum(group.size for group in groups) <= ANNOUNCEMENT:
        for group in groups:
            group.shown = True
