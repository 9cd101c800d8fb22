"""Why neither mouse nor keyboard gets to an element, in words for a model and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_observation import StaleRef

from .._errors import ActionRefused
from ._cover import tell_cover
from ._reach import reaching

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, Frame
    from webagent_observation import Registry

    from ._reach import Reach


async def refusal(
    reach: Reach, ref: int, element: ElementHandle, frame: Frame, registry: Registry
) -> ActionRefused | StaleRef:
    """Return what to raise for an element that can't be got at."""
    if reach.state == "gone":
        return StaleRef(f"[{ref}] is gone: it was removed from the page")
    cover = await reach.cover()
    if cover is None:
        return ActionRefused("not_applicable", _REASONS.get(reach.state, _REASONS["outside"]))
    told = await tell_cover(cover, element, frame, registry)
    where = "behind" if reach.state == "behind" else "covered by"
    return ActionRefused("not_applicable", f"it is {where} {told}; deal with that first")


async def cover_of_frame(frame: Frame, registry: Registry) -> tuple[str, bool] | None:
    """Return what covers a frame in those around it and whether it is a wall, `None` if nothing."""
    while frame.parent_frame is not None:
        try:
            holder = await frame.frame_element()
            async with reaching(holder, patience_ms=0) as reach:
                cover = await reach.cover()
                if reach.state != "clear" and cover is not None:
                    told = await tell_cover(cover, holder, frame.parent_frame, registry)
                    return told, reach.walled or reach.state == "behind"
        except PlaywrightError:
            return None
        frame = frame.parent_frame
    return None


_REASONS = {
    "disabled": "it is disabled",
    "empty": "it can't be seen, so it can't be operated",
    "hidden": "it can't be seen, so it can't be operated",
    "inert": "the page has switched it off (inert)",
    "outside": "it lies outside of what the window can show",
}
