"""A noisy actor on the demo shop, with traps on every page: with search and without.

    python -m benchmarks.live_search [--runs 20] [--steps 12] [--seed 1] [--json] [--require 3]

Each run is one errand, to put so many of a product into the cart, for an actor whose proposals are
right four times in ten, in a real browser with the product's own executor, gate and guard. It
succeeds if exactly that was put into the cart, once, and nothing else was changed. The server keeps
the log. Exit code 1 if anything was changed while searching, or a commit was done more than once,
or fewer errands than `--require` times those without search succeed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

from webagent import Agent, BrowserOptions, Limits
from webagent.planning.live import SearchMode, SearchOptions

from ._shopper import Errand, FoggyCritic, NoisyShopper
from ._trapped_shop import serve_trapped_shop

if TYPE_CHECKING:
    from collections.abc import Sequence

ERRANDS = (
    Errand("Green tea", "Genmaicha", 2),
    Errand("Green tea", "Uji Gyokuro", 3),
    Errand("Black tea", "Keemun Hao Ya", 2),
)


@dataclass(frozen=True, slots=True)
class Played:
    """One run."""

    succeeded: bool
    sprung: tuple[str, ...]
    """Traps that were stepped into."""
    changes: tuple[str, ...]
    """All requests that may have changed something."""
    steps: int
    seconds: float


async def play(errand: Errand, seed: int, mode: SearchMode, steps: int) -> Played:
    """Run one errand in a shop of its own."""
    began, chance = monotonic(), Random(seed)
    critic = FoggyCritic(errand, Random(seed + 1))
    with serve_trapped_shop() as trapped, tempfile.TemporaryDirectory() as folder:
        result = await Agent(
            errand.task,
            url=trapped.shop.url,
            actor=NoisyShopper(errand, chance),
            limits=Limits(steps=steps, seconds=300),
            browser=BrowserOptions(),
            search=SearchOptions(mode, critic=critic),
            run_dir=Path(folder) / "run",
        ).run()
        lines = trapped.shop.cart_lines()
        bought = [(line.name, line.quantity) for line in lines]
        return Played(
            succeeded=len(trapped.changes) == 1 and bought == [(errand.product, errand.quantity)],
            sprung=tuple(trapped.sprung),
            changes=tuple(trapped.changes),
            steps=len(result.steps),
            seconds=round(monotonic() - began, 1),
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print what came out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=20, help="for each way")
    parser.add_argument("--steps", type=int, default=12, help="of each run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--require", type=float, help="least ratio of successes that passes")
    given = parser.parse_args(arguments)
    found: dict[str, list[Played]] = {}
    for mode in (SearchMode.OFF, SearchMode.MCTS):
        found[mode] = []
        for number in range(given.runs):
            errand = ERRANDS[number % len(ERRANDS)]
            played = asyncio.run(play(errand, given.seed * 1_000 + number, mode, given.steps))
            found[mode].append(played)
            sys.stderr.write(f"{mode}: {errand.task}: {played}\n")
    if given.json:
        print(json.dumps({mode: [asdict(each) for each in runs] for mode, runs in found.items()}))
    else:
        print("search  succeeded  traps  changes  steps  seconds")
        for mode, runs in found.items():
            print(
                f"{mode:<6}  {sum(each.succeeded for each in runs):4} of {len(runs):<3} "
                f"{sum(len(each.sprung) for each in runs):6} "
                f"{sum(len(each.changes) for each in runs):8} "
                f"{sum(each.steps for each in runs) / len(runs):6.1f} "
                f"{sum(each.seconds for each in runs) / len(runs):8.1f}"
            )
    searched, greedy = (
        sum(each.succeeded for each in found[mode]) for mode in (SearchMode.MCTS, SearchMode.OFF)
    )
    harmed = any(each.sprung or len(each.changes) > 1 for each in found[SearchMode.MCTS])
    too_few = given.require is not None and searched < given.require * max(greedy, 1)
    return 1 if harmed or too_few else 0


if __name__ == "__main__":
    sys.exit(main())
