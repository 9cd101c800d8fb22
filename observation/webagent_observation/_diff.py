"""What changed between two looks at a page, line by line."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST = 0.4
"""Share of the page that a difference may take; beyond it the page itself tells more."""

_REF = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines in a row that were replaced by others."""

    start: int
    """Where they began, counted from 0."""
    removed: tuple[str, ...]
    added: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Yield `- ` with what went, `+ ` with what came, `~ ` with what an element became.

        A line tells of the same element as another if the first ref in both is the same. Lines
        that only changed their order are not told.
        """
        moved = {*self.removed} & {*self.added}
        now = {_ref(line) for line in self.added} - {None}
        before = {_ref(line) for line in self.removed} - {None}
        for line in self.removed:
            if line not in moved and _ref(line) not in now:
                yield f"- {line.strip()}"
        for line in self.added:
            if line not in moved:
                yield f"{'~' if _ref(line) in before else '+'} {line.strip()}"


@dataclass(frozen=True, slots=True)
class Diff:
    """How the text of a page became another."""

    hunks: tuple[Hunk, ...]

    def lines(self) -> list[str]:
        """Return what is different, a line each; see `Hunk.lines`."""
        return [line for hunk in self.hunks for line in hunk.lines()]

    def __str__(self) -> str:
        """Return these lines as one text."""
        return "\n".join(self.lines())

    def apply(self, previous: Sequence[str]) -> list[str]:
        """Return the lines of the page after, given those before."""
        current: list[str] = []
        at = 0
        for hunk in self.hunks:
            current += previous[at : hunk.start]
            current += hunk.added
            at = hunk.start + len(hunk.removed)
        return current + list(previous[at:])


def diff(previous: str, current: str) -> Diff | None:
    """Return the difference between two texts of one document, or `None` if it is large.

    That is, if telling it takes 40 % of the text or more. After patience diff (B. Cohen): what
    stands between two lines that occur once in both texts is compared by itself, so that it takes
    time in proportion to the length of the texts.
    """
    before, after = previous.split("\n"), current.split("\n")
    found = Diff(tuple(_hunks(before, after)))
    return found if len(str(found)) < LARGEST * len(current) else None


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[Hunk]:
    old = new = 0
    for old_end, new_end in [*_anchors(before, after), (len(before), len(after))]:
        yield from _between(before, after, (old, old_end), (new, new_end))
        old, new = old_end + 1, new_end + 1


def _between(
    before: Sequence[str], after: Sequence[str], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[Hunk]:
    """Yield what differs between two anchors: at most one hunk, its equal ends taken off."""
    (first, last), (start, end) = old, new
    while first < last and start < end and before[first] == after[start]:
        first, start = first + 1, start + 1
    while first < last and start < end and before[last - 1] == after[end - 1]:
        last, end = last - 1, end - 1
    if first < last or start < end:
        yield Hunk(first, tuple(before[first:last]), tuple(after[start:end]))


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of lines that occur once in both, as many as keep their order."""
    once = _once(before)
    pairs = sorted((once[line], at) for line, at in _once(after).items() if line in once)
    return _longest_rising(pairs)


def _once(lines: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, line in enumerate(lines):
        places[line] = -1 if line in places else at
    return {line: at for line, at in places.items() if at >= 0}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of pairs, rising in the first, that also rises in the second."""
    piles: list[int] = []
    tops: list[int] = []
    below: list[int] = []
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(piles, place)
        if at == len(piles):
            piles.append(place)
            tops.append(number)
        else:
            piles[at], tops[at] = place, number
        below.append(tops[at - 1] if at else -1)
    rising: list[tuple[int, int]] = []
    number = tops[-1] if tops else -1
    while number >= 0:
        rising.append(pairs[number])
        number = below[number]
    return rising[::-1]


def _ref(line: str) -> str | None:
    match = _REF.search(line)
    return None if match is None else match[1]
