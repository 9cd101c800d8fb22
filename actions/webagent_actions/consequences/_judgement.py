"""How far an action could be undone, and what tells so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Reversibility(StrEnum):
    """What it takes to undo an action."""

    SAFE = "safe"
    """Nothing: it only looks or navigates."""
    EDIT = "edit"
    """Putting the old value back."""
    COMMIT = "commit"
    """It can't be undone from here: something is sent, bought, deleted or accepted."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A class and what it rests on."""

    reversibility: Reversibility
    reason: str
    """Why, as the end of a sentence that begins with the action: `sends a form by POST`."""
    guessed: bool = False
    """Nothing told what it does, so that it was taken for a commitment: past behaviour may know."""


_GRAVITY = (Reversibility.SAFE, Reversibility.EDIT, Reversibility.COMMIT)


def gravity(judgement: Judgement) -> int:
    """Return how much it would take to undo it: the more, the greater."""
    return _GRAVITY.index(judgement.reversibility)


def gravest(classes: Iterable[Reversibility]) -> Reversibility:
    """Return the class that takes most to undo; SAFE where there is none."""
    return max(classes, key=_GRAVITY.index, default=Reversibility.SAFE)


def safe(reason: str) -> Judgement:
    """Return that it only looks or navigates."""
    return Judgement(Reversibility.SAFE, reason)


def edit(reason: str) -> Judgement:
    """Return that the old value can be put back."""
    return Judgement(Reversibility.EDIT, reason)


def commit(reason: str) -> Judgement:
    """Return that it can't be undone."""
    return Judgement(Reversibility.COMMIT, reason)


def unknown(reason: str) -> Judgement:
    """Return that it has to be taken for a commitment, since nothing tells what it does."""
    return Judgement(Reversibility.COMMIT, reason, guessed=True)
