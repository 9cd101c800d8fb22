"""Moving the mouse over something, and leaving it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from .._errors import ActionRefused
from ._performed import Performed
from ._reach import reaching
from ._stage import ACTION_TIMEOUT_MS
from ._unreachable import cover_of_frame, refusal

if TYPE_CHECKING:
    from ._stage import Stage


async def hover(ref: int, stage: Stage) -> Performed:
    """Move the mouse over an element; it stays there until it is used next.

    Raises:
        ActionRefused: it can't be got at; the hint says why.
        StaleRef: it is gone.
        playwright.async_api.Error: the browser did not do it.
    """
    registry = stage.registry
    element = await registry.element(ref)
    frame = registry.frame(ref)
    async with reaching(element) as reach:
        if reach.state != "clear":
            raise await refusal(reach, ref, element, frame, registry)
        framed = frame.parent_frame is not None and reach.by != "around"
        try:
            await reach.target.hover(
                position=reach.position, force=not framed, timeout=ACTION_TIMEOUT_MS / 2
            )
        except PlaywrightError:
            cover = await cover_of_frame(frame, registry)
            if cover is None:
                raise
            raise ActionRefused(
                "not_applicable", f"it is covered by {cover[0]}; deal with that first"
            ) from None
    return Performed()
