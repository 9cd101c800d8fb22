"""What a task names: the words that are left of it when all plain ones are taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ._words import CARTS as CART_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TOKEN = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*|&|[.,;:!?()]")
_ENDS = frozenset(".;:!?")
CARTS = frozenset({*CART_NAMES, "carts"})
_LINKS = frozenset({"&", "with", "of"})
"""What may stand within a name, after a word with a capital."""
_PACKS = frozenset(
    {"pack", "packs", "packet", "packets", "package", "packages", "bag", "bags", "tin", "tins",
     "box", "boxes", "units", "pieces"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One word, or one punctuation mark."""

    text: str
    start: int
    place: int
    """Its number in the task."""
    sentence: int
    capital: bool
    """It begins with a capital although no sentence does there."""

    @property
    def word(self) -> str:
        """Its text as words are compared."""
        return self.text.casefold().replace("’", "'")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something named."""

    tokens: tuple[Token, ...]
    capital: bool
    """A word of it has a capital where no sentence begins."""

    @property
    def text(self) -> str:
        """What it is called."""
        return " ".join(token.text for token in self.tokens)

    def distance(self, token: Token) -> int:
        """Return how many words lie between it and another, more over the end of a sentence."""
        first, last = self.tokens[0], self.tokens[-1]
        gap = max(first.place - token.place, token.place - last.place)
        return gap + 10 * abs(token.sentence - first.sentence)


def tokens_of(task: str) -> list[Token]:
    """Return the words and punctuation marks of a task."""
    found: list[Token] = []
    sentence, begins = 0, True
    for place, match in enumerate(_TOKEN.finditer(task)):
        text = match[0]
        found.append(Token(text, match.start(), place, sentence, text[:1].isupper() and not begins))
        begins = text in _ENDS
        sentence += text in _ENDS
    return found


def things_in(tokens: Iterable[Token]) -> Iterator[Thing]:
    """Yield the runs of words that are not plain ones."""
    run: list[Token] = []
    for token in tokens:
        if run and token.place == run[-1].place + 1 and _belongs(token, run):
            run.append(token)
            continue
        yield from _thing(run)
        run = [token] if _tells(token) else []
    yield from _thing(run)


def _tells(token: Token) -> bool:
    pronoun = token.word.partition("'")[0] == "i"
    return token.text[0].isalpha() and not pronoun and (token.word not in _plain() or token.capital)


def _belongs(token: Token, run: Sequence[Token]) -> bool:
    if token.word in CARTS:
        return run[-1].word not in _plain()
    if token.text.isdigit() or token.word in _LINKS:
        return run[-1].text[:1].isupper()
    return _tells(token)


def _thing(run: list[Token]) -> Iterator[Thing]:
    while run and (run[-1].word in _LINKS | _PACKS or run[-1].text.isdigit()):
        run.pop()
    if run:
        yield Thing(tuple(run), any(token.capital for token in run))


@cache
def _plain() -> frozenset[str]:
    source = files("webagent.actors.baseline").joinpath("plain_words.txt")
    return frozenset(source.read_text(encoding="utf-8").split())
