"""What a task comes to that is told in free words: an errand, and the things it is about.

Plain instructions are read clause by clause; people also write “I need the cheapest X in my cart,
since I am broke”. Here only what tells the errand apart is looked for, and what is left over,
nearest to it, is taken for the thing. Whether there is such a thing only the site can tell: where
it has none of that name, nothing is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _cues as cues
from ._arranging import order_of
from ._facts import Quantity, Superlative
from ._intents import Checkout, Find, PlaceOrder, Search, ShowCart, Sort, TellPrice, Visit
from ._ordering import addition_of
from ._target import Target
from ._things import CARTS, things_in, tokens_of
from ._wanted import EXTREMES, NUMBERS, SIZE, Wanted, size_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from ._intents import Intent
    from ._things import Thing, Token

_LONGEST = 400
_DIGITS = 4
_NEAR, _AROUND = 3, 7
"""Words between a thing and what tells of it."""
_SECOND = 1.5
"""How much less a second thing may score."""


def read_gist(task: str) -> tuple[Intent, ...] | None:
    """Return the plan of an errand; `None` where a task is none that is known."""
    if len(task) > _LONGEST or cues.MORE.search(task) or cues.ON_CONTROLS.search(task):
        return None
    gist = _Gist(task)
    return gist.plan() if gist.things else None


class _Gist:
    """A task with its sizes and carts, and the things it names."""

    def __init__(self, task: str) -> None:
        self._task = task
        self._sizes = list(SIZE.finditer(task))
        tokens = tokens_of(task)
        self._tokens = tokens
        in_size = {
            token.place
            for token in tokens
            for m in self._sizes
            if m.start() <= token.start < m.end()
        }
        self.things = tuple(things_in([t for t in tokens if t.place not in in_size]))
        named = {token.place for thing in self.things for token in thing.tokens}
        self._free = [t for t in tokens if t.place not in named and t.place not in in_size]
        self._carts = [t for t in self._free if self._is_cart(t)]
        self._in_size = [t for t in tokens if t.place in in_size]

    def _is_cart(self, token: Token) -> bool:
        before = self._tokens[token.place - 1].word if token.place else ""
        # “The smallest bag” is a size.
        return token.word in CARTS and (
            token.word != "bag" or before in {"the", "my", "your", "our", "shopping"}
        )

    def plan(self) -> tuple[Intent, ...] | None:
        """Return what is to be done."""
        task = self._task
        order = order_of(task)
        buys = bool(self._told_by(cues.BUY)) and not cues.REFRAINS.search(task)
        if order is not None and not self._carts and not buys:
            thing = self._best(self._told_by(cues.OPEN))
            return (Sort(order, Target.named(thing.text)),)
        if self._carts or buys:
            return self._errand(buys)
        if self._told_by(cues.PRICE):
            return self._price()
        if cues.CHEAPEST.search(task) or cues.OTHER.search(task):
            return None
        if self._told_by(cues.SEARCH):
            return (Search(self._best(self._told_by(cues.SEARCH)).text),)
        if self._told_by(cues.OPEN) and self._is_clear():
            return (Visit(Target.named(self._best(self._told_by(cues.OPEN)).text)),)
        return None

    def _errand(self, buys: bool) -> tuple[Intent, ...] | None:
        cheapest = cues.CHEAPEST.search(self._task)
        if cheapest:
            thing = self._best(self._told_by(cues.CHEAPEST))
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
        shows = cues.SHOWS.search(self._task) or len(self._carts) > 1
        return (*plan, ShowCart()) if shows else (*plan,)

    def _price(self) -> tuple[Intent, ...]:
        thing = self._best(self._told_by(cues.PRICE, cues.LEAST, cues.MOST))
        size = size_of(self._sizes[0]) if self._sizes else ""
        if cues.LEAST.search(self._task):
            size = EXTREMES[0]
        elif cues.MOST.search(self._task):
            size = EXTREMES[1]
        return (Find(Target.named(thing.text)), TellPrice(size))

    def _meant(self) -> list[Thing]:
        told = [*self._carts, *self._in_size, *(t for t in self._free if t.word in NUMBERS)]
        scores = {thing: self._score(thing, told) for thing in self.things}
        capital = any(thing.capital for thing in scores)
        least = max(scores.values()) - _SECOND
        return [t for t, score in scores.items() if (t.capital if capital else score >= least)]

    def _wanted(self, things: Sequence[Thing]) -> Iterator[Wanted]:
        owner = {m: min(things, key=lambda thing: self._gap(thing, m)) for m in self._sizes}
        for thing in things:
            size = next((size_of(m) for m, owns in owner.items() if owns is thing), "")
            count = self._count() if len(things) == 1 else 1
            yield Wanted(Target.named(thing.text), count, size)

    def _gap(self, thing: Thing, match: re.Match[str]) -> int:
        first, last = thing.tokens[0], thing.tokens[-1]
        return min(abs(first.start - match.end()), abs(match.start() - last.start - len(last.text)))

    def _count(self) -> int:
        said = [
            _number(token.word)
            for token, after in zip(self._free, [*self._free[1:], None], strict=True)
            if _number(token.word) and not (after and after.word in {"things", "items"})
        ]
        return max(said, default=1)

    def _told_by(self, *patterns: re.Pattern[str]) -> list[Token]:
        spans = [m.span() for pattern in patterns for m in pattern.finditer(self._task)]
        return [
            token
            for token in (*self._free, *self._in_size)
            if any(start <= token.start < end for start, end in spans)
        ]

    def _best(self, told: Sequence[Token]) -> Thing:
        return max(self.things, key=lambda thing: self._score(thing, told))

    def _score(self, thing: Thing, told: Iterable[Token]) -> float:
        nearest = min((thing.distance(cue) for cue in told), default=99)
        near = 2.0 if nearest <= _NEAR else 1.0 if nearest <= _AROUND else 0.0
        return 2.0 * thing.capital + near + 0.3 * (len(thing.tokens) > 1) - 0.01 * min(nearest, 20)

    def _is_clear(self) -> bool:
        """Whether there is but one thing that can be meant."""
        return len(self.things) == 1 or sum(thing.capital for thing in self.things) == 1


def _number(word: str) -> int:
    if word in {"twice", "couple", "pair"}:
        return 2
    digits = word.rstrip("x×")
    return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else NUMBERS.get(word, 0)
