"""The actions that a text holds in the grammar: a verb at the beginning of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._arguments import action_of
from ._statements import CALL, statements, without_prefix
from ._turn import no_action, no_such_verb

if TYPE_CHECKING:
    from .._errors import ParseError
    from ..verbs import Action


def written_in(text: str) -> list[Action]:
    """Return the actions of a text in their order; an empty list where it is only prose.

    Raises:
        ParseError: `bad_argument` or `bad_arity`.
    """
    return [action_of(statement) for statement in statements(text)]


def why_none(text: str) -> ParseError:
    """Return why a text holds no action.

    An unknown verb is told only where one stands before a bracket: the rest is prose.
    """
    words = (CALL.match(without_prefix(line)) for line in text.splitlines())
    word = next((match[1] for match in words if match), None)
    return no_action() if word is None else no_such_verb(word)
