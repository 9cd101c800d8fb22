"""What lies over an element, told so that it can be dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_observation import StaleRef

from ._page import page_function

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, Frame
    from webagent_observation import Registry

_NAME = 60
_TOLD_CONTROLS = 2
_UNSPOKEN = frozenset({"", "clickable", "generic", "redacted"})


async def tell_cover(
    cover: ElementHandle, element: ElementHandle, frame: Frame, registry: Registry
) -> str:
    """Return what covers `element` in a frame: its ref, or those of controls in it, where they were
    shown with one, and what it is called, as far as that may be read.
    """
    try:
        layer = await cover.evaluate_handle(page_function("cover", "layerOf"), element)
        mark: str = await layer.evaluate(page_function("cover", "markOf"))
        document = await registry.document(frame)
        numbers: list[int] = await document.script.evaluate(
            "(script, parts) => parts.map((part) => script.numberOf(part))",
            await layer.evaluate_handle(page_function("cover", "partsOf")),
        )
        known = [number for number in numbers if number in document.refs]
        told = await _told(registry.ref(document, numbers[0]), registry)
        if numbers[0] in known:
            return f"[{document.refs[numbers[0]]}] {told}"
        controls = [
            f"[{document.refs[number]}] {await _told(document.refs[number], registry)}"
            for number in known[:_TOLD_CONTROLS]
        ]
    except (PlaywrightError, StaleRef):
        return "something that has gone meanwhile"
    told = f"{told} ({mark})" if told else mark
    return f"{told} with {' and '.join(controls)} in it" if controls else told


async def _told(ref: int, registry: Registry) -> str:
    raw = await registry.inspect(ref)
    role, name = raw["role"], raw["name"]
    if role == "redacted":
        return ""
    if raw.get("hinted"):
        name = ""
    shown = name if len(name) <= _NAME else f"{name[:_NAME]}…"
    return " ".join(
        part for part in ("" if role in _UNSPOKEN else role, f"“{shown}”" if shown else "") if part
    )
