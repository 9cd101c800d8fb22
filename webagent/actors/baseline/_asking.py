"""Reading the clauses that ask: “what does X cost”, “which X is the cheapest”, “how many X”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._intents import Find, TellCount, TellName, TellPrice
from ._reading import Alone, always
from ._target import read_item
from ._wanted import read_wanted

if TYPE_CHECKING:
    from ._intents import Intent
    from ._phrase import Phrase
    from ._reading import Rule

_IN_MONEY = re.compile(
    r"^in (?:pounds|euros?|dollars)\s+(?:of|for)?\s*|\s+in (?:pounds|euros?|dollars)$", re.I
)
_COUNTED = re.compile(r"^(?:different|kinds of|sorts of|types of|various)\s+", re.IGNORECASE)


def _price(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read “what does X cost”; where X is but a size, it is one of the thing named before."""
    one = read_wanted(clause.part(_IN_MONEY.sub("", match["what"])))
    if one.item is None:
        return (TellPrice(one.size),)
    if one.item.superlative is not None:
        return (TellName(one.item),)
    return (Find(one.item), TellPrice(one.size))


def _total(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read “how much did X cost in total”."""
    return (Find(read_item(clause.part(match["what"]))), TellPrice(total=True))


def _which(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    """Read “which X is the cheapest”."""
    item = read_item(clause.part(match["what"]))
    return None if item.superlative is None else (TellName(item),)


def _count(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read “how many X are there”."""
    return (TellCount(read_item(clause.part(_COUNTED.sub("", match["what"])))),)


_LED = (
    r"(?:(?:see|check|find out|look up|look|tell me|let me know|know|say|do you know|give me"
    r"|i want to know),? )?"
)
ASKING: tuple[Rule, ...] = (
    (
        r"(?:answer|reply|respond)(?: me)? with .*\b(?:alone|only)\b.*",
        always(Alone()),
    ),
    (r"(?:answer|reply|respond)(?: me)? (?:only |just )with .+", always(Alone())),
    (r"(?:answer|reply|respond)(?: me)? with .+", always()),
    (rf"{_LED}what (?:does|do|would|will) (?P<what>.+?) cost(?: me| here)?", _price),
    (
        rf"{_LED}how much (?:did|does|do|will) (?P<what>.+?) cost (?:in total|altogether)(?:,.*)?",
        _total,
    ),
    (rf"{_LED}(?:what|how much) (?P<what>(?:the|an?) .+?) costs?", _price),
    (
        rf"{_LED}how (?:much|expensive) (?:is|are|does|do|for|would|will) (?P<what>.+?)"
        r"(?: cost| be)?",
        _price,
    ),
    (
        rf"{_LED}how much (?:i['’]d|i would|i|we|do i|would i) (?:have to )?pay for (?P<what>.+)",
        _price,
    ),
    (
        rf"{_LED}(?:what(?: is|['’]s) )?(?:the|a) price (?:of|for|in \w+ (?:of|for)) (?P<what>.+)",
        _price,
    ),
    (r"(?P<what>[^:?]+?)[:,] how much(?: is (?:it|that)| does it cost)?", _price),
    (rf"{_LED}(?P<what>(?:which|what) .+)", _which),
    (rf"{_LED}what(?: is|['’]s) (?P<what>the .+)", _which),
    (
        rf"{_LED}how many (?P<what>.+?) (?:does the (?:shop|store|site)|do they|do you|are|is)"
        r"(?: there| list| sell| have| offer| stock| carry| on offer)*",
        _count,
    ),
)
