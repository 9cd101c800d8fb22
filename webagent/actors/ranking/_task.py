"""What a task says: its words, what it quotes, its clauses, places, comparisons and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from functools import cache, cached_property, lru_cache

from ._words import concepts, stem, stopwords, tokens, vocabulary

_QUOTES = re.compile(
    r"\"([^\"]+)\"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|(?<!\w)'([^']+)'(?!\w)|‘([^’]+)’"
)
_ENDS_CLAUSE = re.compile(
    r"[.;!?]\s+|\s*,\s*(?:and\s+)?then\b|\bthen\b|,\s+and\b|\band\b|,|\bafter that\b"
)
_CROSSED = re.compile(r"[,;:!?()]|\.\s")
_LONGEST_SPAN = 6
_MOST_WORDS = 70

VERB_NAMES = (
    "press",
    "enter",
    "choose",
    "unset",
    "open",
    "close",
    "search",
    "send",
    "tell",
    "remove",
    "move",
    "scroll",
    "focus",
    "cart",
)
"""Kinds of verbs, in the order of the model file; their words are in the vocabulary."""


@cache
def _verb_of() -> dict[str, str]:
    verbs: dict[str, list[str]] = vocabulary()["verbs"]
    return {stem(word): name for name, words in verbs.items() for word in words}


@cache
def _numbered(name: str) -> dict[str, int]:
    return {word: number for number, word in enumerate(vocabulary()[name], 1)}


@cache
def _ordinals() -> dict[str, int]:
    return _numbered("ordinals") | {"last": -1, "final": -1, "bottom": -1, "top": 1}


@cache
def _number_words() -> dict[str, int]:
    return _numbered("numbers") | {"once": 1, "twice": 2, "thrice": 3, "couple": 2, "dozen": 12}


@cache
def _months() -> dict[str, int]:
    months: list[str] = vocabulary()["months"]
    return {name: number for number, names in enumerate(months, 1) for name in names.split()}


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(vocabulary()[name])


_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)", re.IGNORECASE)
_NUMBERED = re.compile(r"#\d{1,4}")

_CASES = {"upper": "upper", "uppercase": "upper", "capital": "upper", "capitals": "upper",
          "lower": "lower", "lowercase": "lower"}  # fmt: skip
_YEAR_FIRST = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_MONTH_FIRST = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_IN_WORDS = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})"
    rf"|(?P<m2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)\b,?(?:\s+(?P<y>\d{{4}}))?",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(\d{1,2})(?::(\d{2}))?\s*([AaPp])\.?[Mm]\b|\b(\d{1,2}):(\d{2})\b")
_DIGITS = re.compile(r"(?<![\w.])[-−]?\d{1,15}(?:\.\d{1,15})?(?!\d)")
_QUESTION = re.compile(
    r"(?:(?:at|in|on|for|by|to) )?(?:how|what|which|who|whose|when|where)\b[^?]{1,300}\?"
    r"(?:\s*(?:answer|reply|respond|if)\b.{0,300})?",
    re.IGNORECASE | re.DOTALL,
)
_NO_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the task."""

    text: str
    stem: str
    start: int
    end: int
    quoted: bool
    clause: int

    @property
    def says_something(self) -> bool:
        """Whether it is more than a function word."""
        return self.quoted or self.text.casefold() not in stopwords()


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of the task that may be meant to be typed."""

    text: str
    first: int
    last: int
    quoted: bool
    crossing: bool
    """It goes over a comma or the like."""
    whole: bool
    """It is all that stands between two function words, verbs, quotation or punctuation marks."""


class TaskReading:
    """A task, read once."""

    def __init__(self, task: str) -> None:
        self.text = task
        quotes = [
            (m.start(), m.end(), next(group for group in m.groups() if group))
            for m in _QUOTES.finditer(task)
        ]
        ends = [m.start() for m in _ENDS_CLAUSE.finditer(task) if not _within(m.start(), quotes)]
        self.words = tuple(
            Word(
                text,
                stem(text),
                start,
                end,
                _within(start, quotes),
                sum(each <= start for each in ends),
            )
            for text, start, end in tokens(task)
        )
        self.stems = tuple(word.stem for word in self.words)
        self.places: dict[str, list[int]] = {}
        for place, each in enumerate(self.stems):
            self.places.setdefault(each, []).append(place)
        self.telling = frozenset(i for i, w in enumerate(self.words) if w.says_something)
        self.concepts = concepts(self.stems)
        self.quotes = tuple(self._span(start, end, text) for start, end, text in quotes)

    def _span(self, start: int, end: int, text: str) -> Span:
        inside = [i for i, word in enumerate(self.words) if start <= word.start < end]
        first, last = (inside[0], inside[-1]) if inside else (0, -1)
        return Span(text, first, last, quoted=True, crossing=False, whole=True)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Return what may be meant to be typed: quotations, and runs of words."""
        found = {quote.text: quote for quote in self.quotes}
        words = self.words[:_MOST_WORDS]
        for first, word in enumerate(words):
            if word.quoted or not word.says_something:
                continue
            for last in range(first, min(first + _LONGEST_SPAN, len(words))):
                if words[last].quoted:
                    break
                between = self.text[word.end : words[last].start]
                if ". " in between or "; " in between or "\n" in between:
                    break
                if not words[last].says_something:
                    continue
                text = self.text[word.start : words[last].end]
                crossing = bool(_CROSSED.search(text))
                whole = self._opens(first) and self._closes(last)
                found.setdefault(text, Span(text, first, last, False, crossing, whole))
        return tuple(found.values())

    def _opens(self, place: int) -> bool:
        if place == 0:
            return True
        before = self.words[place - 1]
        gap = self.text[before.end : self.words[place].start]
        return bool(gap.strip()) or not before.says_something or before.stem in _verb_of()

    def _closes(self, place: int) -> bool:
        if place == len(self.words) - 1:
            return True
        after = self.words[place + 1]
        gap = self.text[self.words[place].end : after.start]
        return bool(gap.strip()) or not after.says_something

    @cached_property
    def clause_verbs(self) -> dict[int, frozenset[str]]:
        """Return the kinds of verbs each clause has; a clause without one has those before it."""
        found: dict[int, set[str]] = {}
        for word in self.words:
            kinds = found.setdefault(word.clause, set())
            if not word.quoted and word.stem in _verb_of():
                kinds.add(_verb_of()[word.stem])
        held: frozenset[str] = frozenset()
        told: dict[int, frozenset[str]] = {}
        for clause in sorted(found):
            held = frozenset(found[clause]) or held
            told[clause] = held
        return told

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Return all kinds of verbs it has."""
        return frozenset(
            _verb_of()[word.stem]
            for word in self.words
            if not word.quoted and word.stem in _verb_of()
        )

    @cached_property
    def ordinals(self) -> tuple[tuple[int, int], ...]:
        """Return the ordinals with their places; the last one is -1."""
        found: list[tuple[int, int]] = []
        for place, word in enumerate(self.words):
            text = word.text.casefold()
            numbered = _ORDINAL.fullmatch(text)
            if numbered:
                found.append((int(numbered[1]), place))
            elif text in _ordinals() and not word.quoted:
                found.append((_ordinals()[text], place))
            elif _NUMBERED.fullmatch(text):
                found.append((int(text[1:]), place))
        return tuple(found)

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """Return the numbers it has, in digits or words."""
        found: list[float] = []
        found += [float(digits.replace("−", "-")) for digits in _DIGITS.findall(self.text)]
        known = _number_words()
        folded = (word.text.casefold() for word in self.words)
        return (*found, *(float(known[word]) for word in folded if word in known))

    @cached_property
    def least(self) -> bool:
        """Whether it asks for the least of something."""
        return any(w.text.casefold() in _listed("least") for w in self.words if not w.quoted)

    @cached_property
    def most(self) -> bool:
        """Whether it asks for the most of something."""
        return any(w.text.casefold() in _listed("most") for w in self.words if not w.quoted)

    @cached_property
    def least_first(self) -> bool:
        """Whether it asks for the least, before it asks for the most if it does."""
        folded = (w.text.casefold() for w in self.words if not w.quoted)
        listed = _listed("least") | _listed("most")
        return next((word in _listed("least") for word in folded if word in listed), False)

    @cached_property
    def of_all(self) -> bool:
        """Whether it speaks of all, every, each or both."""
        return any(
            w.text.casefold() in {"all", "every", "each", "both", "everything", "any"}
            for w in self.words
            if not w.quoted
        )

    @cached_property
    def negated(self) -> frozenset[int]:
        """Return the places of words after a negation, within its clause."""
        found: set[int] = set()
        for place, word in enumerate(self.words):
            if word.quoted or word.text.casefold() not in _listed("negations"):
                continue
            for later in range(place + 1, len(self.words)):
                if self.words[later].clause > word.clause + 1:
                    break
                found.add(later)
        return frozenset(found)

    @cached_property
    def case(self) -> str:
        """Return `upper` or `lower` where a text is to be written so."""
        return next(
            (_CASES[w.text.casefold()] for w in self.words if w.text.casefold() in _CASES), ""
        )

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Return the dates it has; one without a year is in 2000."""
        return dates_in(self.text)

    @cached_property
    def times(self) -> tuple[time, ...]:
        """Return the times of day it has."""
        return times_in(self.text)

    @cached_property
    def only_asks(self) -> bool:
        """Whether it is a question and nothing else, so that only an answer ends it."""
        return _QUESTION.fullmatch(self.text.strip()) is not None

    @cached_property
    def asks(self) -> bool:
        """Whether it is a question, or wants something to be told."""
        return (
            "?" in self.text
            or bool(
                self.words
                and _verb_of().get(self.words[0].stem) == "tell"
                and not self.words[0].quoted
            )
            or any(
                w.stem in {stem("answer"), stem("tell"), stem("report")}
                for w in self.words
                if not w.quoted
            )
        )


@lru_cache(maxsize=64)
def asks(task: str) -> bool:
    """Return whether a task is a question, or wants something to be told."""
    return TaskReading(task).asks


@lru_cache(maxsize=5_000)
def dates_in(text: str) -> tuple[date, ...]:
    """Return the dates in a text, in its order of forms; one without a year is in 2000."""
    found: list[date] = []

    def add(year: int, month: int, day: int) -> None:
        try:
            found.append(date(year, month, day))
        except ValueError:
            if day <= 12 < month:
                add(year, day, month)

    for m in _YEAR_FIRST.finditer(text):
        add(int(m[1]), int(m[2]), int(m[3]))
    for m in _MONTH_FIRST.finditer(text):
        add(int(m[3]), int(m[1]), int(m[2]))
    for m in _DAY_FIRST.finditer(text):
        add(int(m[3]), int(m[2]), int(m[1]))
    for m in _IN_WORDS.finditer(text):
        month = _months().get((m["m1"] or m["m2"]).casefold())
        if month:
            add(int(m["y"] or _NO_YEAR), month, int(m["d1"] or m["d2"]))
    return tuple(found)


@lru_cache(maxsize=5_000)
def times_in(text: str) -> tuple[time, ...]:
    """Return the times of day in a text."""
    found: list[time] = []
    for match in _TIME.finditer(text):
        hour = int(match[1] or match[4])
        minute = int(match[2] or match[5] or 0)
        if match[3]:
            hour = hour % 12 + (12 if match[3] in "Pp" else 0)
        if hour < 24 and minute < 60:
            found.append(time(hour, minute))
    return tuple(found)


def values_in(text: str, kind: str) -> tuple[str, ...]:
    """Return the dates or times in a text as a field of this `type` takes them; else as dates."""
    days, times = dates_in(text), times_in(text)
    match kind:
        case "time":
            return tuple(f"{each:%H:%M}" for each in times)
        case "month":
            return tuple(f"{day:%Y-%m}" for day in days)
        case "datetime-local":
            return tuple(f"{day:%Y-%m-%d}T{each:%H:%M}" for day in days for each in times)
        case _:
            return tuple(day.isoformat() for day in days)


@lru_cache(maxsize=5_000)
def month_in(text: str) -> tuple[int, int] | None:
    """Return the year and month that a heading of a calendar names, such as `March 2026`."""
    match = re.search(r"([A-Za-z]{3,9})\.?,?\s+(\d{4})", text)
    if match and match[1].casefold() in _months():
        return int(match[2]), _months()[match[1].casefold()]
    return None


def _within(place: int, quotes: list[tuple[int, int, str]]) -> bool:
    return any(start <= place < end for start, end, _ in quotes)
