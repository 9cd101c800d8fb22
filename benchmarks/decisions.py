"""How long a decision takes, beside the technique of matching on a copy of the whole page.

    python -m benchmarks.decisions [--rules 50] [--elements 6000] [--json]

Three things are measured in one process, one after the other:

- the decision itself, given what matched: a pure function;
- the decision on the live page: all selectors on one element and its ancestors in one evaluate,
  and the decision;
- the whole-tree technique, as the format's reference library describes it: serialise the page,
  parse the copy with lxml, select every rule's elements with cssselect, look whether the element
  is among them. It is a stand-in with the same libraries, since that library is not on PyPI. Its
  time is given with and without the part that only has to be done when the page changed.

Medians over the repetitions; the ratio is of medians in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

import lxml.html  # pyright: ignore[reportMissingTypeStubs] - the package ships no types
from cssselect import HTMLTranslator
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from webagent_manifests import ElementMatch, MemoryLedger, Request, RuleSet, parse_manifest
from webagent_observation import Reading

from webagent.browser import BrowserOptions, open_session
from webagent.local_server import serve_app
from webagent.permissions import SitePolicies
from webagent.permissions._matching import match_elements  # the gate's own question to the page
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from playwright.async_api import Page
    from starlette import requests
    from webagent_observation import Registry

_LIVE_ROUNDS = 300
_PURE_ROUNDS = 20_000
_TREE_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Timing:
    """Microseconds of one technique: median and 95th percentile."""

    name: str
    median_us: float
    p95_us: float

    @classmethod
    def of(cls, name: str, seconds: list[float]) -> Timing:
        """Return the timing of these repetitions."""
        return cls(name, median(seconds) * 1e6, quantiles(seconds, n=20)[-1] * 1e6)


def make_page(elements: int) -> str:
    """Return a page of about that many elements, nested as lists of cards are."""
    chance = random.Random(1)
    cards = elements // 6
    body = "".join(
        f'<li class="card c{index % 40}" id="card{index}"><h3>Card {index}</h3>'
        f'<p class="k{chance.randrange(20)}">Text</p><div class="row"><a href="/{index}">Go</a>'
        f'<button class="b{index % 10}">Buy</button></div></li>'
        for index in range(cards)
    )
    return f"<!doctype html><title>Cards</title><main><ul>{body}</ul></main>"


def make_manifest(rules: int) -> str:
    """Return a manifest of that many rules in the shapes that sites write."""
    chance = random.Random(2)
    shapes = (
        ".card.c{n} button", "#card{n} .row > button", "li:nth-child({n}) a", ".b{n}",
        "main :is(.c{n}, .k{n}) button:not(.b1)", "ul > li.c{n} h3, .k{n}", "[href='/{n}']",
    )  # fmt: skip
    written = [
        {
            "verb": chance.choice(["click_element", "follow_link", "all", "read_content"]),
            "selector": shapes[index % len(shapes)].format(n=index + 1),
            "allowed": chance.random() < 0.5,
        }
        for index in range(rules)
    ]
    metadata = {"schema_version": "1.0.0", "last_updated": "2026-01-01T00:00:00Z"}
    return json.dumps({"metadata": metadata, "strict": False, "resource_rules": written})


def time_pure(rules: RuleSet) -> tuple[Timing, Timing]:
    """Time deciding on random matches, without and with the trace."""
    chance = random.Random(3)
    requests = [
        Request(
            "click_element",
            (
                ElementMatch(
                    frozenset(chance.sample(rules.selectors, 5)),
                    tuple(frozenset(chance.sample(rules.selectors, 3)) for _ in range(4)),
                ),
            ),
        )
        for _ in range(200)
    ]
    ledger, now = MemoryLedger(), datetime.now(UTC)

    def run(*, trace: bool) -> list[float]:
        found: list[float] = []
        for index in range(_PURE_ROUNDS):
            request = requests[index % len(requests)]
            start = perf_counter()
            rules.decide(request, now=now, ledger=ledger, trace=trace)
            found.append(perf_counter() - start)
        return found

    return (
        Timing.of("decision, given the matches", run(trace=False)),
        Timing.of("the same, with its trace", run(trace=True)),
    )


async def time_live(page: Page, registry: Registry, rules: RuleSet) -> Timing:
    """Time asking the page and deciding, for random buttons."""
    document = await registry.document(page.main_frame)
    buttons = await page.query_selector_all("button")
    chance, ledger = random.Random(4), MemoryLedger()
    found: list[float] = []
    for _ in range(_LIVE_ROUNDS):
        button = chance.choice(buttons)
        start = perf_counter()
        (matches,) = await match_elements(document, button, list(rules.selectors))
        request = Request("click_element", matches.elements, matches.invalid)
        rules.decide(request, now=datetime.now(UTC), ledger=ledger)
        found.append(perf_counter() - start)
    return Timing.of("decision on the live page", found)


async def time_tree(page: Page, rules: RuleSet) -> tuple[Timing, Timing]:
    """Time matching on a parsed copy of the page, copying included and not."""
    translate = HTMLTranslator().css_to_xpath
    parse = cast("Any", lxml.html).document_fromstring
    # Translated once, which is kinder than the technique is.
    paths = [translate(rule.selector) for rule in rules.manifest.resource_rules]
    copying: list[float] = []
    selecting: list[float] = []
    for _ in range(_TREE_ROUNDS):
        start = perf_counter()
        tree = parse(await page.content())
        copied = perf_counter()
        target = tree.cssselect("button")[-1]
        winners = [index for index, path in enumerate(paths) if target in tree.xpath(path)]
        done = perf_counter()
        assert len(winners) <= len(paths)
        copying.append(done - start)
        selecting.append(done - copied)
    return (
        Timing.of("whole tree, copy of the page included", copying),
        Timing.of("whole tree, on a copy that is at hand", selecting),
    )


async def measure(rules: int, elements: int) -> tuple[int, list[Timing]]:
    """Return how many elements the page really has, and all timings."""
    rule_set = RuleSet(parse_manifest(make_manifest(rules)))
    timings = [*time_pure(rule_set)]
    sites = SitePolicies()
    html = make_page(elements)

    def page(_: requests.Request) -> Response:
        return HTMLResponse(html)

    with serve_app(Starlette(routes=[Route("/", page)])) as url:
        async with open_session(BrowserOptions(), _everything, Secrets(), sites.heard) as session:
            await session.start(url)
            count: int = await session.page.evaluate("document.querySelectorAll('*').length")
            timings.append(await time_live(session.page, session.registry, rule_set))
            timings += await time_tree(session.page, rule_set)
    return count, timings


async def _everything(_document: object) -> Reading:
    return Reading()


def main() -> None:
    """Print the table, or with `--json` the numbers."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--rules", type=int, default=50)
    parser.add_argument("--elements", type=int, default=6_000)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    count, timings = asyncio.run(measure(arguments.rules, arguments.elements))
    if arguments.json:
        found = [asdict(timing) for timing in timings]
        print(json.dumps({"rules": arguments.rules, "elements": count, "timings": found}))
        return
    print(f"{arguments.rules} rules, a page of {count:,} elements\n")
    print("| technique | median | p95 | to the decision |\n|---|---|---|---|")
    base = timings[0].median_us
    for timing in timings:
        print(
            f"| {timing.name} | {_shown(timing.median_us)} | {_shown(timing.p95_us)} | "
            f"{timing.median_us / base:,.0f}× |"
        )


def _shown(microseconds: float) -> str:
    return f"{microseconds:.1f} µs" if microseconds < 1000 else f"{microseconds / 1000:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
