"""An action as text: brackets where they are read back as they were meant, else a JSON object."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from ._flags import FLAGS, flag_of

if TYPE_CHECKING:
    from ._action import Action

_LINE_BREAK = "\n"
_FLAGGED = re.compile(r"\]\s*\[([^\[\]]{1,9})\]\s*\Z")
_ANOTHER_FIELD = re.compile(r"\]\s*,?\s*\[\s*(?:ref\s*=?\s*)?\d+\s*:")
_QUOTED = re.compile(r'".*"', re.DOTALL)
_BRACKET = re.compile(r"[\[\]]")


def write(action: Action) -> str:
    """Return the action in the grammar that `parse` reads: equal actions come back."""
    arguments = [(field.name, getattr(action, field.name)) for field in fields(action)]
    told = [(name, value) for name, value in arguments if value is not None]
    if all(
        _in_brackets(name, value, last=not told[n + 1 :]) for n, (name, value) in enumerate(told)
    ) and _are_told_apart(action):
        return " ".join([action.verb, *(_brackets(name, value) for name, value in told)])
    written = json.dumps({name: _plain(value) for name, value in told}, ensure_ascii=False)
    # So that nothing in it looks like the end of a model's thoughts.
    return f"{action.verb} " + written.replace("</", "<\\/")


def text_length(written: str) -> int:
    """Return how long a text in brackets is that begins here, to the one that closes the first.

    0 where it does not begin with a bracket, or that is never closed.
    """
    depth = 0
    for bracket in _BRACKET.finditer(written) if written.startswith("[") else ():
        depth += 1 if bracket[0] == "[" else -1
        if depth == 0:
            return bracket.end()
    return 0


def _are_told_apart(action: Action) -> bool:
    """Whether of two texts that follow each other it is clear where the first ends."""
    parameters = action.parameters()
    firsts = (
        getattr(action, first.name)
        for first, second in pairwise(parameters)
        if first.is_text and second.is_text
    )
    return all(text_length(f"[{text}]") == len(f"[{text}]") for text in firsts)


def _in_brackets(name: str, value: object, *, last: bool) -> bool:
    """Whether a value would be read back from its brackets."""
    if isinstance(value, str):
        flagged = _FLAGGED.search(f"[{value}]") if last else None
        return _ends_where_it_should(value) and not (flagged and flag_of(flagged[1]) is not None)
    if isinstance(value, tuple):
        parts = [str(part) for part in cast("tuple[object, ...]", value)]
        texts = [part.partition(": ")[2] for part in parts]
        return all(
            _ends_where_it_should(part)
            and not _ANOTHER_FIELD.search(f"[{part}")
            and not _QUOTED.fullmatch(text.strip())
            for part, text in zip(parts, texts, strict=True)
        )
    return True


def _ends_where_it_should(text: str) -> bool:
    """Whether no line but the last looks like the end of the argument, and none like a heredoc."""
    *before, _ = text.split(_LINE_BREAK)
    return (
        "\r" not in text
        and "</think>" not in text
        and not text.lstrip().startswith("<<")
        and not any(line.rstrip("` \t").endswith("]") for line in before)
    )


def _brackets(name: str, value: object) -> str:
    if isinstance(value, bool):
        return f"[{FLAGS[name][not value]}]"
    if isinstance(value, float) and value.is_integer():
        return f"[{int(value)}]"
    if isinstance(value, tuple):
        return " ".join(f"[{part}]" for part in cast("tuple[object, ...]", value))
    return f"[{value}]"


def _plain(value: object) -> object:
    """Return a value as JSON has it."""
    if isinstance(value, tuple):
        return [
            {field.name: getattr(part, field.name) for field in fields(part)}
            for part in cast("tuple[Action, ...]", value)
        ]
    return value
