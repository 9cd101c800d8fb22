"""Find the JSON object in what a model wrote."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, cast

from webagent.models._text import well_formed

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"```[^\n`]*\n(.*?)```", re.DOTALL)
# Many served reasoning models leave their thoughts in the reply, with drafts of the object; some
# chat templates swallow the opening tag. A JSON string holds no raw line break, so the second form
# cannot end inside the object that is looked for.
_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>|\A.*</think>[ \t]*\n", re.DOTALL)
_TOKEN = re.compile(r'\\.|["{}]', re.DOTALL)


def find_object(text: str) -> dict[str, Any] | None:
    """Return the object that is the whole text, or a fenced block, or the first balanced braces.

    The first of these that is JSON decides: None when it is not an object, and None when there is
    no JSON at all. Runs in linear time, raises nothing, and accepts only RFC 8259 numbers.
    """
    for candidate in _candidates(text):
        try:
            value = _loads(candidate)
        except (ValueError, RecursionError):
            continue
        return cast("dict[str, Any]", value) if isinstance(value, dict) else None
    return None


def _candidates(text: str) -> Iterator[str]:
    yield text
    answer = _THOUGHTS.sub("", text, count=1)
    for block in _FENCE.finditer(answer):
        yield block[1]
    yield from _balanced(answer)


def _balanced(text: str) -> Iterator[str]:
    """Yield each outermost `{...}`; never an inner one, which would be the wrong object."""
    start = depth = 0
    quoted = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if depth == 0:
            if token == "{":
                start, depth = match.start(), 1
        elif token == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif token == "{":
            depth += 1
        elif token == "}":
            depth -= 1
            if depth == 0:
                yield text[start : match.end()]


def _loads(text: str) -> Any:
    value = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    if "\\u" in text:
        # An escape can spell a lone surrogate, which nothing downstream could write out again.
        value = json.loads(well_formed(json.dumps(value, ensure_ascii=False)))
    return value


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _finite(literal: str) -> float:
    value = float(literal)
    if not math.isfinite(value):
        raise ValueError(f"{literal} is out of range")
    return value
