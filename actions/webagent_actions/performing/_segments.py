"""Date fields made of a spinbutton for each part, as browsers and React Aria draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._errors import ActionRefused
from ._page import page_function
from ._performed import Performed

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle

    from ._moment import Moment


async def set_segments(element: ElementHandle, moment: Moment) -> Performed:
    """Type each part of a moment into the segment for it, and read it back.

    Raises:
        ActionRefused: it has a part that the moment lacks, or does not take one.
    """
    kinds = await element.evaluate(page_function("dates", "segmentKinds"))
    for at, segment in enumerate(kinds):
        number: int | None = getattr(moment, segment["kind"], None) if segment["kind"] else None
        if number is None:
            if segment["kind"] in {"year", "month", "day", "hour", "minute"}:
                raise ActionRefused("not_applicable", f"it wants a {segment['kind']} as well")
            continue
        handle = await element.evaluate_handle(page_function("dates", "segmentAt"), at)
        part = handle.as_element()
        if part is None:
            raise ActionRefused("not_applicable", "it was made anew while it was written into")
        await part.focus()
        await part.type(f"{number:0{segment['width']}}")
    held = await element.evaluate(page_function("dates", "segmentKinds"))
    for segment in held:
        number = getattr(moment, segment["kind"], None) if segment["kind"] else None
        if number is not None and (segment["now"] is None or int(segment["now"]) != number):
            raise ActionRefused(
                "not_applicable", f"its {segment['kind']} is now {segment['now']}, not {number}"
            )
    return Performed()
