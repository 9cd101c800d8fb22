"""What one reply may hold: notes, and one action that does something."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from .._errors import ParseError
from ..verbs import VERBS, Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..verbs import Action

_NAME_SHOWN = 40


def in_order(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Return the actions of a reply, notes first.

    Raises:
        ParseError: `no_action` where there is none, `too_many` where there are two besides notes.
    """
    found = tuple(actions)
    if not found:
        raise no_action()
    if sum(not isinstance(action, Note) for action in found) > 1:
        raise ParseError(
            "too_many", "Write one action a turn; only notes may come before it, one a line."
        )
    return tuple(sorted(found, key=lambda action: not isinstance(action, Note)))


def no_action() -> ParseError:
    """Return the error of a reply without any action."""
    return ParseError(
        "no_action", "Write one action on a line of its own, such as: click [7] or stop [answer]."
    )


def verb_of(name: str) -> type[Action]:
    """Return the verb of this name, in any case.

    Raises:
        ParseError: `unknown_verb`, with the nearest name there is.
    """
    verb = VERBS.get(name.strip().lower())
    if verb is None:
        raise no_such_verb(name)
    return verb


def no_such_verb(name: str) -> ParseError:
    """Return the error of an unknown verb, with the nearest name there is."""
    near = get_close_matches(name[:_NAME_SHOWN].lower(), VERBS, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return ParseError(
        "unknown_verb",
        f"There is no action “{name[:_NAME_SHOWN]}”.{hint} The actions are: {', '.join(VERBS)}.",
    )
