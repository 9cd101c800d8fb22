"""Things that are to be had, as tasks speak of them: “two 100 g packs of X and a Y”."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ._facts import UNIT, symbol
from ._target import Target, read_item

if TYPE_CHECKING:
    from ._phrase import Phrase

NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
} | {"both": 2, "a couple": 2, "a dozen": 12}
"""Number words, and how many they are."""
NUMBER = rf"(?:\d{{1,4}}|{'|'.join(NUMBERS)})"
"""A number in digits or a word, as a regular expression."""
_PACK = (
    r"(?:packs?|packets?|packages?|box(?:es)?|bags?|tins?|pouch(?:es)?|units?|pieces?|bottles?|jars?"
    r"|cop(?:y|ies))"
)
_GAP = "\x00"
_BEFORE = r"(?:,?\s*\b(?:in|of|at)\s+)?(?:(?:the|an?)\s+)?"
_AFTER = rf"(?:[\s-]+(?:{_PACK}(?:\s+sizes?)?|sizes?|one)\b)?(?:\s+each\b)?"
SIZE = re.compile(
    rf"\(?{_BEFORE}(?<![\d.,])(?P<amount>\d{{1,6}}(?:[.,]\d{{1,3}})?)[\s-]?(?P<unit>{UNIT})\b\)?{_AFTER}",
    re.IGNORECASE,
)
_SET = re.compile(rf"{_BEFORE}\b(?P<size>(?:set|pair|pack) of {NUMBER})\b(?=\s+of\b|$)", re.I)
_EXTREME = re.compile(
    rf"{_BEFORE}\b(?P<which>smallest|largest|biggest)(?:\s+(?:available|possible))?"
    rf"(?:\s+(?:{_PACK}|sizes?|amount|option|one))\b(?:\s+(?:available|there is))?",
    re.IGNORECASE,
)
_EXTREME_AROUND = re.compile(
    rf"\b(?P<which>smallest|largest|biggest)\b(?=.{{1,60}}\b{_PACK}\b)", re.I
)
_IN_PACKS = re.compile(
    rf"(?P<all>\d{{1,6}})\s?(?P<unit>{UNIT}) of (?P<what>.+?)"
    rf" in {_PACK} of (?P<each>\d{{1,6}})\s?(?P=unit)",
    re.IGNORECASE,
)
_PACKS = re.compile(rf"\b{_PACK}(?=\s+of\b|\s*{_GAP}|\s*$)", re.IGNORECASE)
_COUNT = re.compile(
    rf"^\W*(?:just |only )?(?P<first>{NUMBER})\b(?:\s?[x×](?=\s))?"
    r"(?:\s+of(?=\s+(?:the|them|those|these|it)\b))?"
    rf"|,?\s*\b(?P<last>{NUMBER}) of (?:them|it)\b|\s[x×]\s?(?P<times>\d{{1,3}})\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:,?\s+(?:(?:that\s+)?(?:they|you) (?:have|sell|offer|stock)"
    r"|(?:in|of|from) (?:the|this|your) (?:shop|store)"
    r"|(?:that )?there is|available|on offer|in stock|too|as well|also|instead"
    r"|(?:(?:and )?(?:sent|delivered|shipped|deliver|send) (?:it )?)?"
    r"to my (?:own |usual |home )?(?:address|place|home)))+$",
    re.IGNORECASE,
)
_STRAY = re.compile(
    r"^(?:[\s,:;]|\b(?:of|in|the|an?|some|each|ones?|them|those|these|size|sizes)\b)+"
    r"|(?:[\s,:;]|\b(?:of|in|the|each|ones?|with|size|sizes)\b)+$",
    re.IGNORECASE,
)
_EACH = re.compile(r"(?P<portion>.+?) each of (?P<things>.+)", re.IGNORECASE)
_JOINT = re.compile(r"\s*,?\s+(?:and|plus|as well as|along with)\s+|\s*,\s+", re.IGNORECASE)
EXTREMES = ("smallest", "largest")
"""Sizes that are compared with the others there are."""
PRONOUNS = frozenset({"it", "this", "that", "them", "this one", "that one"})
"""What stands for the thing that was named before."""
_NOTHING_NAMED = PRONOUNS | {"", "the one", "these"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A thing, how much of it, and in which size."""

    item: Target | None
    """`None` where the task only says “it”."""
    count: int = 1
    size: str = ""
    """As the task has it, such as “100 g”, or `smallest` or `largest`."""


def read_all_wanted(phrase: Phrase) -> tuple[Wanted, ...]:
    """Read one thing or several; what stands after a comma may only say more of the one before."""
    text = _TAIL.sub("", phrase.text)
    each = _EACH.fullmatch(text)
    if each:
        portion = read_wanted(phrase.part(each["portion"]))
        found = read_all_wanted(phrase.part(each["things"]))
        return tuple(replace(one, count=portion.count, size=portion.size) for one in found)
    things: list[Wanted] = []
    for piece in _JOINT.split(text):
        one = read_wanted(phrase.part(piece))
        if one.item is None and things:
            before = things.pop()
            size = one.size or before.size
            one = Wanted(before.item, max(one.count, before.count), size)
        things.append(one)
    return tuple(things)


def read_wanted(phrase: Phrase) -> Wanted:
    """Read one thing."""
    text = _TAIL.sub("", phrase.text)
    packed = _IN_PACKS.fullmatch(text)
    if packed and int(packed["each"]) and not int(packed["all"]) % int(packed["each"]):
        one = read_item(phrase.part(packed["what"]))
        count = int(packed["all"]) // int(packed["each"])
        return Wanted(one, count, f"{packed['each']} {packed['unit']}")
    size = ""
    for pattern in (SIZE, _SET, _EXTREME, _EXTREME_AROUND):
        match = pattern.search(text)
        if match:
            size = size or _size_of(match)
            text = f"{text[: match.start()]} {_GAP} {text[match.end() :]}"
    count = _COUNT.search(text)
    number = 1
    if count:
        number = number_of(count["first"] or count["last"] or count["times"])
        text = f"{text[: count.start()]} {_GAP} {text[count.end() :]}"
    text = _PACKS.sub(_GAP, text)
    pieces = (_STRAY.sub("", _STRAY.sub("", piece)) for piece in text.split(_GAP))
    name = phrase.part(" ".join(piece for piece in pieces if piece))
    if name.plain.casefold() in _NOTHING_NAMED:
        return Wanted(None, number, size)
    return Wanted(read_item(name), number, size)


def _size_of(match: re.Match[str]) -> str:
    said = match.groupdict()
    if said.get("unit"):
        return size_of(match)
    if said.get("which"):
        return EXTREMES[said["which"].casefold() != "smallest"]
    return said["size"] or ""


def size_of(match: re.Match[str]) -> str:
    """Return a size as labels have it, from what `SIZE` found."""
    return f"{match['amount']} {symbol(match['unit'])}"


def number_of(text: str) -> int:
    """Return the number that `NUMBER` found."""
    return NUMBERS[text.casefold()] if text.casefold() in NUMBERS else int(text)
