"""Carrying out what sets sliders: one, or each of several to a number of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import SetRange

from ._moves import Fulfilled, Move, Stuck

if TYPE_CHECKING:
    from ._handled import SetSliders
    from ._moves import Next, Trail
    from ._page import Page


def set_sliders(intent: SetSliders, page: Page, trail: Trail) -> Next:
    """Set the sliders of the page, where there are as many as there are numbers."""
    sliders = [control for control in page.controls if control.node.role == "slider"]
    if len(sliders) != len(intent.numbers):
        return Stuck(f"{len(intent.numbers)} sliders")
    wanted = [
        SetRange(control.ref, number)
        for control, number in zip(sliders, intent.numbers, strict=True)
    ]
    left = [action for action in wanted if action not in trail.of(SetRange)]
    if not left:
        return Fulfilled()
    reason = f"It is slider {len(wanted) - len(left) + 1} of {len(wanted)}."
    return Move(left[0], reason, f"{intent}", finishes=len(left) == 1)
