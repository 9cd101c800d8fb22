"""Words of tasks and pages, brought to a form in which they can be compared."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

_TOKEN = re.compile(
    r"[^\W_]+(?:[@.'’/:\-–_+][^\W_]+)*(?:%|\+\+|#)?|[^\w\s.,;:!?\"'“”‘’„«»()\[\]{}<>/$£€#–—-]+"
)
"""A word, or a run of symbols that may be what a control is called."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_/.\s]+")
_CROSSES = frozenset("×✕✖✗⨯")
_SUFFIXES = ("ations", "ation", "ings", "ing", "ions", "ion", "ers", "ors", "ies", "ied", "er",
             "or", "ed", "es", "ly", "s", "y", "e")  # fmt: skip
_SHORTEST_STEM = 3
_LONGEST_NAME = 4
"""Words of a control's name; whatever says more has other ends too."""


@cache
def vocabulary() -> dict[str, Any]:
    """Return the words by which tasks are read."""
    return tomllib.loads(_file("vocabulary.toml"))


@cache
def stopwords() -> frozenset[str]:
    """Return the words that say nothing by themselves."""
    return frozenset(vocabulary()["stopwords"])


def _file(name: str) -> str:
    return files("webagent.actors.ranking").joinpath(name).read_text(encoding="utf-8")


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text, each with where it begins and ends."""
    return [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what a word has in common with its inflected forms; numbers stay as they are."""
    plain = unicodedata.normalize("NFKC", word).casefold().replace("-", "").replace("’", "'")
    plain = plain.removesuffix("'s").lstrip("#$£€")
    if any(character.isdigit() for character in plain):
        return plain.rstrip(".,")
    for suffix in _SUFFIXES:
        if plain.endswith(suffix) and len(plain) - len(suffix) >= _SHORTEST_STEM:
            return plain[: -len(suffix)]
    return plain


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of all words of a text."""
    if text in _CROSSES:
        return ("x",)
    return tuple(stem(word) for word, _, _ in tokens(text))


@lru_cache(maxsize=20_000)
def telling(text: str) -> tuple[str, ...]:
    """Return the stems of the words that say something; of all where none does."""
    found = [stem(word) for word, _, _ in tokens(text) if word.casefold() not in stopwords()]
    return tuple(found) or stems(text)


def parts_of_identifier(name: str) -> str:
    """Return an author's identifier as words: `btnSaveAll` is `btn Save All`."""
    return " ".join(part for part in _CAMEL.split(name) if part)


@cache
def _concepts() -> dict[str, frozenset[int]]:
    source = _file("concepts.toml")
    known: dict[str, set[int]] = {}
    for number, words in enumerate(tomllib.loads(source)["concepts"]):
        for word in words.split(","):
            known.setdefault(" ".join(stems(word.strip())), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in known.items()}


@lru_cache(maxsize=20_000)
def concepts(stemmed: tuple[str, ...]) -> frozenset[int]:
    """Return the numbers of what words stand for in user interfaces, by one or two words each."""
    known = _concepts()
    pairs = (" ".join(pair) for pair in pairwise(stemmed))
    found: frozenset[int] = frozenset()
    for key in (*stemmed, *pairs):
        found |= known.get(key, frozenset())
    return found


def mean_alike(one: str, other: str) -> bool:
    """Return whether two short names can stand for the same in a user interface."""
    words, others = stems(one), stems(other)
    if max(len(words), len(others)) > _LONGEST_NAME:
        return False
    return not concepts(words).isdisjoint(concepts(others))
