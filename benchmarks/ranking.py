"""What a decision of the baseline's ranker takes, on pages of the demo shop.

    python -m benchmarks.ranking [--repeat 50]

Time is beside the look that comes before it; medians, in the same run. Size is that of the file.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from importlib.resources import files
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from webagent.actors.ranking import BaselineRanker
from webagent.browser import BrowserOptions, open_session
from webagent.demo import serve_shop
from webagent.permissions import Gate, NeverApprove, SitePolicies
from webagent.secrets import Secrets
from webagent.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGES = ("/", "/category/green-tea", "/product/everyday-sencha", "/cart")
TASK = "Put two 100 g packs of Everyday Sencha into the cart, then show the cart."
_MOST = 1_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ranking", description=__doc__)
    parser.add_argument("--repeat", type=int, default=50)
    asyncio.run(_measure(parser.parse_args(arguments).repeat))
    return 0


async def _measure(repeat: int) -> None:
    ranker = BaselineRanker()
    size = len(files("webagent.actors.ranking").joinpath("ranker.npz").read_bytes())
    print(f"- the ranker's file: {size / 1024:.0f} KiB")
    gate = Gate(SitePolicies(), NeverApprove())
    with serve_shop() as shop:
        async with open_session(BrowserOptions(), gate.reading, Secrets()) as session:
            for path in PAGES:
                await session.open(f"{shop.url}{path}")
                situation = await session.look()
                looks: list[float] = []
                for _ in range(repeat):
                    began = perf_counter()
                    situation = await session.look()
                    looks.append(perf_counter() - began)
                state = State(TASK, shop.url, situation)
                count = len(ranker.options(state, _MOST))
                times: list[float] = []
                for _ in range(repeat):
                    began = perf_counter()
                    ranker.options(state)
                    times.append(perf_counter() - began)
                print(
                    f"- {path}: {count} options in {1000 * median(times):.1f} ms; a look takes "
                    f"{1000 * median(looks):.1f} ms"
                )


if __name__ == "__main__":
    sys.exit(main())
