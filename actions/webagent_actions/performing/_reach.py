"""Whether the mouse gets to an element, asked of the page just before it is moved there."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from playwright.async_api import Error as PlaywrightError

from ._page import page_function

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import ElementHandle, JSHandle, Position

PATIENCE_MS = 2_500
"""How long what covers an element has time to go by itself."""
_STOP_S = 0.5

State = Literal[
    "clear", "behind", "covered", "disabled", "empty", "gone", "hidden", "inert", "outside"
]
Verdict = Literal["hit", "missed", "none"]


@dataclass(frozen=True, slots=True)
class Reach:
    """How the mouse gets to an element, or why it does not."""

    state: State
    """`clear` if it does; `behind` a modal dialog; `empty` has no box of its own."""
    x: float
    """Where, in CSS px from inside the left border of `target`."""
    y: float
    """The same from inside its top border."""
    by: str
    """What is hit there: `own`, a `rival` control in it, or what is `around` it."""
    walled: bool
    """It is kept from a person altogether, as by a dialog; so it is from the keyboard, too."""
    target: ElementHandle
    """The element, or the label that stands for it."""
    aim: JSHandle
    """The page's side of it."""

    @property
    def position(self) -> Position:
        """Where, as Playwright takes it."""
        return {"x": self.x, "y": self.y}

    async def cover(self) -> ElementHandle | None:
        """Return what is in the way."""
        return (await self.aim.get_property("cover")).as_element()


@asynccontextmanager
async def reaching(
    element: ElementHandle, *, guarded: bool = False, patience_ms: float | None = None
) -> AsyncGenerator[Reach]:
    """Scroll to an element, wait for what may free it, and yield how the mouse gets to it.

    While `guarded`, a press that would hit anything else is kept from the page; `pressed` says.
    """
    patience = PATIENCE_MS if patience_ms is None else patience_ms
    asked = {"patience": patience, "guarded": guarded}
    aim = await element.evaluate_handle(page_function("reach", "aim"), asked)
    try:
        told: dict[str, Any] = await aim.evaluate("aim => aim.told")
        target = element
        if told.pop("labelled"):
            target = (await aim.get_property("target")).as_element() or element
        reach = Reach(**told, target=target, aim=aim)
        try:
            yield reach
        except PlaywrightError:
            # Left on guard, it would keep the next press from where that is meant to go.
            await pressed(reach)
            raise
    finally:
        with suppress(PlaywrightError):
            await aim.dispose()


async def pressed(reach: Reach) -> Verdict:
    """Return what the press that `reaching` guarded hit, and end guarding; `none` is no press."""
    # A page that was left, or that no longer answers, was hit.
    with suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(_STOP_S):
            return await reach.aim.evaluate("aim => aim.stop()")
    return "hit"
