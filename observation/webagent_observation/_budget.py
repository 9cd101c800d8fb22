"""A page within a number of tokens: what matters most of it, and a line for each part left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import dropwhile, islice
from operator import attrgetter
from typing import TYPE_CHECKING

from ._anchor import find_anchors
from ._choice import choose
from ._outline import Outline
from ._parts import Interest, take_apart
from ._prune import prune
from ._render import render
from ._tokens import estimate_tokens
from ._worth import AT_HAND, LATEST, OPENED, hits, urgent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ._elision import Elision
    from ._node import Node
    from ._parts import Urgency
    from .rendering import Mode

TOLERANCE = 0.05
"""Share of its budget by which a view may be longer or, with something left out, shorter."""
CROWDED = "[not even all that matters now has room: parts of that are left out as well]"

_GROUPS = 200
"""Into about how many groups what is shown is divided: one is half a per cent of the budget."""
_SMALLEST_GROUP = 50
_TRIES = 6
_SAMPLES = 20
_SAMPLED = 100_000
_KEY = re.compile(r"([^+:]+)(?:\+(\d+)|:(\d+)-(\d+))")


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a page."""

    text: str
    tokens: int
    """As estimated by `estimate_tokens`."""
    elisions: tuple[Elision, ...] = ()
    """What is left out, in reading order; each is announced in the text."""
    crowded: bool = False
    """What should never be left out had to be, in part: it alone exceeds the budget."""
    _source: _Source | None = field(default=None, repr=False, compare=False)

    def within(self, budget: int) -> View:
        """Return the view of the same page within another budget, in tokens."""
        if self._source is None:
            return self
        return self._source.view(budget)


def fit(
    nodes: Sequence[Node],
    budget: int,
    *,
    label: Callable[[str], int],
    mode: Mode = "compact",
    base: str = "",
    opened: Sequence[str] = (),
    query: str = "",
    whole: str | None = None,
) -> View:
    """Return a page within a budget, all of it if that has room.

    What is left out is announced, with a number to show it by: runs of siblings, or stretches of a
    long text. Left out last, and only where nothing else can be, are open dialogs, alerts, the
    element that has the focus with its form, and what is refused with an error.

    Args:
        nodes: the page.
        budget: how many tokens the text may have. It has at most 5 % more, and from about 300
            tokens on not more than 5 % less if anything is left out that could be shown in part.
        label: gives each part that is left out its number, the same for the same key.
        mode: see `render`.
        base: see `render`.
        opened: keys of the parts that were asked for, the latest last. That one is shown before
            everything else, as far as it has room.
        query: what is looked for, such as the task; what holds rare words of it comes first.
        whole: the rendered page, where it is at hand.
    """
    return _Source(tuple(nodes), label, mode, base, tuple(opened), query, whole).view(budget)


@dataclass(frozen=True, slots=True)
class _Source:
    """A page and what is wanted of it."""

    nodes: tuple[Node, ...]
    label: Callable[[str], int]
    mode: Mode
    base: str
    opened: tuple[str, ...]
    query: str
    whole: str | None

    def view(self, budget: int) -> View:
        whole = self.rendered(self.nodes) if self.whole is None else self.whole
        tokens = _rough_tokens(whole)
        if tokens <= 2 * budget:
            tokens = estimate_tokens(whole)
        if tokens <= budget:
            return View(whole, tokens, _source=self)
        return _Fitting(self, budget, tokens).view()

    def rendered(self, nodes: Sequence[Node]) -> str:
        return render(nodes, self.mode, self.base)


class _Fitting:
    """The search for as much of a page as has room."""

    def __init__(self, source: _Source, budget: int, tokens: int) -> None:
        self._source = source
        self._budget = budget
        self._outline = Outline.of(source.nodes)
        per_token = self._outline.sizes[-1] / tokens
        limit = max(int(budget * per_token / _GROUPS), _SMALLEST_GROUP)
        interest = _interest(self._outline, source)
        self._room = budget * per_token
        self._branches, groups = take_apart(self._outline, interest, limit)
        self._ranked = sorted(groups, key=attrgetter("rank"))

    def view(self) -> View:
        """Return the best of a few tries, each with the room that the one before it tells."""
        low, high = 0.0, float(self._outline.sizes[-1])
        room = min(self._room, high)
        best: tuple[int, float] | None = None
        for _ in range(_TRIES):
            tokens = self._measured(room)
            if tokens <= self._budget * (1 + TOLERANCE) and (best is None or tokens > best[0]):
                best = (tokens, room)
            if self._budget * (1 - TOLERANCE) <= tokens <= self._budget:
                break
            if tokens > self._budget:
                high = room
            else:
                low = room
            aimed = room * (1 - TOLERANCE / 2) * self._budget / max(tokens, 1)
            room = aimed if low < aimed < high else (low + high) / 2
        room = 0.0 if best is None else best[1]
        view = self._chosen(room)
        while room > 1 and view.tokens > self._budget * (1 + TOLERANCE):
            room *= 1 - TOLERANCE
            view = self._chosen(room)
        return view

    def _measured(self, room: float) -> int:
        """Return how many tokens a view has whose parts have this many characters."""
        choose(self._branches, self._ranked, room)
        nodes, _ = prune(self._outline, self._source.nodes, self._branches)
        return estimate_tokens(self._text(nodes))

    def _chosen(self, room: float) -> View:
        choose(self._branches, self._ranked, room)
        source = self._source
        nodes, elisions = prune(self._outline, source.nodes, self._branches, source.label)
        text = self._text(nodes)
        return View(text, estimate_tokens(text), elisions, self._crowded, source)

    def _text(self, nodes: Sequence[Node]) -> str:
        text = self._source.rendered(nodes)
        return f"{CROWDED}\n{text}" if self._crowded else text

    @property
    def _crowded(self) -> bool:
        return any(
            AT_HAND <= group.urgency[0] < LATEST and not group.shown for group in self._ranked
        )


def _rough_tokens(text: str) -> int:
    """Return about how many tokens a text has; of a long one, some stretches stand for all."""
    if len(text) <= _SAMPLED:
        return estimate_tokens(text)
    length, step = _SAMPLED // _SAMPLES, len(text) // _SAMPLES
    sample = "".join([text[at : at + length] for at in range(0, step * _SAMPLES, step)])
    return estimate_tokens(sample) * len(text) // len(sample)


def _interest(outline: Outline, source: _Source) -> Interest:
    wanted: dict[int, Urgency] = {index: (how, 0) for index, how in urgent(outline).items()}
    stretches: dict[int, list[tuple[int, int, Urgency]]] = {}
    keys = [match for key in source.opened if (match := _KEY.fullmatch(key))]
    places = find_anchors(outline, {match[1] for match in keys})
    for lately, match in enumerate(keys, 1):
        if match[1] not in places:
            continue
        place = places[match[1]]
        urgency = (LATEST, 0) if lately == len(keys) else (OPENED, lately)
        if match[2] is None:
            stretches.setdefault(place, []).append((int(match[3]), int(match[4]), urgency))
            continue
        siblings = outline.children(outline.parents[place])
        for sibling in islice(dropwhile(place.__ne__, siblings), int(match[2])):
            wanted[sibling] = max(wanted.get(sibling, urgency), urgency)
    return Interest(wanted, hits(source.query, outline), stretches)
