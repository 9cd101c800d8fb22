"""The keyboard in the mouse's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._page import page_function

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, Page


async def press_by_keyboard(element: ElementHandle, page: Page) -> bool:
    """Operate an element by the focus and the key that does what a click does.

    Returns whether it could be: its role has such a key, and the focus really went there.
    """
    key: str | None = await element.evaluate(page_function("keyboard", "focusToPress"))
    if key:
        await page.keyboard.press(key)
    return key is not None
