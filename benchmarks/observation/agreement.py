"""Roles and names of the observation against Chromium's accessibility tree.

    python -m benchmarks.observation.agreement [--json] PAGES…

Each page is a file or an address. Compared is every element that either side says something of: by
ref what can be acted on, by the page script's own functions what holds it. Where the observation
means to say something else, `DIFFERENCES` says why; these are counted apart.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright
from webagent_observation import PageUnreadable, Registry, observe

from benchmarks.observation._accessibility_tree import Pair, pairs_of
from benchmarks.observation._browsing import SETTLED, launch
from benchmarks.observation._differences import DIFFERENCES, ROLE_WORDS, is_told, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from playwright.async_api import Page

_GOAL = 0.99
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far both sides say the same of one page."""

    compared: int
    """Elements that either side says something of."""
    agreeing: int
    documented: Mapping[str, int] = field(default_factory=dict[str, int])
    """Disagreements that are meant, by the kind in `DIFFERENCES`."""
    disagreements: tuple[Pair, ...] = ()
    """All others."""

    @property
    def share(self) -> float:
        """Return the share of elements that both say the same of, without what is meant."""
        counted = self.agreeing + len(self.disagreements)
        return self.agreeing / counted if counted else 1.0

    def kinds(self) -> Counter[str]:
        """Count the disagreements by what is said differently of what."""
        return Counter(_kind(pair) for pair in self.disagreements)


async def agreement(page: Page, registry: Registry) -> Agreement:
    """Compare an observation of a page with Chromium's accessibility tree.

    Raises:
        PageUnreadable: the page could not be observed.
        playwright.async_api.Error: the page changed between the two looks.
    """
    observation = await observe(page, registry)
    return _judge(await pairs_of(page, registry, observation))


def _judge(pairs: Iterable[Pair]) -> Agreement:
    compared = agreeing = 0
    documented = Counter[str]()
    disagreements: list[Pair] = []
    for pair in pairs:
        theirs = pair.theirs if pair.theirs and is_told(pair.theirs.role) else None
        if pair.ours is None and theirs is None:
            continue
        compared += 1
        if _agree(pair):
            agreeing += 1
            continue
        meant = next((one.kind for one in DIFFERENCES if one.holds(pair)), None)
        if meant is None:
            disagreements.append(pair)
        else:
            documented[meant] += 1
    return Agreement(compared, agreeing, dict(documented), tuple(disagreements))


def _agree(pair: Pair) -> bool:
    if pair.ours is None or pair.theirs is None:
        return False
    role = ROLE_WORDS.get(pair.theirs.role, pair.theirs.role)
    return pair.ours.role == role and plain(pair.ours.name) == plain(pair.theirs.name)


def _kind(pair: Pair) -> str:
    ours = pair.ours.role if pair.ours else "nothing"
    theirs = ROLE_WORDS.get(pair.theirs.role, pair.theirs.role) if pair.theirs else "nothing"
    return f"name of {ours}" if ours == theirs else f"{ours} for {theirs}"


def _url(address: str) -> str:
    return address if "://" in address else Path(address).resolve().as_uri()


async def _compare(addresses: Sequence[str]) -> dict[str, Agreement]:
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        found: dict[str, Agreement] = {}
        for address in addresses:
            page = await browser.new_page()
            try:
                await page.goto(_url(address))
                await page.evaluate(SETTLED)
                found[address] = await agreement(page, Registry())
            except (PageUnreadable, PlaywrightError) as error:
                sys.stderr.write(f"{address}: not compared: {error}\n")
            await page.close()
        await browser.close()
    return found


def _as_json(found: Mapping[str, Agreement]) -> str:
    return json.dumps({
        address: {
            "compared": one.compared,
            "agreeing": one.agreeing,
            "share": round(one.share, 4),
            "disagreements": dict(one.kinds()),
            "documented": dict(one.documented),
        }
        for address, one in found.items()
    }, indent=1)  # fmt: skip


def _as_text(found: Mapping[str, Agreement]) -> str:
    lines: list[str] = []
    documented = Counter[str]()
    for address, one in found.items():
        meant = sum(one.documented.values())
        documented.update(one.documented)
        counts = f"{one.agreeing} of {one.compared}, {meant} meant otherwise"
        lines.append(f"{one.share:7.2%}  {counts}  {address}")
        for kind, count in one.kinds().most_common():
            lines.append(f"          {count} × {kind}")
            examples = [pair for pair in one.disagreements if _kind(pair) == kind][:_SHOWN]
            lines += [f"            {_as_line(pair)}" for pair in examples]
    lines.append("\nMeant otherwise:")
    lines += [
        f"{documented[one.kind]:7}  {one.kind}: {one.reason}"
        for one in DIFFERENCES
        if documented[one.kind]
    ]
    return "\n".join(lines)


def _as_line(pair: Pair) -> str:
    ours = f"{pair.ours.role} {pair.ours.name!r:.80}" if pair.ours else "nothing"
    theirs = f"{pair.theirs.role} {pair.theirs.name!r:.80}" if pair.theirs else "nothing"
    return f"<{pair.tag}>: {ours}; Chromium: {theirs}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison; 1 if all pages together agree on less than 99 %."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.observation.agreement")
    parser.add_argument("pages", nargs="+", metavar="PAGE", help="a file or an address")
    parser.add_argument("--json", action="store_true", help="numbers alone, as JSON")
    chosen = parser.parse_args(arguments)
    found = asyncio.run(_compare(chosen.pages))
    sys.stdout.write((_as_json if chosen.json else _as_text)(found) + "\n")
    agreeing = sum(one.agreeing for one in found.values())
    counted = agreeing + sum(len(one.disagreements) for one in found.values())
    return 0 if not counted or agreeing / counted >= _GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
