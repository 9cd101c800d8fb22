"""A page as the agent sees it at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ._collection import uncollected
from ._fingerprint import Fingerprint
from ._node import walk
from ._simplify import simplify
from ._snapshot import capture, keep_everything, read_everything
from .passes import make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from playwright.async_api import Page

    from ._node import Node, Option
    from ._registry import Registry
    from ._render import Mode
    from ._snapshot import ReadingPolicy, Snapshot


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
    """All of it, however long; `fit` makes it fit into a budget."""
    refs: Mapping[int, Node]
    """What can be acted on by its ref, the choices of lists included."""
    nodes: tuple[Node, ...]
    fingerprint: Fingerprint
    timings: Timings
    elements: int = 0
    """How many elements the page has, all frames together."""
    failed_frames: tuple[str, ...] = ()
    """Addresses of frames that could not be read."""

    @property
    def site(self) -> str:
        """Address of the root of the site, which `rich` leaves out of addresses."""
        return urljoin(self.url, "/")

    @classmethod
    def blocked(cls, url: str) -> Observation:
        """Return the observation of a page that nothing can be read of, as under a dialog."""
        return cls(url, "", "", {}, (), Fingerprint.of(url, ()), Timings(0.0, 0.0))

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        registry: Registry,
        capture_ms: float,
        mode: Mode = "compact",
    ) -> Observation:
        """Build the observation of a snapshot."""
        start = perf_counter()
        documents = (snapshot.main.document, *(inner.document for inner in snapshot.inner.values()))
        known = {document: document.memory.simplified for document in documents}
        url = snapshot.main.url
        with uncollected():
            nodes = simplify(snapshot, registry, known)
            text = registry.renderer(mode, urljoin(url, "/")).render(nodes)
            refs = _refs(nodes)
            fingerprint = Fingerprint.of(url, nodes)
        return cls(
            url=url,
            title=snapshot.main.title,
            text=text,
            refs=refs,
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
    *,
    mode: Mode = "compact",
) -> Observation:
    """Look at the page once.

    Args:
        page: the Playwright page.
        registry: the run's registry, which gives each element its ref.
        reading: says for each document what of it may be read.
        clean: takes out of every string of the page what must not be seen, such as secrets.
        mode: `compact` for few tokens, `rich` with tags, addresses and forms.

    Raises:
        PageUnreadable: the page kept navigating, did not answer in time, or is closed.
    """
    start = perf_counter()
    snapshot = await capture(page, registry, reading, clean)
    return Observation.of(snapshot, registry, (perf_counter() - start) * 1000, mode)


def _refs(nodes: Iterable[Node]) -> dict[int, Node]:
    refs: dict[int, Node] = {}
    for node in walk(nodes):
        if node.ref is not None:
            refs[node.ref] = node
        for option in node.options:
            if option.ref is not None:
                refs[option.ref] = _choice(option, option.ref)
    return refs


def _choice(option: Option, ref: int) -> Node:
    states: dict[str, str | float | bool] = {}
    if option.selected:
        states["selected"] = True
    if option.disabled:
        states["disabled"] = True
    return make("option", option.label, ref=ref, states=states, tag="option")
