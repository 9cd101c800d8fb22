"""Text of a model to actions. Total: any text gives actions, or an error that says what to do."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from .._errors import ParseError
from ._grammar import why_none, written_in
from ._objects import names_an_action, parse_object
from ._turn import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..verbs import Action

LENGTH_LIMIT = 64 * 1024
_OBJECTS_TRIED = 20

# Many served reasoning models leave their thoughts in the reply, with drafts of the action; some
# chat templates swallow the opening tag.
_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>|\A.*</think>[ \t]*\n", re.DOTALL)
_FENCE = "```"


def parse(text: str) -> tuple[Action, ...]:
    """Return the actions a model wrote: any number of notes, then at most one other action.

    Accepts code fences, list markers, an `Action:` prefix, any case of the verb, brackets or line
    breaks inside the last text argument, `<<…>>` around it, and the same said in JSON: as the
    argument of a verb, as an object with the verb in it, as a tool call. `parse(str(action))` is
    that action.

    Raises:
        ParseError: `no_action`, `unknown_verb`, `bad_argument`, `bad_arity` or `too_many`, with a
            hint.
    """
    if len(text) > LENGTH_LIMIT:
        raise ParseError("no_action", f"The reply is longer than {LENGTH_LIMIT // 1024} KiB.")
    text = re.sub(r"\r\n?", "\n", _THOUGHTS.sub("", text, count=1))
    whole = _whole_object(text)
    if whole is not None and names_an_action(whole):
        return parse_object(whole)
    actions = written_in(text)
    return in_order(actions) if actions else parse_object(_first_object(text))


def _whole_object(text: str) -> object:
    """Return what a text says that is JSON from its beginning to its end, but for a fence."""
    bare = text.strip()
    if bare.startswith(_FENCE):
        bare = bare.partition("\n")[2].removesuffix(_FENCE)
    if not bare.lstrip().startswith(("{", "[")):
        return None
    try:
        return json.loads(bare)
    except (ValueError, RecursionError):
        return None


def _first_object(text: str) -> object:
    """Return the first JSON object in a text that names an action.

    Raises:
        ParseError: there is none.
    """
    for found in _objects(text):
        if names_an_action(found):
            return found
    raise why_none(text)


def _objects(text: str) -> Iterator[object]:
    decoder, position = json.JSONDecoder(), 0
    for _ in range(_OBJECTS_TRIED):
        position = text.find("{", position)
        if position < 0:
            return
        try:
            found, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            position += 1
        else:
            yield found
