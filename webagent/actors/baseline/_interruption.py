"""What a page puts in the way unasked, such as a notice over a form, and what closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import Reversibility

from ._careful import was_vain
from ._moves import press
from ._progress import CLOSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent.state import Step

    from ._moves import Move
    from ._page import Control, Page

_REFUSING = (
    "reject all", "reject", "decline all", "decline", "no thanks", "no, thanks", "not now",
    "maybe later", "later", "skip", "close", "dismiss", "x", "×", "✕", "cancel", "no",
)  # fmt: skip
"""Names of what agrees to nothing, the plainest first."""
_MOST_BUTTONS = 6


def close_interruption(page: Page, history: Sequence[Step]) -> Move | None:
    """Return the click that refuses or closes what lies over the rest of a page.

    `None` where nothing does, or where it may be what something that was just done asks about:
    that is for the user to answer.
    """
    last = history[-1] if history else None
    if last and CLOSING in last.actions and was_vain(last):
        return None
    if last and not last.failed and last.reversibility is Reversibility.COMMIT:
        return None
    by_name = {_plain(control.node.name): control for control in reversed(_lying_over(page))}
    found = next((by_name[name] for name in _REFUSING if name in by_name), None)
    if found is None:
        return None
    return press(found, f"{found} closes what lies over the page")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).strip(" .!")


def _lying_over(page: Page) -> Sequence[Control]:
    """Return the buttons of a dialog, or of what covers everything else there is to be used."""
    in_dialog = [control for control in page.pressables if control.landmark == "dialog"]
    if in_dialog:
        return in_dialog
    free = [control for control in page.controls if control.enabled and not control.node.place]
    covers = any(control.node.place == "covered" for control in page.controls)
    only_buttons = all(control.pressable for control in free)
    return free if covers and only_buttons and len(free) <= _MOST_BUTTONS else ()
