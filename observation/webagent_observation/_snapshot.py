"""One pass over every frame of a page: a single evaluate each, all frames at once."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from playwright.async_api import Error as PlaywrightError

from ._collection import uncollected
from ._registry import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from playwright.async_api import Frame, Page

    from ._registry import Document, Registry

MAX_FRAMES = 64
MAIN_FRAME_TIMEOUT_S = 20.0
CHILD_FRAME_TIMEOUT_S = 1.5
SILENT_FRAME_TIMEOUT_S = 0.2
"""For a frame that did not answer the last time: it does not hold up every look."""
QUEUE_S = 0.1
"""For each frame beside it: they are asked at once, but the browser answers one after the other."""
ATTEMPTS = 5
MAX_CLOSED_DEPTH = 4
"""Closed shadow roots in closed shadow roots that are looked into."""


class PageUnreadable(RuntimeError):
    """The page could not be looked at: it never stands still, hangs, or is gone."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a document may be read: what none of the cascades withholds in the page script.

    A cascade is `{"entries": [{"selector", "rule", "allowed", "essential"}, …],
    "defaultAllowed": bool}`, highest priority first.
    """

    content: Sequence[Mapping[str, Any]] = ()
    metadata: Sequence[Mapping[str, Any]] = ()


class ReadingPolicy(Protocol):
    """Says, once the head of a document is known, what of it may be read."""

    async def __call__(self, document: Document, /) -> Reading:
        """Return what of the document may be read now."""
        ...


async def read_everything(_document: Document) -> Reading:
    """The reading policy that withholds nothing."""
    return Reading()


@dataclass(frozen=True, slots=True)
class FrameSnapshot:
    """What one frame returned."""

    document: Document
    url: str
    title: str
    children: list[Any]
    """Raw nodes and strings, as the page script defines them, each node with its own children."""
    iframes: frozenset[int]
    """Numbers of the iframe elements that are shown and may be read."""
    elements: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one pass over every frame returned."""

    main: FrameSnapshot
    inner: Mapping[tuple[Document, int], FrameSnapshot]
    """Child frames by the iframe element that shows them: its document and its number there."""
    failed: tuple[str, ...]
    """Addresses of child frames that could not be read in time."""


def keep_everything(text: str) -> str:
    """Return the text as it is: the cleaning that removes nothing."""
    return text


@dataclass(frozen=True, slots=True)
class _Look:
    """How every frame of one look is read."""

    registry: Registry
    reading: ReadingPolicy
    clean: Callable[[str], str]
    ahead: dict[Frame, asyncio.Task[FrameSnapshot]] = field(
        default_factory=dict["Frame", "asyncio.Task[FrameSnapshot]"]
    )
    """Frames of the last look, asked beside the main frame: they will be wanted again."""

    def ask_ahead(self, page: Page) -> None:
        """Begin to capture what was shown the last time, before the frame around it answered."""
        for frame in self.registry.shown_in.get(page, ()):
            if not frame.is_detached() and frame not in self.registry.silent:
                self.ahead[frame] = asyncio.ensure_future(_capture_frame(frame, self))

    def drop(self) -> None:
        """End what nobody came to ask for."""
        for task in self.ahead.values():
            task.add_done_callback(_unheard)
            task.cancel()


async def capture(
    page: Page,
    registry: Registry,
    reading: ReadingPolicy = read_everything,
    clean: Callable[[str], str] = keep_everything,
) -> Snapshot:
    """Take a snapshot of the page and all its frames, one nesting level of frames at a time.

    A child frame that detaches or hangs is reported in `failed` and costs no other frame anything.
    A main frame that navigates away under the capture is tried again. Every string the page hands
    over passes through `clean` first.

    Raises:
        PageUnreadable: the main frame kept navigating, did not answer in time, or is closed.
    """
    look = _Look(registry, reading, clean)
    look.ask_ahead(page)
    try:
        return await _capture_page(page, look)
    finally:
        look.drop()


async def _capture_page(page: Page, look: _Look) -> Snapshot:
    registry, clean = look.registry, look.clean
    reason = ""
    for attempt in range(ATTEMPTS):
        try:
            async with asyncio.timeout(MAIN_FRAME_TIMEOUT_S):
                main = await _capture_frame(page.main_frame, look)
            break
        except PlaywrightError as error:
            if page.is_closed():
                raise PageUnreadable("the page was closed") from error
            reason = error.message.partition("\n")[0]
            await asyncio.sleep(0.1 * (attempt + 1))
        except TimeoutError as error:
            raise PageUnreadable(
                f"the page did not answer within {MAIN_FRAME_TIMEOUT_S:.0f} s"
            ) from error
    else:
        raise PageUnreadable(f"the page could not be read in {ATTEMPTS} looks: {reason}")

    inner: dict[tuple[Document, int], FrameSnapshot] = {}
    failed: list[str] = []
    level = [main]
    while level:
        children = [(up, frame) for up in level for frame in up.document.frame.child_frames]
        room = max(MAX_FRAMES - len(inner) - len(failed), 0)
        failed += [clean(frame.url) for _, frame in children[room:]]
        patience = CHILD_FRAME_TIMEOUT_S + QUEUE_S * min(len(children), room)
        results = await asyncio.gather(
            *(_capture_child(up, frame, look, patience) for up, frame in children[:room])
        )
        found = [result for result in results if isinstance(result, tuple)]
        failed += [result for result in results if isinstance(result, str)]
        inner |= found
        level = [snapshot for _, snapshot in found]
    registry.shown_in[page] = [snapshot.document.frame for snapshot in inner.values()]
    return Snapshot(main, inner, tuple(failed))


def _unheard(task: asyncio.Task[FrameSnapshot]) -> None:
    """Take note of how a task ended that nobody waits for; asyncio complains otherwise."""
    if not task.cancelled():
        task.exception()


async def _capture_frame(frame: Frame, look: _Look) -> FrameSnapshot:
    try:
        return await _capture_document(await look.registry.document(frame), look)
    except PlaywrightError:
        # The frame shows another document than the one known: its script died with the old one.
        document = await look.registry.document(frame, fresh=True)
        return await _capture_document(document, look)


async def _capture_document(document: Document, look: _Look) -> FrameSnapshot:
    allowed = await look.reading(document)
    snapshot, hosts = await _read(document, allowed, look.clean)
    for _ in range(MAX_CLOSED_DEPTH):
        if not hosts:
            break
        await look.registry.reveal(document)
        snapshot, hosts = await _read(document, allowed, look.clean)
    return snapshot


async def _read(
    document: Document, allowed: Reading, clean: Callable[[str], str]
) -> tuple[FrameSnapshot, int]:
    """Return what may be read, and how many elements may have a closed shadow root."""
    answer = await document.capture(
        {
            "content": allowed.content,
            "metadata": allowed.metadata,
            "last": document.memory.last_look(clean),
        }
    )
    document.clean = None if clean is keep_everything else clean
    with uncollected():
        raw = json.loads(answer)
        if document.clean is not None:
            raw = cleaned(raw, clean)
        parts = document.memory.take_in(raw["look"], raw["first"], raw["parts"])
    snapshot = FrameSnapshot(
        document, raw["url"], raw["title"], parts, frozenset(raw["frames"]), raw["count"]
    )
    return snapshot, raw["hosts"]


async def _capture_child(
    parent: FrameSnapshot, frame: Frame, look: _Look, patience: float
) -> tuple[tuple[Document, int], FrameSnapshot] | str | None:
    """Return a child frame under its owner, its address if it failed, `None` if it is not shown."""
    silent = look.registry.silent
    try:
        async with asyncio.timeout(SILENT_FRAME_TIMEOUT_S if frame in silent else patience):
            number = await look.registry.owner(frame, parent.document)
            if number not in parent.iframes:
                return None
            snapshot = await (look.ahead.pop(frame, None) or _capture_frame(frame, look))
    except PlaywrightError:
        return look.clean(frame.url)
    except TimeoutError:
        silent.add(frame)
        return look.clean(frame.url)
    silent.discard(frame)
    return (parent.document, number), snapshot
