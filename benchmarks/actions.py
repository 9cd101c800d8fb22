"""How long an action takes on a page that answers at once, beside bare Playwright.

    python -m benchmarks.actions [--rounds 40] [--json]

Measured is what an agent waits for: performing, reading back, settling, and looking at what came of
it. Bare Playwright only performs: it finds the element by a selector, waits until it stands still,
and acts. Both take turns in one run on the same page, one round each, so that a busy machine
slows both.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from webagent_actions import Check, Click, Select, Type, perform
from webagent_observation import Reading

from webagent.browser import BrowserOptions, open_session
from webagent.local_server import serve_app
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from playwright.async_api import Page
    from starlette import requests
    from webagent_actions import Action, Situation

    from webagent.browser import Session

GOAL_MS = 60.0
"""The median an action may take."""
GOAL_RATIO = 3.0
"""As a multiple of a bare click."""
_WARM_UP = 3
_PAGE = """<!doctype html><title>Order</title><main><h1>Order</h1>
<ul><li><a href="#a">Green tea</a></li><li><a href="#b">Black tea</a></li></ul>
<button onclick="n.textContent = Number(n.textContent) + 1">Add</button> <p id="n">0</p>
<label>Name <input id="name"></label>
<label><input type="checkbox" id="gift"> Gift</label>
<label>Size <select id="size"><option>Small<option>Large</select></label></main>"""


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one kind of action, and of bare Playwright doing the same."""

    verb: str
    median_ms: float
    p95_ms: float
    bare_ms: float

    @property
    def ratio(self) -> float:
        """How many times as long it takes."""
        return self.median_ms / self.bare_ms


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of action: how it is done here, and by bare Playwright, in a given round."""

    name: str
    action: Callable[[int, int], Action]
    bare: Callable[[Page, int], Awaitable[object]]


def _texts(round_: int) -> str:
    return ("green tea", "black tea")[round_ % 2]


KINDS = (
    Kind("Add", lambda ref, _: Click(ref), lambda page, _: page.click("text=Add")),
    Kind(
        "Name",
        lambda ref, round_: Type(ref, _texts(round_)),
        lambda page, round_: page.locator("#name").press_sequentially(_texts(round_ + 1)),
    ),
    Kind(
        "Gift",
        lambda ref, _: Check(ref),
        lambda page, _: page.locator("#gift").set_checked(False),
    ),
    Kind(
        "Size",
        lambda ref, _: Select(ref, "Large"),
        lambda page, _: page.locator("#size").select_option("Small"),
    ),
)


async def measure(rounds: int) -> list[Timing]:
    """Return the timings of all kinds of actions."""

    async def page(_: requests.Request) -> Response:
        return HTMLResponse(_PAGE)

    with serve_app(Starlette(routes=[Route("/", page)])) as url:
        async with open_session(BrowserOptions(), _everything, Secrets()) as session:
            await session.start(url)
            return [await _timed(kind, session, rounds) for kind in KINDS]


async def _timed(kind: Kind, session: Session, rounds: int) -> Timing:
    verb = ""
    ours: list[float] = []
    bare: list[float] = []
    for round_ in range(rounds + _WARM_UP):
        start = perf_counter()
        await kind.bare(session.page, round_)
        bare.append(perf_counter() - start)
        before = await session.look()
        action = kind.action(_ref(before, kind.name), round_)
        verb = action.verb
        start = perf_counter()
        outcome = await perform(action, before, session)
        ours.append(perf_counter() - start)
        if not outcome.ok:
            raise RuntimeError(f"{action} was not performed: {outcome}")
    del ours[:_WARM_UP], bare[:_WARM_UP]
    return Timing(verb, median(ours) * 1e3, quantiles(ours, n=20)[-1] * 1e3, median(bare) * 1e3)


def _ref(situation: Situation, name: str) -> int:
    refs = situation.observation.refs
    return next(ref for ref, node in refs.items() if node.name == name)


async def _everything(_document: object) -> Reading:
    return Reading()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, or with `--json` the numbers."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    timings = asyncio.run(measure(asked.rounds))
    if asked.json:
        print(json.dumps([{**asdict(timing), "ratio": timing.ratio} for timing in timings]))
        return 0
    click = next(timing.bare_ms for timing in timings if timing.verb == "click")
    print("| action | median | p95 | bare Playwright | to the same | to a bare click |")
    print("|---|---|---|---|---|---|")
    for timing in timings:
        print(
            f"| {timing.verb} | {timing.median_ms:.0f} ms | {timing.p95_ms:.0f} ms | "
            f"{timing.bare_ms:.0f} ms | {timing.ratio:.1f}× | {timing.median_ms / click:.1f}× |"
        )
    clicked = next(timing for timing in timings if timing.verb == "click")
    slow = [timing.verb for timing in timings if timing.median_ms > GOAL_MS]
    print(f"\nAbove {GOAL_MS:.0f} ms: {', '.join(slow) or 'none'}")
    print(f"A click is {clicked.ratio:.1f}× a bare one (goal: at most {GOAL_RATIO:.0f}×)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
