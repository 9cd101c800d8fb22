"""Dropping a file where a page takes files that are dragged in from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._errors import ActionRefused
from ._page import page_function
from ._performed import Performed

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import ElementHandle

    from ._stage import Stage

_COPY = 1


async def drop_file(element: ElementHandle, path: Path, stage: Stage) -> Performed:
    """Drag a file over an element and drop it there, as from the desktop.

    The browser itself does it (CDP, `Input.dispatchDragEvent`): the page gets trusted events with
    the very file, of whatever size.

    Raises:
        ActionRefused: it can't be seen.
    """
    await element.evaluate(page_function("files", "bringIntoView"))
    box = await element.bounding_box()
    if box is None:
        raise ActionRefused("not_applicable", "it can't be seen, so nothing can be dropped on it")
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    data = _carried(path)
    devtools = await stage.page.context.new_cdp_session(stage.page)
    try:
        for kind in ("dragEnter", "dragOver", "drop"):
            event = {"type": kind, **at, "data": data}
            await devtools.send("Input.dispatchDragEvent", event)  # pyright: ignore[reportUnknownMemberType]
    finally:
        await devtools.detach()
    return Performed()


def _carried(path: Path) -> dict[str, Any]:
    return {"items": [], "files": [str(path.absolute())], "dragOperationsMask": _COPY}
