"""Which of several labels a text means."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NEAR = 5
_TOLD = 20


def match_label(wanted: str, labels: Sequence[str]) -> int | None:
    """Return the index of the label that is meant: exactly, else ignoring case, else the only one
    that contains the text. `None` if there is none, or no telling which.

    Of labels that are the same, the first counts.
    """
    text = " ".join(wanted.split())
    folded = text.casefold()
    if not folded:
        return labels.index(text) if text in labels else None
    same: Callable[[str], bool] = lambda label: label == text  # noqa: E731
    alike: Callable[[str], bool] = lambda label: label.casefold() == folded  # noqa: E731
    for fits in (same, alike):
        found = next((at for at, label in enumerate(labels) if fits(label)), None)
        if found is not None:
            return found
    holding = [at for at, label in enumerate(labels) if folded in label.casefold()]
    return holding[0] if len({labels[at] for at in holding}) == 1 else None


def nearest_labels(wanted: str, labels: Sequence[str]) -> str:
    """Return the labels most like a text, or the first ones, as they are told to the model."""
    known = list(dict.fromkeys(label for label in labels if label))
    told = known
    if len(known) > _TOLD:
        near = get_close_matches(wanted, known, n=_NEAR, cutoff=0.3)
        told = near or known[:_TOLD]
    more = f" and {len(known) - len(told)} more" if len(told) < len(known) else ""
    return ", ".join(f"“{label[:80]}”" for label in told) + more
