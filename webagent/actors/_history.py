"""What a model is told of the steps it took."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webagent_actions import Note

if TYPE_CHECKING:
    from collections.abc import Container

    from webagent.state import State, Step

STEPS_TOLD = 20
STEPS_IN_FULL = 3
"""How many of the last steps are told at length."""
_LENGTH = 400
_OLD_LENGTH = 160
_WORD = 40


def history(state: State) -> list[str]:
    """Return the last steps, a line each: what was done, and what came of it.

    An element is told by its name, and by its number only where that still counts; an address of
    the site that is open by its path.
    """
    situation = state.situation
    numbers = set(situation.observation.refs)
    if situation.view is not None:
        numbers |= {elision.ref for elision in situation.view.elisions}
    parts = urlsplit(situation.observation.url)
    site = f" {parts.scheme}://{parts.netloc}/"
    lines: list[str] = []
    for step in state.history[-STEPS_TOLD:]:
        length = _LENGTH if step in state.history[-STEPS_IN_FULL:] else _OLD_LENGTH
        outcome = _without_echo(step).replace(site, " /")
        done = on_a_line(done_in(step, numbers), length)
        lines.append(f"{step.number}. {done} → {on_a_line(outcome, length)}")
    return lines


def done_in(step: Step, numbers: Container[int] = ()) -> str:
    """Return what was done in a step; notes stand elsewhere."""
    action = next((action for action in step.actions if not isinstance(action, Note)), None)
    if action is None:
        return "note" if step.actions else "(no valid action)"
    written = str(action)
    ref: int | None = getattr(action, "ref", None)
    if step.target and ref is not None and ref not in numbers:
        written = written.replace(f" [{ref}]", "", 1)
    return f"{written} {step.target}".rstrip()


def _without_echo(step: Step) -> str:
    """Return what came of a step; what it was done to is named before it, and not again."""
    role, _, name = step.target.partition(" “")
    refs = (getattr(action, "ref", None) for action in step.actions)
    outcome = step.outcome
    for ref in filter(None, refs):
        outcome = outcome.replace(f'now {role} [{ref}] "{name.removesuffix("”")}"', "now")
    return outcome


def on_a_line(text: str, length: int = _LENGTH) -> str:
    """Return a text on one line, so that what it quotes of the page can't pass for another line."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    whole, _, _ = line[: length + 1].rpartition(" ")
    # A text without spaces has no word to be kept whole.
    return f"{whole if len(whole) > length - _WORD else line[:length]} …"
