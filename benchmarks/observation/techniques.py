"""The ways of looking at a page that run in this process, on a page that Playwright holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from webagent_observation import Registry, observe

if TYPE_CHECKING:
    from playwright.async_api import Page

from dataclasses import dataclass

# What every technique must ask of every element: is it shown, where is it, can it be clicked.
_BARE_WALK = """() => {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    found.push([element.localName, style.display, style.visibility, style.cursor,
      box.x, box.y, box.width, box.height]);
  }
  return JSON.stringify(found);
}"""

# Neither styles nor boxes: every element and text is visited, and so many bytes come back.
_DOM_WALK = """(bytes) => {
  const kinds = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
  const walker = document.createTreeWalker(document, kinds);
  let length = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    length += node.nodeType === Node.TEXT_NODE ? node.data.length : node.localName.length;
  return "x".repeat(Math.max(bytes, length < 0 ? 1 : 0));
}"""

_ARIA_MS = 60_000

_CONTROL = re.compile(
    r"^\s*- (?:button|checkbox|combobox|gridcell|link|listbox|menuitem\w*|option|radio|scrollbar|"
    r"searchbox|slider|spinbutton|switch|tab|textbox|treeitem)\b.*\[ref="
    r"|^\s*- .*\[cursor=pointer\]",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look gave."""

    text: str = ""
    actionable: int | None = None
    """Elements that can be acted on; `None` where the technique does not tell."""


class Technique(Protocol):
    """A way of looking at a page."""

    name: str

    async def look(self, page: Page) -> Seen:
        """Look once."""
        ...


class Ours:
    """webagent's observation: capture, simplify, render; every look a full one."""

    name = "webagent"

    def __init__(self) -> None:
        self.registry = Registry()

    async def look(self, page: Page) -> Seen:
        """Look as if for the first time, the page script being there already."""
        self.registry.forget()
        return await self.look_again(page)

    async def look_again(self, page: Page) -> Seen:
        """Look with all that is remembered of the look before."""
        observation = await observe(page, self.registry)
        return Seen(observation.text, len(observation.refs))


class OursNew(Ours):
    """The first look at a document: the page script is put into each of its frames as well."""

    name = "webagent, new document"

    async def look(self, page: Page) -> Seen:
        """Look with a registry that has never seen the page."""
        self.registry = Registry()
        return await self.look_again(page)


class AriaSnapshot:
    """Playwright's snapshot for models."""

    name = 'aria_snapshot(mode="ai")'

    async def look(self, page: Page) -> Seen:
        """Look once."""
        text = await page.locator("body").aria_snapshot(mode="ai", timeout=_ARIA_MS)
        return Seen(text, len(_CONTROL.findall(text)))


class BareWalk:
    """Style and box of every element of every frame, as JSON."""

    name = "bare walk"

    async def look(self, page: Page) -> Seen:
        """Look once."""
        for frame in page.frames:
            await frame.evaluate(_BARE_WALK)
        return Seen()


class DomWalk:
    """Every node visited, and as many bytes returned as ours returns: the limit."""

    name = "DOM walk, as many bytes"

    def __init__(self, byte_count: int) -> None:
        self._byte_count = byte_count

    async def look(self, page: Page) -> Seen:
        """Look once."""
        for frame in page.frames:
            await frame.evaluate(_DOM_WALK, self._byte_count if frame is page.main_frame else 0)
        return Seen()
