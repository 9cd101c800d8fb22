"""One pass over every frame of a page: a single evaluate each, all frames at once."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from playwright.async_api import Error as PlaywrightError

from ._registry import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from playwright.async_api import Frame, Page

    from ._registry import Document, Registry

MAX_FRAMES = 64
MAIN_FRAME_TIMEOUT_S = 20.0
CHILD_FRAME_TIMEOUT_S = 3.0
ATTEMPTS = 5


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
    """Raw nodes and strings, as the page script defines them."""
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
    for attempt in range(ATTEMPTS):
        try:
            async with asyncio.timeout(MAIN_FRAME_TIMEOUT_S):
                main = await _capture_frame(page.main_frame, registry, reading, clean)
            break
        except PlaywrightError as error:
            if page.is_closed():
                raise PageUnreadable("the page was closed") from error
            await asyncio.sleep(0.1 * (attempt + 1))
        except TimeoutError as error:
            raise PageUnreadable(
                f"the page did not answer within {MAIN_FRAME_TIMEOUT_S:.0f} s"
            ) from error
    else:
        raise PageUnreadable(f"the page navigated away during each of {ATTEMPTS} looks")

    inner: dict[tuple[Document, int], FrameSnapshot] = {}
    failed: list[str] = []
    level = [main]
    while level:
        children = [(up, frame) for up in level for frame in up.document.frame.child_frames]
        room = max(MAX_FRAMES - len(inner) - len(failed), 0)
        failed += [clean(frame.url) for _, frame in children[room:]]
        results = await asyncio.gather(
            *(_capture_child(up, frame, registry, reading, clean) for up, frame in children[:room])
        )
        found = [result for result in results if isinstance(result, tuple)]
        failed += [result for result in results if isinstance(result, str)]
        inner |= found
        level = [snapshot for _, snapshot in found]
    return Snapshot(main, inner, tuple(failed))


async def _capture_frame(
    frame: Frame, registry: Registry, reading: ReadingPolicy, clean: Callable[[str], str]
) -> FrameSnapshot:
    try:
        return await _capture_document(await registry.document(frame), reading, clean)
    except PlaywrightError:
        # The frame shows another document than the one known: its script died with the old one.
        document = await registry.document(frame, fresh=True)
        return await _capture_document(document, reading, clean)


async def _capture_document(
    document: Document, reading: ReadingPolicy, clean: Callable[[str], str]
) -> FrameSnapshot:
    allowed = await reading(document)
    answer = await document.script.evaluate(
        "(script, options) => script.capture(options)",
        {"content": allowed.content, "metadata": allowed.metadata},
    )
    raw = json.loads(answer)
    if clean is not keep_everything:
        document.clean = clean
        raw = cleaned(raw, clean)
    return FrameSnapshot(
        document,
        raw["url"],
        raw["title"],
        _tree(raw["parts"]),
        frozenset(raw["frames"]),
        raw["count"],
    )


def _tree(parts: list[Any]) -> list[Any]:
    """Nest parts that came flat, each node with the number of its children."""
    roots: list[Any] = []
    # Each list that is still being filled, with how many it still lacks.
    unfinished: list[tuple[list[Any], int]] = []
    for part in parts:
        into = roots
        if unfinished:
            into, lacking = unfinished.pop()
            if lacking > 1:
                unfinished.append((into, lacking - 1))
        into.append(part)
        if isinstance(part, dict):
            node = cast("dict[str, Any]", part)
            count, children = node["children"], list[Any]()
            node["children"] = children
            if count:
                unfinished.append((children, count))
    return roots


async def _capture_child(
    parent: FrameSnapshot,
    frame: Frame,
    registry: Registry,
    reading: ReadingPolicy,
    clean: Callable[[str], str],
) -> tuple[tuple[Document, int], FrameSnapshot] | str | None:
    """Return a child frame under its owner, its address if it failed, `None` if it is not shown."""
    try:
        async with asyncio.timeout(CHILD_FRAME_TIMEOUT_S):
            number = await registry.owner(frame, parent.document)
            if number not in parent.iframes:
                return None
            snapshot = await _capture_frame(frame, registry, reading, clean)
            return (parent.document, number), snapshot
    except (PlaywrightError, TimeoutError):
        return clean(frame.url)
