"""Keys and combinations, pressed where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_observation import StaleRef

from .._errors import ActionRefused
from ._page import page_function
from ._performed import Performed

if TYPE_CHECKING:
    from webagent_observation import Node

    from .._situation import Situation
    from ._stage import Stage

_TABS = "the tabs are switched by switch_tab and closed by close_tab"
_HISTORY = "go_back goes back, and goto opens an address"
_BROWSER = "it belongs to the browser, not to the page"
_LEAVING: dict[str, str] = {
    **dict.fromkeys(("Alt+ArrowLeft", "Alt+ArrowRight", "Alt+Home"), _HISTORY),
    **dict.fromkeys(("F5", "Control+F5", "Control+r", "Control+Shift+r"), "goto loads it again"),
    **dict.fromkeys(("Control+w", "Control+F4", "Control+Shift+w", "Alt+F4", "Control+q"), _TABS),
    **dict.fromkeys(("Control+t", "Control+n", "Control+Shift+t", "Control+Shift+n"), _TABS),
    **dict.fromkeys(("Control+Tab", "Control+Shift+Tab"), _TABS),
    **dict.fromkeys(("Control+PageUp", "Control+PageDown"), _TABS),
    **dict.fromkeys((f"Control+{digit}" for digit in "123456789"), _TABS),
    **dict.fromkeys(("Control+l", "Alt+d", "F6", "F11", "F12", "Control+u"), _BROWSER),
    **dict.fromkeys(("Control+Shift+i", "Control+Shift+j", "Control+j", "Control+h"), _BROWSER),
}
"""What a browser keeps for itself, in the order of `_normal`, and what to do instead."""
_MODIFIERS = ("Control", "Alt", "Shift")


async def press(key: str, before: Situation, stage: Stage) -> Performed:
    """Press a key where the focus was seen.

    Raises:
        ActionRefused: it would leave the page, or the focus is elsewhere by now.
        playwright.async_api.Error: the browser knows no such key.
    """
    instead = _LEAVING.get(_normal(key))
    if instead is not None:
        raise ActionRefused("not_applicable", f"{key} would leave the page: {instead}")
    focused = _focused(before)
    # What the key does there is what was permitted; nothing of it holds for another place.
    if focused is not None and focused.ref is not None and not await _has_focus(focused.ref, stage):
        raise ActionRefused(
            "changed", f"the focus is no longer in [{focused.ref}] {focused.role} “{focused.name}”"
        )
    if len(key) == 1 and not key.isascii():
        await stage.page.keyboard.insert_text(key)
    else:
        await stage.page.keyboard.press(key)
    return Performed()


def _normal(key: str) -> str:
    *held, last = key.replace("Meta", "Control").split("+")
    modifiers = [each for each in _MODIFIERS if each in held]
    return "+".join([*modifiers, last.lower() if len(last) == 1 else last])


def _focused(before: Situation) -> Node | None:
    refs = before.observation.refs.values()
    return next((node for node in refs if node.states.get("focused")), None)


async def _has_focus(ref: int, stage: Stage) -> bool:
    try:
        element = await stage.registry.element(ref)
    except StaleRef:
        return False
    return await element.evaluate(page_function("keyboard", "hasFocus"))
