"""Whether a task is one of a family, and with which values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..abstraction import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_VALUE = 80


def bind(intent: str, task: str) -> Mapping[str, str] | None:
    """Return the values of an intent's variables in a task; `None` if it is no such task.

    All else has to be the same but for case, spacing and the end mark: a task in other words may
    be the same one, but only a model could tell.
    """
    match = re.fullmatch(rf"\s*{_pattern(intent)}[\s.!?]*", task, re.IGNORECASE)
    if match is None:
        return None
    values = {name: " ".join(value.split()) for name, value in match.groupdict().items()}
    fit = all(value and len(value) <= _LONGEST_VALUE for value in values.values())
    return values if fit else None


def literal_words(intent: str) -> tuple[str, ...]:
    """Return the words of an intent that are no variables: what makes it this intent."""
    return tuple(re.findall(r"\w+", VARIABLE.sub(" ", intent).casefold()))


def _pattern(intent: str) -> str:
    parts: list[str] = []
    seen: set[str] = set()
    end = 0
    for match in VARIABLE.finditer(intent):
        parts.append(_literal(intent[end : match.start()]))
        name = match[1]
        # What stands twice in the task has to be the same twice.
        parts.append(rf"(?P={name})" if name in seen else rf"(?P<{name}>\S(?:.*?\S)?)")
        seen.add(name)
        end = match.end()
    rest = intent[end:].rstrip(" .!?")
    return "".join([*parts, _literal(rest)])


def _literal(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in re.split(r"\s+", text))
