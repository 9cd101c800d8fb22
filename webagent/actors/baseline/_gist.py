"""What a task comes to that is told in free words: an errand, and the things it is about.

Plain instructions are read clause by clause; people also write “I need the cheapest X in my cart,
since I am broke”. Here only what tells the errand apart is looked for, and what is left over,
nearest to it, is taken for the thing. Whether there is such a thing only the site can tell: where
it has none of that name, nothing is done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ._arranging import order_of
from ._facts import Quantity, Superlative
from ._intents import (
    Checkout,
    Find,
    PlaceOrder,
    Search,
    ShowCart,
    Sort,
    TellPrice,
    Visit,
)
from ._ordering import addition_of
from ._target import Target
from ._wanted import EXTREMES, NUMBERS, SIZE, Wanted, size_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ._intents import Intent

_TOKEN = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*|&|[.,;:!?()]")
_ENDS = frozenset(".;:!?")
_CARTS = frozenset({"cart", "carts", "basket", "bag", "trolley"})
_LINKS = frozenset({"&", "with", "of", "and"})
"""What may stand within a name, between two words with capitals."""
_PACKS = frozenset(
    {"pack", "packs", "packet", "packets", "package", "packages", "bag", "bags", "tin", "tins",
     "box", "boxes", "units", "pieces"}
)  # fmt: skip
_BUY = re.compile(
    r"(?<!\bcan )(?<!\bcould )(?<!\bi )\b(?:buy|buying|purchas(?:e|ed|ing)|check(?:ing)? ?out)\b"
    r"|(?:^|[.,;:!?]\s*|\b(?:please|and|then|to|you|just|so|also|actually|kindly|now)\s+)"
    r"order\b(?! (?:\d|nothing|of|page|history|(?:\w+ )?by\b))"
    r"|\b(?:be|get|have|want|need|handle|like)\b.{0,40}\b(?:bought|ordered|the ordering)\b(?! by)"
    r"|\b(?:finali[sz]e|complete|place|make|put|do|one) (?:the |an? )?(?:complete )?order\b",
    re.IGNORECASE,
)
_REFRAINS = re.compile(
    r"\b(?:later|myself|order nothing|yet|nothing else)\b"
    r"|\b(?:not|n['’]t|dont|without|never)\b(?: \w+){0,2} (?:order|buy|check|purchas|pay)",
    re.IGNORECASE,
)
_SHOWS = re.compile(
    r"\b(?:show|shown|see(?! to)|view|display|open|look|review|pull|bring|take me|go to|head|navigate"
    r"|finish on|leave me|lemme)\b.{0,30}?\b(?:cart|basket|trolley|bag|it|there|lot)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\b(?:how much|how expensive|how many (?:pounds|euros|dollars)|prices?|priced|costs?|charge"
    r"|pay for|damage|set me back|(?:go|going|sell|selling) for|quote)\b",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"\b(?:search\w*|looke?d? up|results?|hits|keyword|query|hunt|scour|matches)\b", re.IGNORECASE
)
_OPEN = re.compile(
    r"\b(?:page|open\w*|show|display\w*|pull|bring|see|look(?:ing)?|go|jump|fetch|call up|load"
    r"|screen|visit"
    r"|view|read|take me)\b",
    re.IGNORECASE,
)
_CHEAPEST = re.compile(
    r"\b(?:cheapest|least (?:expensive|costly)|lowest[- ](?:priced?|cost)"
    r"|most (?:affordable|economical|budget-friendly)|priced lowest"
    r"|(?:smallest|lowest|best|least) prices?(?: tag)?|costs? (?:the )?least|costs? less than)\b",
    re.IGNORECASE,
)
_LEAST = re.compile(r"\b(?:smallest|littlest|tiniest|least)\b", re.IGNORECASE)
_MOST = re.compile(r"\b(?:largest|biggest)\b", re.IGNORECASE)
_ON_CONTROLS = re.compile(
    r"\b(?:click\w*|press\w*|button|fields?|text ?box|checkbox(?:es)?|drop ?down|submit\w*|scroll"
    r"|drag|upload|log ?in|sign ?in|password|dates?|type|fill in|enter|tick|result|link|tabs?"
    r"|second|third|last|menu|dialog|pop ?up|message|e-?mail)\b|[\"“”«»`]",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:if (?!i |you )|unless|provided|as long as|except|instead|remove|delete|cancel|write"
    r"|change|gift|wrap\w*|express|compare|review (?!it|them|the)|take .{1,40} out|at most|up to"
    r"|(?:less|more|over|under|below) (?:than )?[£$€\d]"
    r"|set .{1,40} to \d|shortest|longest|fastest|earliest|latest|newest|oldest|nearest|each of"
    r"|every|all of|other tabs?)\b|[£$€]\s?\d",
    re.IGNORECASE,
)
"""What a task may say that would be lost."""
_OTHER = re.compile(
    r"\b(?:save|move|sort|select|choose|pick|check|mark|set|hide|copy|share|download|size|rating"
    r"|only|how|who|when|smallest|largest|biggest|best|worst)\b",
    re.IGNORECASE,
)
"""What more than looking is."""
_LONGEST = 400
_NEAR, _AROUND = 3, 7
"""Words between a thing and what tells of it."""
_SECOND = 1.5
"""How much less a second thing may score."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    place: int
    """Its number in the task."""
    sentence: int
    capital: bool
    """It begins with a capital although no sentence does there."""

    @property
    def word(self) -> str:
        return self.text.casefold().replace("’", "'")


@dataclass(frozen=True, slots=True)
class _Thing:
    tokens: tuple[_Token, ...]
    capital: bool

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)

    def distance(self, token: _Token) -> int:
        """Return how many words lie between it and another, more over the end of a sentence."""
        first, last = self.tokens[0], self.tokens[-1]
        gap = max(first.place - token.place, token.place - last.place)
        return gap + 10 * abs(token.sentence - first.sentence)


def read_gist(task: str) -> tuple[Intent, ...] | None:
    """Return the plan of an errand; `None` where a task is none that is known."""
    gist = _Gist(task)
    if not gist.things or len(task) > _LONGEST or _MORE.search(task) or _ON_CONTROLS.search(task):
        return None
    return gist.plan()


class _Gist:
    def __init__(self, task: str) -> None:
        self._task = task
        self._sizes = list(SIZE.finditer(task))
        tokens = _tokens(task)
        self._tokens = tokens
        in_size = {
            token.place
            for token in tokens
            for m in self._sizes
            if m.start() <= token.start < m.end()
        }
        self.things = tuple(_things([t for t in tokens if t.place not in in_size]))
        named = {token.place for thing in self.things for token in thing.tokens}
        self._free = [t for t in tokens if t.place not in named and t.place not in in_size]
        self._carts = [t for t in self._free if self._is_cart(t)]
        self._in_size = [t for t in tokens if t.place in in_size]

    def _is_cart(self, token: _Token) -> bool:
        before = self._tokens[token.place - 1].word if token.place else ""
        # “The smallest bag” is a size.
        return token.word in _CARTS - {"bag"} or (
            token.word == "bag" and before in {"the", "my", "your", "our", "shopping"}
        )

    def plan(self) -> tuple[Intent, ...] | None:
        """Return what is to be done."""
        task = self._task
        order = order_of(task)
        buys = bool(self._cues(_BUY)) and not _REFRAINS.search(task)
        if order is not None and not self._carts and not buys:
            thing = self._best(self._cues(_OPEN))
            return (Sort(Quantity.PRICE, order, Target(thing.text, thing.text)),)
        if self._carts or buys:
            return self._errand(buys)
        if self._cues(_PRICE):
            return self._price()
        if _CHEAPEST.search(task) or _OTHER.search(task):
            return None
        if self._cues(_SEARCH):
            return (Search(self._best(self._cues(_SEARCH)).text),)
        if self._cues(_OPEN) and self._is_clear():
            name = self._best(self._cues(_OPEN)).text
            return (Visit(Target(name, name)),)
        return None

    def _errand(self, buys: bool) -> tuple[Intent, ...] | None:
        cheapest = _CHEAPEST.search(self._task)
        if cheapest:
            thing = self._best(self._cues(_CHEAPEST))
            superlative = Superlative(Quantity.PRICE, highest=False)
            item = Target(f"{cheapest[0]} {thing.text}", thing.text, superlative=superlative)
            wanted = [Wanted(item, self._count())]
        else:
            things = self._meant()
            if len(self._sizes) > len(things):
                return None
            wanted = list(self._wanted(things))
        plan: list[Intent] = [step for one in wanted for step in addition_of(one)]
        if buys:
            return (*plan, Checkout(), PlaceOrder())
        return (
            (*plan, ShowCart()) if _SHOWS.search(self._task) or len(self._carts) > 1 else (*plan,)
        )

    def _price(self) -> tuple[Intent, ...]:
        thing = self._best(self._cues(_PRICE, _LEAST, _MOST))
        size = size_of(self._sizes[0]) if self._sizes else ""
        if _LEAST.search(self._task):
            size = EXTREMES[0]
        elif _MOST.search(self._task):
            size = EXTREMES[1]
        return (Find(Target(thing.text, thing.text)), TellPrice(size))

    def _meant(self) -> list[_Thing]:
        cues = [*self._carts, *self._in_size, *(t for t in self._free if t.word in NUMBERS)]
        scores = {thing: self._score(thing, cues) for thing in self.things}
        capital = any(thing.capital for thing in scores)
        least = max(scores.values()) - _SECOND
        return [t for t, score in scores.items() if (t.capital if capital else score >= least)]

    def _wanted(self, things: Sequence[_Thing]) -> Iterator[Wanted]:
        owner = {m: min(things, key=lambda thing: self._gap(thing, m)) for m in self._sizes}
        for thing in things:
            size = next((size_of(m) for m, owns in owner.items() if owns is thing), "")
            count = self._count() if len(things) == 1 else 1
            yield Wanted(Target(thing.text, thing.text), count, size)

    def _gap(self, thing: _Thing, match: re.Match[str]) -> int:
        first, last = thing.tokens[0], thing.tokens[-1]
        return min(abs(first.start - match.end()), abs(match.start() - last.start - len(last.text)))

    def _count(self) -> int:
        said = [
            _number(token.word)
            for token, after in zip(self._free, [*self._free[1:], None], strict=True)
            if _number(token.word) and not (after and after.word in {"things", "items"})
        ]
        return max(said, default=1)

    def _cues(self, *patterns: re.Pattern[str]) -> list[_Token]:
        spans = [m.span() for pattern in patterns for m in pattern.finditer(self._task)]
        return [
            token
            for token in (*self._free, *self._in_size)
            if any(start <= token.start < end for start, end in spans)
        ]

    def _best(self, cues: Sequence[_Token]) -> _Thing:
        return max(self.things, key=lambda thing: self._score(thing, cues))

    def _score(self, thing: _Thing, cues: Iterable[_Token]) -> float:
        nearest = min((thing.distance(cue) for cue in cues), default=99)
        near = 2.0 if nearest <= _NEAR else 1.0 if nearest <= _AROUND else 0.0
        return 2.0 * thing.capital + near + 0.3 * (len(thing.tokens) > 1) - 0.01 * min(nearest, 20)

    def _is_clear(self) -> bool:
        """Whether there is but one thing that can be meant."""
        return len(self.things) == 1 or sum(thing.capital for thing in self.things) == 1


def _tokens(task: str) -> list[_Token]:
    found: list[_Token] = []
    sentence, begins = 0, True
    for place, match in enumerate(_TOKEN.finditer(task)):
        text = match[0]
        found.append(
            _Token(text, match.start(), place, sentence, text[:1].isupper() and not begins)
        )
        begins = text in _ENDS
        sentence += text in _ENDS
    return found


def _things(tokens: Iterable[_Token]) -> Iterator[_Thing]:
    """Yield the runs of words that are not plain ones."""
    run: list[_Token] = []
    for token in tokens:
        if run and token.place == run[-1].place + 1 and _belongs(token, run):
            run.append(token)
            continue
        yield from _thing(run)
        run = [token] if _tells(token) else []
    yield from _thing(run)


def _tells(token: _Token) -> bool:
    pronoun = token.word.partition("'")[0] == "i"
    return token.text[0].isalpha() and not pronoun and (token.word not in _plain() or token.capital)


def _belongs(token: _Token, run: Sequence[_Token]) -> bool:
    if token.word in _CARTS:
        return run[-1].word not in _plain()
    if token.text.isdigit() or token.word in _LINKS:
        return run[-1].text[:1].isupper()
    return _tells(token)


def _thing(run: list[_Token]) -> Iterator[_Thing]:
    while run and (run[-1].word in _LINKS | _PACKS or run[-1].text.isdigit()):
        run.pop()
    if run:
        yield _Thing(tuple(run), any(token.capital for token in run))


@cache
def _plain() -> frozenset[str]:
    source = files("webagent.actors.baseline").joinpath("plain_words.txt")
    return frozenset(source.read_text(encoding="utf-8").split())


def _number(word: str) -> int:
    if word in {"twice", "couple", "pair"}:
        return 2
    digits = re.fullmatch(r"(\d{1,4})[x×]?", word)
    return int(digits[1]) if digits else NUMBERS.get(word, 0)
