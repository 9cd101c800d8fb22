"""How WebArena compares texts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from webagent.prompting import on_a_line

if TYPE_CHECKING:
    from collections.abc import Callable

_QUOTES = ("'", '"')
_SHOWN = 80
# Of those that NLTK's English model knows, the ones that come after a number in plain answers.
_ABBREVIATIONS = (
    "a.m p.m u.s u.k mr mrs ms dr st jr sr vs co corp inc ltd ave prof sen rep gen lt col "
    "jan feb aug sept sep oct nov dec tues wed fri"
)


def cleaned(text: str) -> str:
    """Return a text without white space around it, then without one pair of quotes, lower-case.

    White space inside the quotes stays, and a single quote mark is a pair of itself: both as in
    WebArena, where cleaning again changes more.
    """
    text = text.strip()
    for quote in _QUOTES:
        if text.startswith(quote) and text.endswith(quote):
            text = text[1:-1]
            break
    return text.lower()


def is_same(reference: str, text: str) -> bool:
    """Whether both are equal once cleaned."""
    return cleaned(text) == cleaned(reference)


def includes(reference: str, text: str, *, by_word: bool = False) -> bool:
    """Whether the reference is a part of the text, both cleaned.

    Args:
        reference: what is looked for; an empty one is in everything.
        text: where it is looked for.
        by_word: a reference of one character has to be a word of its own: `2` is not in `12`.
    """
    reference, text = cleaned(reference), cleaned(text)
    if by_word and len(reference) == 1 and len(_words(reference)) == 1:
        return reference in _words(text)
    return reference in text


def shown(text: str) -> str:
    """Return a text as a reason quotes it: on one line, its beginning."""
    return f"“{on_a_line(text, _SHOWN)}”"


def _words(text: str) -> list[str]:
    return _tokenizer()(text)


@cache
def _tokenizer() -> Callable[[str], list[str]]:
    """Return NLTK's `word_tokenize` without the English model, which has to be downloaded.

    The model is only for finding the ends of sentences, where a full stop becomes a word of its
    own. The texts are lower-case, and there Punkt (Kiss and Strunk 2006) ends no sentence between a
    number or an initial and a letter, whatever it was trained on: of the model's 20,366 words, four
    would change that. What is left of it are its abbreviations, of which the common ones are here;
    a rare one counts only right after such a full stop, and with another mark right after it.
    """
    from nltk.tokenize.destructive import (  # pyright: ignore[reportMissingTypeStubs]
        NLTKWordTokenizer,
    )
    from nltk.tokenize.punkt import (  # pyright: ignore[reportMissingTypeStubs]
        PunktParameters,
        PunktSentenceTokenizer,
    )

    known = PunktParameters()
    known.abbrev_types = set(_ABBREVIATIONS.split())
    words, sentences = NLTKWordTokenizer(), PunktSentenceTokenizer(known)

    def tokenize(text: str) -> list[str]:
        return [word for sentence in sentences.tokenize(text) for word in words.tokenize(sentence)]

    return tokenize
