"""Which skills of a site a task may be done with, and which are at least like it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._intent import bind, literal_words
from ._locate import action_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from webagent_actions import Situation

    from ._sqlite_skills import KeptSkill

_ALIKE = 0.3
"""Least similarity of what is told."""


def fitting(
    skills: Iterable[KeptSkill], task: str, situation: Situation
) -> tuple[KeptSkill, Mapping[str, str]] | None:
    """Return the skill a task is done with, from this page on, and its values; `None` if none fits.

    The one with most words of its own: `Add the cheapest {text}` before `Add the {item}`.
    """
    for kept in sorted(skills, key=lambda kept: -len(literal_words(kept.skill.intent))):
        values = bind(kept.skill.intent, task)
        if values is None:
            continue
        first = action_for(kept.skill.steps[0], values, situation, kept.skill.origin)
        if first is not None:
            return kept, values
    return None


def related(skills: Iterable[KeptSkill], task: str, k: int = 3) -> tuple[KeptSkill, ...]:
    """Return up to `k` skills whose intent is like a task, the most similar first.

    Similar is what shares words: Dice's coefficient of the two sets of words, variables left out.
    """
    words = set(re.findall(r"\w+", task.casefold()))
    scored = [(_dice(words, set(literal_words(kept.skill.intent))), kept) for kept in skills]
    alike = [each for each in scored if each[0] >= _ALIKE]
    return tuple(kept for _, kept in sorted(alike, key=lambda each: (-each[0], each[1].number))[:k])


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
