"""Elements remembered by number, so that acting reaches the very element that was shown."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

from playwright.async_api import Error as PlaywrightError

from ._devtools import DevTools
from ._memory import Memory
from ._render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import ElementHandle, Frame, JSHandle, Page

    from ._devtools import Bridge
    from ._render import Mode


class StaleRef(LookupError):
    """The element behind a ref is gone: its document was left, or it was removed. Look again."""


_PARTS = (
    "natives", "momentary", "tree", "lines", "visibility", "roles", "references", "generated",
    "content", "names", "hints", "looks", "drawings", "descriptions", "states", "values", "boxes",
    "areas", "listeners", "describe", "controls", "scrolling", "views", "hits", "place", "memory",
    "parts", "structure", "walk", "closed_roots", "capture", "aim", "mask",
)  # fmt: skip
# As they are written in those files: what a type is told by, and lines of their own.
_COMMENT = re.compile(r"/\*\*.*?\*/ ?|^[ \t]*//[^\n]*", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


@cache
def page_script() -> str:
    """Return the page script: a function that makes one instance of it.

    Its parts are JavaScript files that share one scope; `page/capture.js` says what it is.
    """
    folder = files("webagent_observation") / "page"
    parts = [folder.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in _PARTS]
    interface = "return { head, capture, masked, inspect, find, numberOf, lend, carrier, aim };"
    # Each new document is handed it and compiles it, which takes longer than many a look.
    terse = [_INDENT.sub("", _COMMENT.sub("", part)).rstrip() for part in parts]
    return "\n".join(["(loan) => {", *terse, "if (loan) lend(loan.name);", interface, "}"])


def cleaned(raw: Any, clean: Callable[[str], str]) -> Any:
    """Return what the page script handed over with each of its strings cleaned."""
    if isinstance(raw, str):
        return clean(raw)
    if isinstance(raw, list):
        return [cleaned(item, clean) for item in cast("list[Any]", raw)]
    if isinstance(raw, dict):
        return {key: cleaned(item, clean) for key, item in cast("dict[str, Any]", raw).items()}
    return raw


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What decides how a document may be read: its address and the manifests its head names."""

    url: str
    links: tuple[str, ...]
    """Where each `<link rel="agent-permissions">` in the head leads; the unreadable as written."""
    ignored_links: tuple[str, ...] = ()
    """Where those in the body lead: anybody may have written them, so they count for nothing."""


def _head(raw: dict[str, Any]) -> DocumentHead:
    return DocumentHead(raw["url"], tuple(raw["links"]), tuple(raw["ignoredLinks"]))


@dataclass(frozen=True, slots=True)
class Aim:
    """Where to click an element that has no box of its own."""

    x: float
    """In CSS px from inside the left border of what carries the element, see `Registry.carrier`."""
    y: float
    """In CSS px from inside its top border."""
    cover: str
    """The tag of what a click there hits instead; empty if it hits the element."""


@dataclass(eq=False, slots=True)
class Document:
    """One document of one frame, and the page script that lives in it."""

    frame: Frame
    script: JSHandle
    head: DocumentHead
    bridge: Bridge | None = None
    """The shorter way to the page script, where there is one and as long as it leads there."""
    refs: dict[int, int] = field(default_factory=dict[int, int])
    memory: Memory = field(default_factory=Memory)
    clean: Callable[[str], str] | None = None
    """What the last look took out of every string; elements are inspected the same way."""

    async def capture(self, options: dict[str, Any]) -> str:
        """Return what the page script answers to a look.

        Raises:
            playwright.async_api.Error: the document was left.
        """
        if self.bridge is not None:
            try:
                return await self.bridge.capture(options)
            except PlaywrightError:
                self.bridge = None
        return await self.script.evaluate("(script, options) => script.capture(options)", options)


class Registry:
    """Numbers (refs) for the elements of a run, and the way back from a ref to its element.

    Refs are small integers, counted over the whole run. One is stable while its document lives and
    never names another element.
    """

    def __init__(self) -> None:
        self._documents: dict[Frame, Document] = {}
        self._targets: dict[int, tuple[Document, int] | None] = {}
        self._labels: dict[str, int] = {}
        self._owners: dict[Frame, tuple[Document, int]] = {}
        self._devtools = DevTools()
        self._renderer: Renderer | None = None
        self._written: tuple[Mode, str] = ("compact", "")
        self.silent: set[Frame] = set()
        """Frames that did not answer when they were last looked at."""
        self.shown_in: WeakKeyDictionary[Page, list[Frame]] = WeakKeyDictionary()
        """The frames that the last look at a page found in it."""

    def sibling(self) -> Registry:
        """Return a registry for other pages; what has a ref in either has none in the other."""
        other = Registry()
        other._targets, other._labels = self._targets, self._labels
        return other

    async def document(self, frame: Frame, *, fresh: bool = False) -> Document:
        """Return the document a frame shows, meeting it first if it is new or if `fresh` is asked.

        Raises:
            playwright.async_api.Error: the frame is gone or is navigating.
        """
        known = self._documents.get(frame)
        if known is not None and not fresh:
            return known
        lent = self._devtools.next_loan()
        script = await frame.evaluate_handle(page_script(), lent)
        head, _ = await asyncio.gather(
            script.evaluate("script => script.head()"), self._devtools.visit(frame)
        )
        bridge = self._devtools.bridge(lent["key"])
        document = Document(frame, script, _head(head), bridge)
        self._documents[frame] = document
        return document

    async def reveal(self, document: Document) -> None:
        """Hand the page script the closed shadow roots it asked for at its last look."""
        await self._devtools.lend(document.frame, document.script)

    def forget(self) -> None:
        """Make the next look a full one: nothing is taken over from the looks before."""
        self._renderer = None
        for document in self._documents.values():
            document.memory.forget()

    async def close(self) -> None:
        """Let go of the browser, which may go on; what has a ref is not found any more."""
        self._documents.clear()
        await self._devtools.close()

    def renderer(self, mode: Mode, base: str) -> Renderer:
        """Return what writes the page: the one of the last look, which knows its lines again."""
        if self._renderer is None or self._written != (mode, base):
            self._written = (mode, base)
            self._renderer = Renderer(mode, base)
        return self._renderer

    async def owner(self, frame: Frame, parent: Document) -> int:
        """Return the number, in its parent document, of the iframe element that shows `frame`."""
        known = self._owners.get(frame)
        if known is None or known[0] is not parent:
            element = await frame.frame_element()
            number = await parent.script.evaluate("(script, el) => script.numberOf(el)", element)
            known = self._owners[frame] = (parent, number)
        return known[1]

    def ref(self, document: Document, number: int) -> int:
        """Return the ref of an element, given its number in its document."""
        ref = document.refs.get(number)
        if ref is None:
            ref = document.refs[number] = len(self._targets) + 1
            self._targets[ref] = (document, number)
        return ref

    def label(self, key: str) -> int:
        """Return the number of a part of the page that is left out of a view, given its key.

        It is counted among the refs, so that it names no element, and is the same for the same key.
        """
        number = self._labels.get(key)
        if number is None:
            number = self._labels[key] = len(self._targets) + 1
            self._targets[number] = None
        return number

    def frame(self, ref: int) -> Frame:
        """Return the frame an element was seen in. Raises `StaleRef` for an unknown ref."""
        return self._target(ref)[0].frame

    async def element(self, ref: int) -> ElementHandle:
        """Return the live element behind a ref.

        Raises:
            StaleRef: its document is gone or it was removed from it.
        """
        element = await self._handle(ref, "find")
        if element is None:
            raise StaleRef(f"[{ref}] is gone: it was removed from the page")
        return element

    async def carrier(self, ref: int) -> ElementHandle | None:
        """Return what has the box in which an element without one is clicked, `None` for others.

        That is the image of an area, or what is in a link that collapses around it.

        Raises:
            StaleRef: its document is gone.
        """
        return await self._handle(ref, "carrier")

    async def aim(self, ref: int) -> Aim:
        """Return where to click an element that has a carrier, scrolled to where it is now.

        Raises:
            StaleRef: its document is gone, or nothing of it can be clicked any more.
        """
        return Aim(**await self._told(ref, "aim"))

    async def inspect(self, ref: int) -> dict[str, Any]:
        """Return what an element is now, in the page script's raw form, cleaned as it was shown.

        The role is `redacted` if it may not be read any more.

        Raises:
            StaleRef: its document is gone or it was removed from it.
        """
        return await self._told(ref, "inspect")

    async def _handle(self, ref: int, question: str) -> ElementHandle | None:
        document, number = self._target(ref)
        try:
            handle = await document.script.evaluate_handle(
                f"(script, n) => script.{question}(n)", number
            )
        except PlaywrightError as error:
            raise StaleRef(f"[{ref}] is gone: the page it was on has been left") from error
        return handle.as_element()

    async def _told(self, ref: int, question: str) -> dict[str, Any]:
        document, number = self._target(ref)
        try:
            raw = await document.script.evaluate(f"(script, n) => script.{question}(n)", number)
        except PlaywrightError as error:
            raise StaleRef(f"[{ref}] is gone: the page it was on has been left") from error
        if raw is None:
            raise StaleRef(f"[{ref}] is gone: it was removed from the page")
        return raw if document.clean is None else cleaned(raw, document.clean)

    def _target(self, ref: int) -> tuple[Document, int]:
        if ref not in self._targets:
            raise StaleRef(f"[{ref}] was never shown")
        target = self._targets[ref]
        if target is None:
            raise StaleRef(
                f"[{ref}] is a part of the page that was left out; expand [{ref}] shows it"
            )
        return target
