"""A look at a page, beside the techniques of others, on the same pages in the same Chromium.

    python -m benchmarks.observation [--pages shop,form] [--repeat 20] [--no-peers] [--json]

Measured in turn, on pages made here and on real ones taken from packages (`pages.py`):

- webagent's observation (capture, simplify, render): a full look with the page script in place,
  the first look at a new document, and the look after one field changed and after nothing did;
- Playwright's `aria_snapshot(mode="ai")`;
- the bare walk, style and box of every element as JSON, and a walk over the nodes alone that
  returns as many bytes as webagent: the limit;
- browser-use and BrowserGym, their own extraction without a model, each in an environment and a
  browser process of its own. They are installed from PyPI into the user's cache.

Times are medians and 95th percentiles. Bytes are what leaves the browser's DevTools socket.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import sys
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING

from platformdirs import user_cache_path
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright
from webagent_observation import PageUnreadable

from benchmarks.observation._browsing import launch, program
from benchmarks.observation._goals import goals_of
from benchmarks.observation._measure import Bench, measure_growth, measure_page
from benchmarks.observation._peers import PEERS, Peer, PeerFailed, install, installed_version
from benchmarks.observation._tables import tables
from benchmarks.observation._tokenizer import TokenizerMissing, count_tokens
from benchmarks.observation.pages import GROWTH, NAMES, serve_pages
from benchmarks.observation.results import PageResult, Report
from benchmarks.observation.techniques import Ours
from webagent.errors import BrowserMissing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PAGE_SECONDS = 30.0


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _peers(wanted: bool, cache: Path) -> tuple[dict[Peer, Path], dict[str, str]]:
    """Return the peers that can take part, and their versions."""
    pythons: dict[Peer, Path] = {}
    versions: dict[str, str] = {}
    for peer in PEERS if wanted else ():
        try:
            _tell(f"{peer.name}: installing, unless it is there …")
            pythons[peer] = install(peer, cache)
        except PeerFailed as failed:
            _tell(f"{peer.name} is left out: {failed}")
        else:
            versions[peer.name] = installed_version(peer, pythons[peer])
    return pythons, versions


async def run(names: Sequence[str], repeat: int, *, with_peers: bool) -> Report:
    """Measure these pages. Raises `BrowserMissing`."""
    cache = user_cache_path("webagent") / "bench-observation"
    peers, versions = _peers(with_peers, cache / "peers")
    results: list[PageResult] = []
    unmeasured: dict[str, str] = {}
    growth = None
    with serve_pages(names, cache / "pages", _tell) as (pages, server):
        async with async_playwright() as playwright:
            browser = await launch(playwright)
            bench = Bench(
                playwright, browser, program(playwright), peers, count_tokens, repeat, _PAGE_SECONDS
            )
            for address in pages:
                _tell(f"{address.name} …")
                try:
                    result = await measure_page(bench, address)
                except (PageUnreadable, PlaywrightError) as error:
                    unmeasured[address.name] = str(error).partition("\n")[0]
                    _tell(f"  not measured: {unmeasured[address.name]}")
                else:
                    results.append(result)
                    _tell_page(result)
            if any(result.page == "large" for result in results):
                _tell("growth …")
                few, many = (f"{server}/cards?elements={elements}" for elements in GROWTH)
                growth = await measure_growth(bench, (few, many))
            found = {
                "python": platform.python_version(),
                "playwright": version("playwright"),
                "browser": browser.version,
                **versions,
            }
            await browser.close()
    return Report(tuple(results), unmeasured, growth, found)


def _tell_page(result: PageResult) -> None:
    ours = result.costs[Ours.name]
    _tell(f"  {result.elements:,} elements, {ours.times.median_ms:.1f} ms, {ours.tokens} tokens")
    quality = result.quality
    if quality.missing_words:
        _tell(f"  words that are missing: {' '.join(quality.missing_words)}")
    for kind, count in quality.disagreements.items():
        _tell(f"  called otherwise than in the browser's tree: {count} × {kind}")
    for one in quality.without_ref:
        _tell(f"  without a ref: {one}")
    for why in result.failures.values():
        _tell(f"  {why}")


def main() -> int:
    """Print the tables, or with `--json` the numbers; progress goes to stderr.

    The exit code is 1 when a page that is there could not be measured.
    """
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.observation", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--pages", metavar="NAME,…", default=",".join(NAMES),
                        help=f"of {', '.join(NAMES)}; default: all")  # fmt: skip
    parser.add_argument("--repeat", type=int, default=20, help="looks of each kind (default 20)")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True,
                        help="whether to measure other agents too")  # fmt: skip
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    names: list[str] = options.pages.split(",")
    if unknown := set(names) - set(NAMES):
        parser.error(f"no page is called {', '.join(sorted(unknown))}")
    if options.repeat < 1:
        parser.error("--repeat must be at least 1")
    try:
        # Rather now than after the first page.
        count_tokens("")
        report = asyncio.run(run(names, options.repeat, with_peers=options.peers))
    except (BrowserMissing, TokenizerMissing) as missing:
        _tell(str(missing))
        return 2
    if options.json:
        found = asdict(report) | {"goals": [asdict(goal) for goal in goals_of(report)]}
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(tables(report))
    return 1 if report.unmeasured else 0


if __name__ == "__main__":
    sys.exit(main())
