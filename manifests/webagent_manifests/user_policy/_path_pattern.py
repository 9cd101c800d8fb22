"""Patterns of paths: `/admin/**`, `/orders/*/cancel`."""

from __future__ import annotations

from dataclasses import dataclass

from .._text import quote
from ._address import Segments, canonical_segment

_ANY_SEGMENTS = None
_END: tuple[str, ...] = ()
_LONGEST = 1_024


@dataclass(frozen=True, slots=True)
class PathPattern:
    """A path in segments: the literals between the stars of each, None for `**`.

    Matching is greedy and never goes back further than the latest star, so its time is bounded by
    the product of both lengths whatever the pattern.
    """

    segments: tuple[tuple[str, ...] | None, ...]

    @classmethod
    def parse(cls, text: str) -> PathPattern:
        """Read a pattern; raises ValueError with what to write instead."""
        if not text.startswith("/") or any(char in text for char in "?#\\"):
            raise ValueError(
                f"{quote(text)} must begin with / and be a path alone, without query and fragment"
            )
        if len(text) > _LONGEST:
            raise ValueError(f"{quote(text)} is longer than {_LONGEST} characters")
        segments: list[tuple[str, ...] | None] = []
        for part in filter(None, text.split("/")):
            if part == "**":
                segments.append(_ANY_SEGMENTS)
                continue
            if "**" in part:
                raise ValueError(f"{quote(text)} must have ** alone between two slashes")
            literals = tuple(canonical_segment(literal) for literal in part.split("*"))
            if literals in ((".",), ("..",)):
                raise ValueError(f"{quote(text)} must not contain the segments . and ..")
            segments.append(literals)
        return cls(tuple(segments))

    def matches(self, path: Segments) -> bool:
        """Return whether the whole path matches."""
        at = index = 0
        star = resume = -1
        while index < len(path):
            wanted = self.segments[at] if at < len(self.segments) else _END
            if wanted is _ANY_SEGMENTS:
                star, resume = at, index
                at += 1
            elif wanted and _matches_segment(wanted, path[index]):
                at += 1
                index += 1
            elif star >= 0:
                resume += 1
                at, index = star + 1, resume
            else:
                return False
        return all(segment is _ANY_SEGMENTS for segment in self.segments[at:])


def _matches_segment(literals: tuple[str, ...], segment: str) -> bool:
    if len(literals) == 1:
        return segment == literals[0]
    first, *middle, last = literals
    if not segment.startswith(first) or len(segment) < len(first) + len(last):
        return False
    at, end = len(first), len(segment) - len(last)
    for literal in middle:
        found = segment.find(literal, at, end)
        if found < 0:
            return False
        at = found + len(literal)
    return segment.endswith(last)
