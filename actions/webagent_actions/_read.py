"""Reading on in a page that was seen already: nothing is touched, and nobody has to permit it.

What may not be read is not in what was seen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from webagent_observation import find

from ._happened import Happened
from ._outcome import Outcome
from .verbs import Expand, Find

if TYPE_CHECKING:
    from ._situation import Situation

_ECHO = 80


def read(action: Find | Expand, situation: Situation) -> Outcome:
    """Answer a validated action from what was seen of the page."""
    # What happened before has been told.
    situation = replace(situation, happened=Happened())
    match action:
        case Find(text):
            return _found(action, text, situation)
        case Expand(ref):
            return _expanded(action, ref, situation)


def _found(action: Find, text: str, situation: Situation) -> Outcome:
    found = find(situation.observation.nodes, text)
    if not found.lines:
        return Outcome(
            action, f"no line of the page has any word of “{text[:_ECHO]}”", (), situation
        )
    have = "has" if found.total == 1 else "have"
    what = {"phrase": "it", "all words": "all its words", "any word": "some of its words"}
    told = f"{found.total} line{'s' * (found.total > 1)} {have} {what[found.match]}"
    if found.total > len(found.lines):
        told += f", the first {len(found.lines)} are shown"
    return Outcome(action, None, (told,), situation, "\n".join(map(str, found.lines)))


def _expanded(action: Expand, ref: int, situation: Situation) -> Outcome:
    elisions = () if situation.view is None else situation.view.elisions
    key = next(elision.key for elision in elisions if elision.ref == ref)
    before = tuple(opened for opened in situation.opened if opened != key)
    after = replace(situation, opened=(*before, key))
    return Outcome(action, None, (f"part [{ref}] is shown in the page now",), after)
