"""Which controls of a page a phrase means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._page import PRESSABLE
from ._words import contains, likeness, stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ._page import Control
    from ._target import Target

ENOUGH = 0.55
"""From here on a text is taken to be meant: it holds every word of the phrase, in some order."""
SURE = 0.9
"""From here on it says the same as the phrase."""
_SAME = 0.02
_ALIKE = 0.1
_ROLE_ONLY = 0.6
_TELLING_TYPES = frozenset({"password", "email", "tel", "url", "date", "time", "month", "week"})
_LABEL_WEIGHT = 0.95
_NEIGHBOUR_ROLE = 0.95
_OTHER_ROLE = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """A control, and how well it fits."""

    control: Control
    score: float
    """From 0 to 1."""
    why: str
    """What of it fitted, as the end of a sentence that names it."""


def rank(target: Target, controls: Iterable[Control], least: float = ENOUGH) -> list[Match]:
    """Return the controls a phrase can mean, best first, those that fit alike in reading order.

    A tab comes after what does something, where both are called the same.
    """
    found = [match for match in (_judge(target, c) for c in controls) if match.score >= least]
    return sorted(found, key=lambda m: (-m.score, m.control.node.role == "tab"))


def choose(
    target: Target,
    controls: Sequence[Control],
    vain: Collection[int],
    least: float = ENOUGH,
) -> Match | None:
    """Return the control a phrase means, or the next that fits just as well after vain attempts.

    An ordinal counts the controls that fit about alike, in reading order.
    """
    found = rank(target, controls, least)
    if not found:
        return None
    margin = _ALIKE if target.ordinal else _SAME
    alike = [match for match in found if match.score >= found[0].score - margin]
    if target.ordinal:
        order = [control.ref for control in controls]
        alike.sort(key=lambda match: order.index(match.control.ref))
        at = target.ordinal - 1 if target.ordinal > 0 else target.ordinal
        alike = [alike[at]] if -len(alike) <= at < len(alike) else []
    return next((match for match in alike if match.control.ref not in vain), None)


def named(controls: Iterable[Control], *phrases: str) -> Control | None:
    """Return the first control whose name is one of these phrases, else the first to contain one.

    Earlier phrases go before later ones.
    """
    pool = list(controls)
    for phrase in phrases:
        for control in pool:
            if likeness(phrase, control.node.name) >= SURE:
                return control
    for phrase in phrases:
        for control in pool:
            if contains(stems(control.node.name), stems(phrase)):
                return control
    return None


def _judge(target: Target, control: Control) -> Match:
    node = control.node
    role = _role_weight(target, node.role)
    best = Match(control, _ROLE_ONLY * role, f"is of the role that {target} names")
    if target.phrase or not target.roles or role == _OTHER_ROLE:
        best = Match(control, 0.0, "")
    for text, weight, how in _names(control):
        by_phrase = likeness(target.phrase, text) * role if target.phrase else 0.0
        score = max(likeness(target.full, text), by_phrase) * weight
        if score > best.score:
            best = Match(control, score, f"{how} {target}")
    return best


def _names(control: Control) -> list[tuple[str, float, str]]:
    node = control.node
    names = [(node.name, 1.0, "is named like")]
    if control.label:
        names.append((control.label, _LABEL_WEIGHT, "stands beside a text like"))
    if node.description:
        names.append((node.description, _LABEL_WEIGHT, "is described like"))
    if node.role == "searchbox":
        names.append(("search box", _LABEL_WEIGHT, "is"))
    if node.type in _TELLING_TYPES:
        names.append((node.type, _LABEL_WEIGHT, "is made for"))
    return names


def _role_weight(target: Target, role: str) -> float:
    if not target.roles or role in target.roles:
        return 1.0
    return _NEIGHBOUR_ROLE if role in PRESSABLE and target.roles & PRESSABLE else _OTHER_ROLE
