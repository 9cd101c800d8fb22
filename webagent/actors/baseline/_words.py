"""Comparing two pieces of text word by word."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_CROSSES = str.maketrans("×✕✖✗⨯", "xxxxx")
_SINGLE_LETTER_PREFIX = re.compile(r"\b([A-Za-z])-(?=[A-Za-z])")
_PARENTHESIS = re.compile(r"(?<=\S)\s*\([^()]*\)\s*$")
_ARTICLES = frozenset({"the", "a", "an", "my", "your"})
_SHORTEST_PLURAL = 4

CARTS = ("cart", "basket", "bag", "trolley")
"""What a shop may call where things lie until they are ordered."""


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text: folded, without punctuation; `E-mail` is one word, `email`."""
    plain = unicodedata.normalize("NFKC", text.translate(_CROSSES))
    joined = _SINGLE_LETTER_PREFIX.sub(r"\1", plain)
    return tuple(_WORD.findall(joined.casefold()))


def stems(text: str) -> tuple[str, ...]:
    """Return the words of a text without articles and in the singular, as far as English plurals
    are regular.
    """
    found = words(text)
    telling = [word for word in found if word not in _ARTICLES] or found
    return tuple(_singular(word.removesuffix("'s").removesuffix("’s")) for word in telling)


def contains(stems_of_text: tuple[str, ...], stems_of_phrase: tuple[str, ...]) -> bool:
    """Whether the phrase stands in the text, word after word."""
    length = len(stems_of_phrase)
    return any(
        stems_of_text[start : start + length] == stems_of_phrase
        for start in range(len(stems_of_text) - length + 1)
    )


def likeness(phrase: str, text: str) -> float:
    """Say how well a text fits a phrase, from 0 to 1.

    The same text is 1; the same words, also in another number or without a final parenthesis,
    0.94 and above; a text that begins with the phrase, contains it, or has its words in any order
    comes next, the higher the less else it says. From 0.6 down the text lacks a word of the phrase.
    """
    if phrase.strip() == text.strip():
        return 1.0 if phrase.strip() else 0.0
    if words(phrase) and words(phrase) == words(text):
        return 0.98
    wanted, found = stems(phrase), stems(text)
    if not wanted or not found:
        return 0.0
    bare = stems(_PARENTHESIS.sub("", text))
    if wanted in (found, bare):
        return 0.96
    if "".join(wanted) == "".join(found):
        return 0.94
    share = min(len(wanted), len(found)) / max(len(wanted), len(found))
    if found[: len(wanted)] == wanted:
        return 0.75 + 0.15 * share
    if contains(found, wanted):
        return 0.7 + 0.15 * share
    if set(wanted) <= set(found):
        return 0.55 + 0.15 * share
    if contains(wanted, found):
        return 0.35 + 0.3 * share
    shared = len(set(wanted) & set(found))
    return 0.9 * shared / (len(set(wanted)) + len(set(found)))


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]
