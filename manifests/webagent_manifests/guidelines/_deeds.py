"""Deeds recognised: in the wish of a site, on a control, in what an agent says it does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ._characters import folded
from ._stems import stem
from ._vocabulary import (
    LEAD_IN,
    NO_DEED,
    NOUNS,
    PURPOSES,
    SPEAKS_OF,
    TOO_WIDE,
    VERB_FIRST,
    VERB_LAST,
    Deed,
)

_NO_WORD = re.compile(r"[^\w']+")


def plain_words(text: str) -> str:
    """Return `text` as folded words with single spaces between."""
    return _NO_WORD.sub(" ", folded(text)).strip()


def deeds_of_label(label: str) -> frozenset[Deed]:
    """Return what a control does, by the name it carries, or a person by what he says of it.

    A label names its deed first (in German last): “Log in” does, “Trouble logging in?” does not.
    """
    return frozenset(
        deed
        for segment in _segments(label)
        if (deed := next(filter(None, map(_starting, segment)), None)) is not None
    )


def verbs_of_label(label: str) -> frozenset[str]:
    """Return the stems of the words a label begins with, as the verb of a deed not known here."""
    return frozenset(stem(words.split()[0]) for both in _segments(label) for words in both if words)


def verb_of_wish(words: str) -> tuple[str, str] | None:
    """Return the stem of the verb that a wish begins with and the words after it."""
    told = [word for word in words.split() if not _compiled(NO_DEED).fullmatch(word)]
    if not told or _compiled(TOO_WIDE).fullmatch(told[0]):
        return None
    return stem(told[0]), " ".join(told[1:])


def _segments(label: str) -> list[tuple[str, ...]]:
    """Return the sentences of a label, each as it is and without polite words in front."""
    sentences = map(plain_words, re.split(r"[.!?:;–—|]+", label))
    return [
        tuple(dict.fromkeys((words, _compiled(LEAD_IN).sub("", words))))
        for words in sentences
        if words
    ]


def _starting(words: str) -> Deed | None:
    for deed, first, last in _patterns():
        begun = first.match(words)
        if begun is not None:
            speaks = _compiled(rf"\b(?:{SPEAKS_OF})\b").search(words, begun.end())
            # Settings and the like are what a change is made to.
            if deed is Deed.CHANGE or speaks is None:
                return deed
        if last is not None:
            ended = last.search(words)
            if ended is not None and ended.end() == len(words):
                return deed
    return None


@dataclass(frozen=True, slots=True)
class Told:
    """A deed in a wish, with the words it stands in."""

    deed: Deed
    before: str
    words: str
    after: str


def deed_of_wish(words: str) -> Told | None:
    """Return the first deed that a wish speaks of."""
    earliest: tuple[int, int, Deed] | None = None
    for deed, first, last in _patterns():
        for pattern in (first, last):
            found = None if pattern is None else pattern.search(words)
            if found is not None and (earliest is None or found.start() < earliest[0]):
                earliest = (found.start(), found.end(), deed)
    if earliest is None:
        return None
    start, end, deed = earliest
    return Told(deed, words[:start].strip(), words[start:end], words[end:].strip())


def deed_of_noun(words: str, *, alone: bool) -> Deed | None:
    """Return the deed that a wish names by a noun: alone, or at its very beginning."""
    place = r"\b" if alone else "^"
    return next(
        (deed for deed, noun in NOUNS.items() if _compiled(rf"{place}(?:{noun})\b").search(words)),
        None,
    )


def purpose(names: str) -> Deed | None:
    """Return what a form is for, by the names of its fields in plain words."""
    return next((deed for deed, marks in PURPOSES if _compiled(marks).search(names)), None)


@cache
def _patterns() -> tuple[tuple[Deed, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (
            deed,
            re.compile(rf"\b(?:{first})\b"),
            re.compile(rf"\b(?:{VERB_LAST[deed]})\b") if deed in VERB_LAST else None,
        )
        for deed, first in VERB_FIRST.items()
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
