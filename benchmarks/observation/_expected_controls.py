"""What can be acted on in a frame, by sources that know nothing of the observation.

Playwright's locators find controls by tag and role, through open shadow roots, and the DevTools
protocol tells which elements have listeners.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import Frame, JSHandle, Locator, Page

_TAGS = (
    "a[href], audio[controls], button, input:not([type=hidden]), select, summary, textarea, "
    "video[controls]"
)
_ROLES: tuple[Any, ...] = (
    "button", "checkbox", "combobox", "link", "menuitem", "menuitemcheckbox", "menuitemradio",
    "option", "radio", "searchbox", "slider", "spinbutton", "switch", "tab", "textbox", "treeitem",
)  # fmt: skip
# Other cells of a grid are there to be read, unless they listen or the keyboard reaches them.
_OPENING_CELLS = (
    "[role=gridcell][aria-expanded], [role=gridcell][aria-haspopup]:not([aria-haspopup=false])"
)
_KEYBOARD = "[tabindex]:not([tabindex^='-']), [contenteditable]:not([contenteditable=false])"
_AREAS = "map area[href]"
_POINTER_EVENTS = frozenset(
    {"click", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup", "touchend"}
)
# The page is the benchmark's own, so it may keep for a moment what was found in it.
_KEEP = "elements => { globalThis.__found = elements; }"
_ADD = "function () { (globalThis.__found ??= []).push(this); }"
_TAKE = """wanted => {
  const found = globalThis.__found ?? [];
  delete globalThis.__found;
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
  };
  const pictureOf = (area) => {
    const name = area.closest("map").getAttribute("name");
    return [...document.querySelectorAll("img[usemap]")].find(
      (image) => image.getAttribute("usemap") === `#${name}`);
  };
  if (wanted === "area") return found.filter((area) => pictureOf(area) && isSeen(pictureOf(area)));
  return found.filter((element) => element.nodeType === Node.ELEMENT_NODE && isSeen(element));
}"""


async def expected_controls(frame: Frame) -> Mapping[str, JSHandle]:
    """Return arrays of the visible elements of a frame that can be acted on, by kind of evidence.

    The kinds are `tag`, `role`, `area` and `keyboard`.
    """
    by_role = frame.get_by_role(_ROLES[0])
    for role in _ROLES[1:]:
        by_role = by_role.or_(frame.get_by_role(role))
    by_role = by_role.or_(frame.locator(_OPENING_CELLS))
    return {
        "tag": await _found(frame, frame.locator(_TAGS), "tag"),
        "role": await _found(frame, by_role, "role"),
        "area": await _found(frame, frame.locator(_AREAS), "area"),
        "keyboard": await _found(frame, frame.locator(_KEYBOARD), "keyboard"),
    }


async def _found(frame: Frame, locator: Locator, kind: str) -> JSHandle:
    await locator.evaluate_all(_KEEP)
    return await frame.evaluate_handle(_TAKE, kind)


async def listening_elements(page: Page) -> Mapping[Frame, JSHandle]:
    """Return an array of the visible elements that hear the pointer, for each frame of a page.

    Frames in processes of their own are left out.
    """
    session = cast("Any", await page.context.new_cdp_session(page))
    document = await session.send("Runtime.evaluate", {"expression": "document"})
    told = await session.send(
        "DOMDebugger.getEventListeners",
        {"objectId": document["result"]["objectId"], "depth": -1, "pierce": True},
    )
    nodes = {
        listener["backendNodeId"]
        for listener in told["listeners"]
        if listener["type"] in _POINTER_EVENTS and "backendNodeId" in listener
    }
    for node in nodes:
        resolved = await session.send("DOM.resolveNode", {"backendNodeId": node})
        await session.send(
            "Runtime.callFunctionOn",
            {"objectId": resolved["object"]["objectId"], "functionDeclaration": _ADD},
        )
    await session.detach()
    return {frame: await frame.evaluate_handle(_TAKE, "listener") for frame in page.frames}
