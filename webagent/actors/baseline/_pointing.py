"""Carrying out what needs one click on something the task names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import Press

from ._acting import act_on
from ._entries import click_entry
from ._matching import choose, named
from ._moves import Move, Stuck, press
from ._unfolding import unfold
from ._words import stems

if TYPE_CHECKING:
    from ._intents import Click, Dismiss
    from ._moves import Next, Trail
    from ._page import Control, Page
    from ._target import Target


def click(intent: Click, page: Page, trail: Trail) -> Next:
    """Click what the task names; a place or a superlative counts among the entries of a list."""
    target = intent.target
    if intent.otherwise is not None and trail.done:
        return act_on(intent.otherwise, page, trail)
    if target.superlative or (target.entry and target.ordinal):
        return click_entry(target, page, trail)
    enabled = [c for c in page.controls if c.enabled]
    says_it = [c for c in page.pressables if _says(intent.verb, c)]
    match = choose(target, says_it, trail.vain)
    if match is None and not intent.verb:
        match = choose(target, enabled, trail.vain)
    if match is None and intent.otherwise is not None:
        return act_on(intent.otherwise, page, trail)
    if match is None and target.quoted and not intent.verb:
        way = unfold(target, page, trail)
        if way is not None:
            return way
    if match is None:
        tried = any(attempt.failed for attempt in trail.attempts) or bool(trail.done)
        return Stuck(missing(target, trail), final=tried)
    return press(match.control, f"{match.control} {match.why}")


def dismiss(intent: Dismiss, page: Page, trail: Trail) -> Next:
    """Press what closes a dialog; Escape where nothing does."""
    inside = [c for c in page.pressables if c.landmark == "dialog" and c.ref not in trail.vain]
    pool = inside or [c for c in page.pressables if c.ref not in trail.vain]
    names = (intent.by, "close", "x", f"close {intent.target.full}", "dismiss", "no thanks")
    control = named(pool, *(name for name in names if name))
    if control is not None:
        return press(control, f"{control} closes {intent.target}")
    if inside and not trail.of(Press):
        return Move(Press("Escape"), "Escape closes most dialogs.", "pressed Escape")
    return Stuck(f"what closes {intent.target}")


def _says(verb: str, control: Control) -> bool:
    return "".join(stems(verb)) in "".join(stems(control.node.name))


def missing(target: Target, trail: Trail) -> str:
    """Return what was looked for, with what came of it where it was found but did not work."""
    failed = [attempt for attempt in trail.attempts if attempt.failed]
    return f"{target}" + (f", which did not work: {failed[-1].outcome}" if failed else "")
