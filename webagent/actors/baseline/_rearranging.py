"""Putting the entries of a list into an order by dragging them, or one of them to a place."""

from __future__ import annotations

import re
from itertools import chain, groupby
from typing import TYPE_CHECKING

from webagent_actions import Drag, DropPlace

from ._matching import choose
from ._moves import Fulfilled, Move, Stuck

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._handled import MoveEntry, PutInOrder
    from ._moves import Next, Trail
    from ._page import Control, Page

_NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")
_FEWEST = 2


def put_in_order(intent: PutInOrder, page: Page, _trail: Trail) -> Next:
    """Drag what comes next in the order before what stands in its place."""
    keyed = [_keyed(run, alphabetical=intent.alphabetical) for run in _runs(page.controls)]
    found = max(keyed, key=len) if keyed else None
    if not found:
        return Stuck("a list that could be put in order")
    now = [control for _, control in found]
    wanted = [
        control for _, control in sorted(found, key=lambda one: one[0], reverse=intent.falling)
    ]
    wrong = [(one, other) for one, other in zip(wanted, now, strict=True) if one is not other]
    told = f"put {len(now)} entries in order"
    if not wrong:
        return Fulfilled(told)
    one, other = wrong[0]
    action = Drag(one.ref, other.ref, DropPlace.BEFORE)
    return Move(action, f"{one} belongs where {other} is.", told, finishes=False)


def move_entry(intent: MoveEntry, page: Page, trail: Trail) -> Next:
    """Drag one entry to where another stands."""
    if trail.done:
        return Fulfilled()
    runs = _runs(page.controls)
    match = choose(intent.target, list(chain(*runs)), trail.vain)
    run = next((run for run in runs if match and match.control in run), None)
    if match is None or run is None:
        return Stuck(f"{intent.target} in a list")
    now = run.index(match.control)
    goal = now + intent.steps
    if intent.place:
        goal = intent.place - 1 if intent.place > 0 else len(run) + intent.place
    if not 0 <= goal < len(run):
        return Stuck(f"a place for {intent.target} in a list of {len(run)}", final=True)
    told = f"moved “{match.control.node.name}” to place {goal + 1} of {len(run)}"
    if goal == now:
        return Fulfilled(told)
    place = DropPlace.AFTER if goal > now else DropPlace.BEFORE
    return Move(Drag(match.control.ref, run[goal].ref, place), f"{match.control} is meant.", told)


def _runs(controls: Sequence[Control]) -> list[list[Control]]:
    kinds = groupby(controls, key=lambda each: (each.node.role, each.node.tag))
    runs = [list(run) for _, run in kinds]
    return [run for run in runs if len(run) >= _FEWEST]


def _keyed(run: Sequence[Control], *, alphabetical: bool) -> list[tuple[str | float, Control]]:
    """Return the entries with what they are compared by; none if one has none."""
    names = [control.node.name.strip() for control in run]
    if alphabetical:
        return [(name.casefold(), control) for name, control in zip(names, run, strict=True)]
    if not all(_NUMBER.fullmatch(name) for name in names):
        return []
    return [
        (float(name.replace(",", "").replace("−", "-")), control)
        for name, control in zip(names, run, strict=True)
    ]
