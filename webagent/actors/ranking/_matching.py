"""How texts of the page fit the words of the task."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ._quantities import number_in
from ._sight import Fact
from ._words import concepts, stems, telling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._past import Past
    from ._sight import Element, Sight
    from ._task import Span, TaskReading

_UNSEEN = 3.0
"""The weight of a word that no element has."""
_NEAR = 4
_MOST_WORDS = 60
COUNTING = frozenset(stems("how many number count amount"))


@dataclass(frozen=True, slots=True)
class Match:
    """How a text fits the task."""

    exact: bool = False
    """It stands in the task, word for word."""
    unused: bool = False
    """And not everything in that place has been used."""
    quoted: bool = False
    """It is all of what the task has in quotation marks."""
    written: bool = False
    """The task has it in the very same characters."""
    cover: float = 0.0
    """How much of it the task has, by the weight of its words, 0 to 1."""
    gain: float = 0.0
    """How much of what is left of the task it has, 0 to 1."""
    place: int = -1
    """The first word of the task that it has, unused ones first; -1 for none."""
    length: int = 0
    """How many of its words say something."""
    concept: float = 0.0
    """How much of it is another word for something in the task, 0 to 1."""
    negated: bool = False
    starts: bool = False
    """It begins with something quoted."""
    ends: bool = False
    """It ends with something quoted."""

    @property
    def worth(self) -> float:
        """Return one number to sort by."""
        return (
            2.0 * self.quoted + 1.5 * (self.exact and self.length > 0) + self.cover
            + 2.0 * self.gain + 0.5 * self.concept + 0.5 * self.starts
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpanFit:
    """How some words of the task fit a field."""

    before: float
    """The field's label stands right before them: 1, less the farther away, 0 where it doesn't."""
    after: float
    """Likewise after them."""
    own: float
    """How much of them is the label itself, 0 to 1."""
    nearest: bool
    """No other span lies between them and the label."""
    used: float
    """How much of them was used already, 0 to 1."""
    worth: float


class Matching:
    """Compares texts with a task, given what was done and what else the page shows."""

    def __init__(self, task: TaskReading, past: Past, sight: Sight) -> None:
        self._task = task
        self._past = past
        self._sight = sight
        self._known: dict[str, Match] = {}
        self._labels: dict[str, tuple[int, ...]] = {}
        self._fits: dict[tuple[int, int, str, str], SpanFit] = {}
        left = [p for p in task.telling if p not in past.used]
        self._left = frozenset(left)
        self._left_weight = sum(self._weight(task.stems[p]) for p in left) or 1.0
        self._quotes = tuple(quote.text.strip().casefold() for quote in task.quotes)

    @property
    def left(self) -> frozenset[int]:
        """Return the places of telling words that nothing has been done for."""
        return self._left

    def _weight(self, word: str) -> float:
        return self._sight.weights.get(word, _UNSEEN)

    def of(self, text: str) -> Match:
        """Return how a text fits."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._match(text)
        return known

    def _match(self, text: str) -> Match:
        words = stems(text)[:_MOST_WORDS]
        if not words:
            return Match()
        task, used = self._task, self._past.used
        spoken = telling(text)[:_MOST_WORDS]
        exact = unused = False
        place = -1
        for start in task.places.get(words[0], ()):
            if task.stems[start : start + len(words)] == words:
                exact = True
                free = not used.issuperset(range(start, start + len(words)))
                if free and not unused:
                    unused, place = True, start
                elif place < 0:
                    place = start
        total = have = gained = 0.0
        counted: set[str] = set()
        for word in spoken:
            weight = self._weight(word)
            total += weight
            places = task.places.get(word)
            if not places:
                continue
            have += weight
            if word in counted:
                continue
            counted.add(word)
            free = [p for p in places if p in self._left]
            gained += weight * len(free[:1])
            if place < 0 or (not exact and free and place not in self._left):
                place = free[0] if free else places[0]
        folded = text.strip().casefold()
        said = concepts(words)
        shared = said & task.concepts
        ends = place + (len(words) if exact else 1)
        return Match(
            exact, unused, folded in self._quotes, text.strip() in task.text,
            have / total if total else 0.0, gained / self._left_weight, place, len(spoken),
            len(shared) / len(said) if said else 0.0,
            place >= 0 and bool(task.negated.intersection(range(place, ends))),
            any(folded.startswith(quote) for quote in self._quotes),
            any(folded.endswith(quote) for quote in self._quotes),
        )  # fmt: skip

    def _label_places(self, label: str) -> tuple[int, ...]:
        """Return where the task names a label, by its words or by others for the same."""
        known = self._labels.get(label)
        if known is None:
            words = frozenset(telling(label))
            said = concepts(stems(label))
            known = self._labels[label] = tuple(
                place
                for place, word in enumerate(self._task.words)
                if not word.quoted
                and (
                    (word.says_something and word.stem in words)
                    or (said and concepts((word.stem,)) & said and word.stem not in words)
                )
            )
        return known

    def of_span(self, span: Span, element: Element) -> SpanFit:
        """Return how some words fit a field."""
        key = (span.first, span.last, span.text, element.name)
        known = self._fits.get(key)
        if known is None:
            known = self._fits[key] = self._fit(span, element.name)
        return known

    def _fit(self, span: Span, label: str) -> SpanFit:
        before = after = own = 0.0
        nearest = False
        inside = range(span.first, span.last + 1)
        for place in self._label_places(label):
            if place in inside:
                own += 1.0 / len(inside)
            elif place < span.first:
                gap = span.first - place - 1
                before = max(before, 1.0 - gap / (_NEAR + 2))
                nearest = nearest or not self._between(place + 1, span.first)
            else:
                gap = place - span.last - 1
                after = max(after, 1.0 - gap / (_NEAR + 2))
        used = len(self._past.used.intersection(inside)) / max(len(inside), 1)
        digits = any(character.isdigit() for character in span.text)
        worth = (
            1.5 * span.quoted + before + 0.6 * after - own - 1.5 * used
            + 0.5 * span.whole + 0.3 * nearest - 0.3 * span.crossing + 0.1 * digits
            + 0.2 * span.text[:1].isupper()
        )  # fmt: skip
        return SpanFit(before, after, own, nearest, used, worth)

    def _between(self, start: int, end: int) -> bool:
        """Whether there are words between two places that say something."""
        return any(self._task.words[p].says_something for p in range(start, end))

    def facts_for(self, element: Element) -> list[Fact]:
        """Return what the page tells that may be meant to be typed into a field, best first."""
        label = frozenset(telling(element.name))
        own = element.name if element.own else None
        return _best(
            (value + _likeness(label, key), fact)
            for value, key, fact in self._typable
            if fact.value != own
        )

    @cached_property
    def _typable(self) -> list[tuple[float, frozenset[str], Fact]]:
        """What the page tells, with its worth in any field and the words of its key."""
        return [
            (
                self.of(fact.key).cover + self.of(fact.column).cover + self.of(fact.entry).gain
                + 0.02 * (len(fact.value) < 30) - 0.5 * self.of(fact.value).exact,
                frozenset(telling(fact.key)),
                fact,
            )
            for fact in self._sight.facts
        ]  # fmt: skip

    def answers(self) -> list[Fact]:
        """Return what the page tells that may be the answer, best first."""
        return _best(
            (
                self.of(fact.key).gain + self.of(fact.key).cover + self.of(fact.column).cover
                + 2.0 * self.of(fact.entry).gain - self.of(fact.value).cover
                + 0.2 * (number_in(fact.value) is not None),
                fact,
            )
            for fact in (*self._counts(), *self._sight.facts)
        )  # fmt: skip

    def _counts(self) -> list[Fact]:
        """Return how many entries lists have: all, and those that have a word of the task."""
        if not COUNTING.intersection(self._task.stems):
            return []
        entries: dict[int, dict[int, str]] = {}
        for element in self._sight.elements:
            if element.list_id >= 0:
                entries.setdefault(element.list_id, {})[element.entry_id] = element.entry
        for fact in self._sight.facts:
            if fact.list_id >= 0:
                entries.setdefault(fact.list_id, {})[fact.entry_id] = fact.entry
        found: list[Fact] = []
        for texts in entries.values():
            found.append(Fact(str(len(texts)), "how many", "", "", -1, -1))
            having: dict[str, int] = {}
            for text in texts.values():
                for word in frozenset(telling(text)):
                    having[word] = having.get(word, 0) + 1
            for place in sorted(self._task.telling):
                count = having.get(self._task.stems[place], 0)
                if 0 < count < len(texts):
                    word = self._task.words[place].text
                    found.append(Fact(str(count), f"how many {word}", word, "", -1, -1))
        return found


def _best(worth: Iterable[tuple[float, Fact]]) -> list[Fact]:
    """Return facts best first, of those that tell the same only the best."""
    best: dict[str, tuple[float, Fact]] = {}
    for value, fact in worth:
        known = best.get(fact.value)
        if known is None or value > known[0]:
            best[fact.value] = (value, fact)
    ranked = sorted(best.values(), key=lambda each: (-each[0], each[1].order))
    return [fact for _, fact in ranked]


def _likeness(label: frozenset[str], key: frozenset[str]) -> float:
    shared = len(label & key)
    return 1.0 + shared / len(label | key) if shared else 0.0
