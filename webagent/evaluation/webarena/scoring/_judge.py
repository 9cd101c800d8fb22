"""Who says whether an answer means what it should, where no program can."""

from __future__ import annotations

from typing import Protocol


class Judge(Protocol):
    """Judges answers by their meaning. `None` means: not judged, which is no failure."""

    async def same(self, question: str, reference: str, answer: str) -> bool | None:
        """Whether an answer to a question means the reference: `fuzzy_match` of a list.

        What is right only in part is not the same.
        """
        ...

    async def same_reason(self, question: str, reference: str, answer: str) -> bool | None:
        """Whether an answer tells the reason why a task can't be done: `fuzzy_match` of `N/A`."""
        ...


class NoJudge:
    """Judges nothing."""

    async def same(self, question: str, reference: str, answer: str) -> bool | None:
        """Return `None`."""
        return None

    async def same_reason(self, question: str, reference: str, answer: str) -> bool | None:
        """Return `None`."""
        return None
