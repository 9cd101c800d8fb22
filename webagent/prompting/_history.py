"""What a model is told of the steps that were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webagent_actions import Note

from webagent.telling import named

from ._line import on_a_line

if TYPE_CHECKING:
    from collections.abc import Container

    from webagent.state import State, Step

STEPS_TOLD = 20
STEPS_IN_FULL = 3
"""How many of the last steps are told at length."""
IN_FULL = 400
_OLD_LENGTH = 160


def history(state: State) -> list[str]:
    """Return the last steps of what is still being done, a line each, and what came of them.

    The very last step is told in any case. An element is told by its name, and by its number only
    where that still counts; an address of the site that is open by its path.
    """
    situation = state.situation
    numbers = set(situation.observation.refs)
    if situation.view is not None:
        numbers |= {elision.ref for elision in situation.view.elisions}
    parts = urlsplit(situation.observation.url)
    site = f" {parts.scheme}://{parts.netloc}/"
    lines: list[str] = []
    for step in _going_on(state)[-STEPS_TOLD:]:
        length = IN_FULL if step in state.history[-STEPS_IN_FULL:] else _OLD_LENGTH
        outcome = _without_echo(step).replace(site, " /")
        done = on_a_line(done_in(step, numbers), length)
        lines.append(f"{step.number}. {done} → {on_a_line(outcome, length)}")
    return lines


def told_in_full(step: Step) -> str:
    """Return all of a step on one line, with what was noted and where it was taken."""
    notes = "; ".join(str(each) for each in step.actions if isinstance(each, Note))
    told = f"{done_in(step)} → {step.outcome}"
    return on_a_line(f"{step.number}. at {step.url}: {notes + '; ' if notes else ''}{told}", 800)


def _going_on(state: State) -> list[Step]:
    open_parts = {part.id for part in state.plan.subtasks if part.open}
    before, last = state.history[:-1], state.history[-1:]
    return [*(step for step in before if step.subtask in open_parts), *last]


def done_in(step: Step, numbers: Container[int] = ()) -> str:
    """Return what was done in a step; notes stand elsewhere."""
    action = next((action for action in step.actions if not isinstance(action, Note)), None)
    if action is None:
        return "note" if step.actions else "(no valid action)"
    return named(action, step.target, numbers)


def _without_echo(step: Step) -> str:
    """Return what came of a step; what it was done to is named before it, and not again."""
    role, _, name = step.target.partition(" “")
    refs = (getattr(action, "ref", None) for action in step.actions)
    outcome = step.outcome
    for ref in filter(None, refs):
        outcome = outcome.replace(f'now {role} [{ref}] "{name.removesuffix("”")}"', "now")
    return outcome
