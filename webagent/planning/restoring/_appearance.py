"""How a state looks, and whether another look saw the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from webagent_observation import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from webagent_actions import Situation
    from webagent_observation import Fingerprint, Node

MOST_CHANGING = 3
"""Texts that may differ in their numbers in what still is the same state."""
_NUMBER = re.compile(r"\d+")


class Sameness(Enum):
    """How alike two looks are."""

    SAME = "same"
    """Nothing that is seen differs."""
    NEAR = "near"
    """Only numbers differ, in texts that are known to change by themselves."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Appearance:
    """All of a look that tells one state from another.

    The fingerprint hashes address, controls and texts. Beyond it count the fragment of the address,
    the roles, values and states of what can't be acted on, and an open dialog.
    """

    url: str
    fingerprint: Fingerprint
    texts: tuple[str, ...]
    """Role, name, value and states of each node that can't be acted on, in reading order."""
    dialog: str = ""
    """Kind and message of the one that is open."""
    unseen: str = ""
    """Why not all could be seen; such a look is the same as none."""
    masked: bool = False
    """A password is entered: another one would look the same."""

    @classmethod
    def of(cls, situation: Situation) -> Appearance:
        """Return how a situation looks; under a dialog, with the page as it was seen before."""
        seen = situation.observation
        if situation.dialog is not None and situation.covered is not None:
            seen = situation.covered
        dialog, frames = situation.dialog, seen.failed_frames
        return cls(
            url=situation.observation.url,
            fingerprint=seen.fingerprint,
            texts=tuple(_texts(seen.nodes)),
            dialog="" if dialog is None else f"{dialog.kind}: {dialog.message}",
            unseen=situation.trouble or (f"{frames[0]} could not be read" if frames else ""),
            masked=any(node.value and node.states.get("password") for node in seen.refs.values()),
        )

    def compare(self, other: Appearance, volatile: frozenset[str] = frozenset()) -> Sameness:
        """Say how alike two looks are.

        They are near where address, controls and values are equal and at most `MOST_CHANGING` texts
        differ, each of them in its numbers only and each known to be `volatile`, see
        `changing_texts`. Any other difference makes them two states.
        """
        if not self._has_controls_of(other):
            return Sameness.OTHER
        if self.texts == other.texts:
            return Sameness.SAME
        pairs = _differing(self.texts, other.texts)
        if pairs is None or len(pairs) > MOST_CHANGING:
            return Sameness.OTHER
        near = all(template_of(one) in volatile for one, _ in pairs)
        return Sameness.NEAR if near else Sameness.OTHER

    def changing_texts(self, other: Appearance) -> frozenset[str]:
        """Return templates of the texts that differ, in numbers only, between two looks.

        They say what a page changes by itself if nothing was done between the two. There are none
        where the looks differ in any other way.
        """
        pairs = _differing(self.texts, other.texts) if self._has_controls_of(other) else None
        return frozenset(template_of(one) for one, _ in pairs or ())

    def _has_controls_of(self, other: Appearance) -> bool:
        one, two = self.fingerprint, other.fingerprint
        return (
            not (self.unseen or other.unseen)
            and (self.url, self.dialog) == (other.url, other.dialog)
            and (one.url, one.structure, one.form) == (two.url, two.structure, two.form)
        )


def template_of(text: str) -> str:
    """Return a text with its numbers blanked."""
    return _NUMBER.sub("#", text)


def _differing(one: Sequence[str], two: Sequence[str]) -> list[tuple[str, str]] | None:
    """Return the pairs that differ; `None` where they differ in more than numbers."""
    if len(one) != len(two):
        return None
    pairs = [pair for pair in zip(one, two, strict=True) if pair[0] != pair[1]]
    if any(template_of(first) != template_of(second) for first, second in pairs):
        return None
    return pairs


def _texts(nodes: Sequence[Node]) -> Iterator[str]:
    for node in walk(nodes):
        if node.ref is None:
            states = sorted(f"{name}={value}" for name, value in node.states.items())
            yield "\t".join((node.role, node.name, node.value or "", *states))
