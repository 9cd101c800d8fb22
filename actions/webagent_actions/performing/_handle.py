"""The handle of a slider, and what it is set to: it says so itself, or the page beside it does."""

from __future__ import annotations

import math
from itertools import chain
from typing import TYPE_CHECKING

from ._page import page_function
from ._slider import Slider
from ._stage import ACTION_TIMEOUT_MS

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, JSHandle, Keyboard

ARROWS = (("ArrowRight", "ArrowLeft"), ("ArrowUp", "ArrowDown"))
"""Keys that move a handle there and back."""


class Handle:
    """Something that keys move."""

    def __init__(self, element: ElementHandle, keyboard: Keyboard) -> None:
        self.element = element
        self.keyboard = keyboard
        self._shown: JSHandle | None = None

    async def value(self) -> float:
        """Return the number it is set to; not a number where nothing tells."""
        if self._shown is not None:
            value: float | None = await self._shown.evaluate("shown => shown.value()")
        else:
            value = (await Slider.of(self.element)).value
        return math.nan if value is None else value

    async def moved_by(self, key: str, count: int = 1) -> float:
        """Press a key so many times, and return by how much that moved it."""
        before = await self.value()
        await self.element.press(key, timeout=ACTION_TIMEOUT_MS)
        for _ in range(count - 1):
            # It has the focus now, and asking for it each time takes longer than the key.
            await self.keyboard.press(key)
        moved = await self.value() - before
        return 0.0 if math.isnan(moved) else moved

    async def find_shown(self) -> bool:
        """Move it by a step, to find the number of the page that tells what it is set to."""
        watch = await self.element.evaluate_handle(page_function("numbers", "watchNumbers"))
        for key in chain(*ARROWS):
            await self.element.press(key, timeout=ACTION_TIMEOUT_MS)
            if await watch.evaluate("watch => watch.find()"):
                self._shown = watch
                return True
        return False
