"""All measurements on one page, in the order that lets them disturb each other least."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_observation import PageUnreadable

from benchmarks.observation._browsing import ARGUMENTS, opened
from benchmarks.observation._memory import memory_of
from benchmarks.observation._peers import PeerFailed, open_peer
from benchmarks.observation._quality import quality_of
from benchmarks.observation._rounds import time_in_turn, time_second_looks
from benchmarks.observation._wire import wired_browser
from benchmarks.observation._words import words_on
from benchmarks.observation.results import Cost, Growth, PageResult, Times
from benchmarks.observation.techniques import (
    AriaSnapshot,
    BareWalk,
    DomWalk,
    Ours,
    OursNew,
    Seen,
    Technique,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from playwright.async_api import Browser, Page, Playwright

    from benchmarks.observation._peers import Peer
    from benchmarks.observation._words import PageWords
    from benchmarks.observation.pages import PageAddress


@dataclass(frozen=True, slots=True)
class Bench:
    """What every measurement needs."""

    playwright: Playwright
    browser: Browser
    program: Path
    peers: Mapping[Peer, Path]
    """The peers that take part, each with the Python it runs in."""
    count_tokens: Callable[[str], int]
    repeat: int
    seconds: float
    """Time for the rounds of one page; at least three are done."""


async def measure_page(bench: Bench, address: PageAddress) -> PageResult:
    """Measure every technique on one page; one that fails there has no numbers but a reason.

    Raises:
        webagent_observation.PageUnreadable: webagent itself can't look at it.
        playwright.async_api.Error: the page can't be opened.
    """
    ours = Ours()
    failures: dict[str, str] = {}
    others = (AriaSnapshot(), BareWalk())
    wire = await _wire_bytes(bench, address.url, (Ours(), *others), failures)
    if ours.name in failures:
        raise PageUnreadable(failures[ours.name])
    compared = [technique for technique in others if technique.name in wire]
    own: list[Technique] = [ours, OursNew(), *compared, DomWalk(wire[ours.name])]
    async with opened(bench.browser, address.url) as page:
        elements = await _elements(page)
        words = await words_on(page)
        seen = {technique.name: await technique.look(page) for technique in own}
        looks = {technique.name: _looking(technique, page) for technique in own}
        times = await time_in_turn(looks, bench.repeat, bench.seconds)
        second = await time_second_looks(ours, page, bench.repeat, bench.seconds)
    memory: dict[str, tuple[int, int]] = {}
    for technique in (Ours(), *compared):
        async with opened(bench.browser, address.url) as page:
            memory[technique.name] = await memory_of(technique, page)
    costs = {
        name: _cost(
            bench,
            name,
            one,
            times=times[name],
            words=words,
            wire=wire.get(name),
            memory=memory.get(name),
        )
        for name, one in seen.items()
    }
    missing = words.missing_from(seen[ours.name].text)
    quality = await quality_of(bench.browser, address.url, missing, failures)
    for peer, python in bench.peers.items():
        try:
            costs[peer.name] = await _peer_cost(bench, peer, python, address.url, words)
        except PeerFailed as failed:
            failures[peer.name] = str(failed)
    return PageResult(
        address.name,
        elements,
        costs,
        second,
        quality,
        failures,
    )


async def measure_growth(bench: Bench, urls: tuple[str, str]) -> Growth:
    """Time full looks on a smaller and a larger page of the same make."""
    elements: list[int] = []
    medians: list[float] = []
    for url in urls:
        async with opened(bench.browser, url) as page:
            ours = Ours()
            await ours.look(page)
            times = await time_in_turn({"": _looking(ours, page)}, bench.repeat, bench.seconds)
            elements.append(await _elements(page))
            medians.append(times[""].median_ms)
    (few, many), (short, long) = elements, medians
    exponent = math.log(long / short) / math.log(many / few)
    return Growth((few, many), (short, long), exponent)


def _looking(technique: Technique, page: Page) -> Callable[[], Awaitable[Seen]]:
    return lambda: technique.look(page)


async def _elements(page: Page) -> int:
    question = "document.querySelectorAll('*').length"
    return sum([await frame.evaluate(question) for frame in page.frames])


async def _wire_bytes(
    bench: Bench, url: str, techniques: Sequence[Technique], failures: dict[str, str]
) -> dict[str, int]:
    """Count what each technique makes the browser send, in its second look at the page.

    One that can't look at the page is left out, and why is noted.
    """
    found: dict[str, int] = {}
    async with wired_browser(bench.program, ARGUMENTS) as wire:
        browser = await bench.playwright.chromium.connect_over_cdp(wire.url)
        async with opened(browser, url) as page:
            for technique in techniques:
                try:
                    await technique.look(page)
                    before = wire.received
                    await technique.look(page)
                except (PageUnreadable, PlaywrightError) as error:
                    reason = str(error).splitlines()[0]
                    failures[technique.name] = f"{technique.name} could not look: {reason}"
                else:
                    found[technique.name] = wire.received - before
        await browser.close()
    return found


async def _peer_cost(bench: Bench, peer: Peer, python: Path, url: str, words: PageWords) -> Cost:
    async with (
        wired_browser(bench.program, ARGUMENTS) as wire,
        open_peer(peer, python, url, bench.program, wire.url) as on_page,
    ):
        before = wire.received
        await on_page.look()
        received = wire.received - before
    milliseconds: list[float] = []
    async with open_peer(peer, python, url, bench.program) as on_page:
        seen, _ = await on_page.look()

        async def look() -> None:
            # By its own clock: handing over what it saw is no part of a look.
            milliseconds.append((await on_page.look())[1])

        await time_in_turn({"": look}, bench.repeat, bench.seconds, least=1)
    return _cost(bench, peer.name, seen, times=Times.of(milliseconds), words=words, wire=received)


def _cost(
    bench: Bench,
    name: str,
    seen: Seen,
    *,
    times: Times,
    words: PageWords,
    wire: int | None,
    memory: tuple[int, int] | None = None,
) -> Cost:
    peak, heap = memory or (None, None)
    text = seen.text
    return Cost(
        technique=name,
        times=times,
        wire_bytes=wire,
        characters=len(text) if text else None,
        tokens=bench.count_tokens(text) if text else None,
        actionable=seen.actionable,
        text_kept=words.share_in(text) if text else None,
        python_bytes=peak,
        heap_bytes=heap,
    )
