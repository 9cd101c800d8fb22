"""A page as the agent sees it at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from ._fingerprint import Fingerprint
from ._render import render
from ._simplify import simplify
from ._snapshot import capture, keep_everything, read_everything

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.async_api import Page

    from ._node import Node
    from ._registry import Registry
    from ._snapshot import ReadingPolicy, Snapshot

TEXT_LIMIT = 100_000
_NOTICE_ROOM = 100


@dataclass(frozen=True, slots=True)
class Timings:
    """Where the time of one observation went, in milliseconds."""

    capture_ms: float
    """In the browser and on the wire."""
    simplify_ms: float
    """Simplifying, rendering and fingerprinting."""


@dataclass(frozen=True, slots=True)
class Observation:
    """The whole page as text, with a ref on everything that can be acted on."""

    url: str
    title: str
    text: str
    """At most 100,000 characters; what is cut off at the end is announced in its last line."""
    refs: Mapping[int, Node]
    nodes: tuple[Node, ...]
    fingerprint: Fingerprint
    timings: Timings
    elements: int = 0
    """How many elements the page has, all frames together."""
    failed_frames: tuple[str, ...] = ()
    """Addresses of frames that could not be read."""

    @classmethod
    def blocked(cls, url: str) -> Observation:
        """Return the observation of a page that nothing can be read of, as under a dialog."""
        return cls(url, "", "", {}, (), Fingerprint.of(url, ()), Timings(0.0, 0.0))

    @classmethod
    def of(cls, snapshot: Snapshot, registry: Registry, capture_ms: float) -> Observation:
        """Build the observation of a snapshot."""
        start = perf_counter()
        nodes = simplify(snapshot, registry)
        url = snapshot.main.url
        text = _bounded(render(nodes))
        fingerprint = Fingerprint.of(url, nodes)
        return cls(
            url=url,
            title=snapshot.main.title,
            text=text,
            refs={n.ref: n for root in nodes for n in root.walk() if n.ref is not None},
            nodes=nodes,
            fingerprint=fingerprint,
            timings=Timings(capture_ms, (perf_counter() - start) * 1000),
            elements=snapshot.main.elements + sum(s.elements for s in snapshot.inner.values()),
            failed_frames=snapshot.failed,
        )


async def observe(
    page: Page,
    registry: Registry,
    reading: ReadingPolicy = read_everything,
    clean: Callable[[str], str] = keep_everything,
) -> Observation:
    """Look at the page once.

    Args:
        page: the Playwright page.
        registry: the run's registry, which gives each element its ref.
        reading: says for each document what of it may be read.
        clean: takes out of every string of the page what must not be seen, such as secrets.

    Raises:
        PageUnreadable: the page kept navigating, did not answer in time, or is closed.
    """
    start = perf_counter()
    snapshot = await capture(page, registry, reading, clean)
    return Observation.of(snapshot, registry, (perf_counter() - start) * 1000)


def _bounded(text: str) -> str:
    if len(text) <= TEXT_LIMIT:
        return text
    room = TEXT_LIMIT - _NOTICE_ROOM
    # Between two lines if that wastes little; one line may be longer than all there is room for.
    end = text.rfind("\n", room // 2, room)
    if end < 0:
        end = room
    rest = text.count("\n", end + 1) + 1
    return f"{text[:end]}\n[… {rest} more lines not shown: the page is too long]"
