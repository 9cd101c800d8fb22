"""Random walks in explore mode: does anything leave that may change something?

    python -m benchmarks.walks [--walks 1000] [--actions 20] [--parallel 4] [--seed 1] [--open]
        [--json]

Each walk begins on a page of the demo shop or on one of the fixture pages that the tests operate,
and takes actions drawn by chance, with the product's own executor, while the guard explores. The
server counts requests whose method may change something, and the shop's database is compared with
what it was. Exit code 1 if anything changed, anything was raised, or an action never ended.
With `--open` nothing is guarded, which shows what the same walks would change; that always fails.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
import traceback
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING, Any

from playwright.async_api import async_playwright
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from webagent_actions import (
    SAFE_METHODS,
    ActionRefused,
    Check,
    Click,
    CloseTab,
    Dialog,
    GoBack,
    GoHome,
    Hover,
    Press,
    Select,
    SwitchTab,
    Type,
    perform,
    validate,
)
from webagent_observation import PageUnreadable, Reading, register_mask

from webagent.browser import BrowserOptions, find_browser, open_session_in, switches
from webagent.demo import DemoShop
from webagent.demo._app import create_app
from webagent.demo._catalogue import load_catalogue
from webagent.local_server import serve_app
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.async_api import Browser
    from starlette.types import ASGIApp, Receive, Scope, Send
    from webagent_actions import Action, Situation
    from webagent_observation import Node

    from webagent.guard import Exploration

_FIXTURES = Path(__file__).parent.parent / "tests" / "actions" / "pages"
_SHOP = (
    "/",
    "/account",
    "/cart",
    "/checkout",
    "/stores",
    *(f"/product/{product.slug}" for product in load_catalogue().products),
)
_AT_SHOP = 0.7
"""The share of walks in the shop: most fixture pages send nothing at all."""
_BUTTON_WEIGHT = 8
_HANG_S = 40.0
_WORDS = ("green tea", "12", "2026-03-01", "a@b.example", "x" * 40)
_KEYS = ("Enter", "Escape", "Tab", "ArrowDown", "Control+a")
_REPORT_EVERY_S = 15.0


@dataclass
class Found:
    """What the walks came to."""

    outcomes: Counter[str] = field(default_factory=Counter[str])
    changing: list[str] = field(default_factory=list[str])
    """Requests that may have changed something, as the server got them."""
    raised: list[str] = field(default_factory=list[str])
    hung: list[str] = field(default_factory=list[str])
    stopped: Counter[str] = field(default_factory=Counter[str])
    """Requests that the guard stopped, by method and reason."""

    def take(self, exploration: Exploration) -> None:
        """Count what was stopped in a walk."""
        self.stopped.update(f"{each.method}: {each.reason}" for each in exploration.blocked)


@dataclass(frozen=True, slots=True)
class Settings:
    """How far is walked, and how."""

    walks: int = 1_000
    actions: int = 20
    parallel: int = 4
    seed: int = 1
    open: bool = False
    """Without the guard's exploring."""


class _Counting:
    """Takes note of what may change something, in front of an application."""

    def __init__(self, app: ASGIApp, found: Found) -> None:
        self._app = app
        self._found = found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            self._found.changing.append(f"{scope['method']} {scope['path']}")
        await self._app(scope, receive, send)


def draw(chance: Random, situation: Situation) -> Action:
    """Return an action by chance, of those that the situation offers."""
    if situation.dialog is not None:
        return Dialog(accept=chance.random() < 0.5, text=None)
    around = [Press(chance.choice(_KEYS)), GoBack(), GoHome(), CloseTab()]
    around += [SwitchTab(tab.number) for tab in situation.tabs if not tab.active]
    offered = [each for each in around if type(each) in situation.verbs()]
    nodes = situation.observation.refs.values()
    enabled = [node for node in nodes if not node.states.get("disabled")]
    if not enabled or (offered and chance.random() < 0.15):
        return chance.choice(offered or around)
    # Pages have mostly links; what may change something lies behind their few buttons.
    weights = [_BUTTON_WEIGHT if node.submits or node.role == "button" else 1 for node in enabled]
    return _on(chance, chance.choices(enabled, weights)[0])


def _on(chance: Random, node: Node) -> Action:
    assert node.ref is not None
    if chance.random() < 0.05:
        return Hover(node.ref)
    if node.options:
        return Select(node.ref, chance.choice(node.options).label)
    if node.role in {"checkbox", "switch"}:
        return Check(node.ref, on=chance.random() < 0.7)
    if node.editable:
        return Type(node.ref, chance.choice(_WORDS), enter=chance.random() < 0.5)
    return Click(node.ref)


async def walk(
    browser: Browser, start: str, chance: Random, settings: Settings, found: Found
) -> None:
    """Take actions from a page on, in a session of its own that explores."""
    opening = open_session_in(browser, BrowserOptions(), _everything, Secrets())
    async with opening as session:
        situation = await session.start(start)
        async with AsyncExitStack() as stack:
            if not settings.open:
                exploration = await stack.enter_async_context(session.guard.explore())
                stack.callback(found.take, exploration)
            for _ in range(settings.actions):
                action = draw(chance, situation)
                try:
                    validate(action, situation)
                    async with asyncio.timeout(_HANG_S):
                        outcome = await perform(action, situation, session)
                except ActionRefused:
                    found.outcomes["refused"] += 1
                    continue
                except TimeoutError:
                    found.hung.append(f"{start}: {action}")
                    return
                except PageUnreadable as error:
                    found.outcomes[f"unreadable: {error}"] += 1
                    return
                situation = outcome.situation
                kind = "vain" if outcome.no_effect else "done"
                if outcome.error is not None:
                    kind = f"failed: {_general(outcome.error)}"
                found.outcomes[kind] += 1


async def measure(settings: Settings, tell: Callable[[str], None]) -> dict[str, Any]:
    """Return what the walks came to."""
    found = Found()
    began = told = monotonic()
    with TemporaryDirectory() as folder:
        database = Path(folder) / "shop.sqlite3"
        app = Starlette(
            routes=[
                Mount("/fixtures", StaticFiles(directory=_FIXTURES)),
                Mount("/", create_app(database)),
            ]
        )
        with serve_app(_Counting(app, found)) as url:
            shop = DemoShop(url, database)
            before = _state(shop)
            fixtures = [
                f"{url}/fixtures/{path.relative_to(_FIXTURES)}"
                for path in sorted(_FIXTURES.rglob("*.html"))
            ]
            places = [url + path for path in _SHOP]
            async with async_playwright() as playwright:
                await register_mask(playwright)
                browser = await playwright.chromium.launch(
                    executable_path=find_browser(playwright), args=switches()
                )
                numbers = iter(range(settings.walks))

                async def walk_on() -> None:
                    nonlocal told
                    for number in numbers:
                        chance = Random(settings.seed * 1_000_003 + number)
                        start = chance.choice(places if chance.random() < _AT_SHOP else fixtures)
                        try:
                            await walk(browser, start, chance, settings, found)
                        except Exception:
                            raised = traceback.format_exc()
                            found.raised.append(f"{start} (walk {number}): {raised}")
                        if monotonic() - told > _REPORT_EVERY_S:
                            told = monotonic()
                            done = f"{number + 1:,} of {settings.walks:,} walks"
                            tell(f"{done}, {_told(found.outcomes)}")

                await asyncio.gather(*(walk_on() for _ in range(settings.parallel)))
                await browser.close()
            changed = _state(shop) != before
    return {
        **asdict(settings),
        "taken": sum(found.outcomes.values()),
        "outcomes": dict(found.outcomes.most_common()),
        "stopped_requests": dict(found.stopped.most_common()),
        "changing_requests": len(found.changing),
        "such_as": dict(Counter(found.changing).most_common(10)),
        "shop_changed": changed,
        "raised": found.raised[:5],
        "hung": found.hung[:5],
        "seconds": round(monotonic() - began, 1),
    }


def _state(shop: DemoShop) -> tuple[object, ...]:
    return shop.orders(), shop.cart_lines(), shop.reviews_count(), shop.account_exists()


async def _everything(_document: object) -> Reading:
    return Reading()


def _general(error: str) -> str:
    """Return an error without what it names, so that equal ones are counted together."""
    return re.sub(r" *(\[\d+\]|“[^”]*”|\(<.*)", "", error.partition(";")[0])[:60]


def _told(outcomes: Counter[str]) -> str:
    """Return how the actions so far ended, in few words."""
    kinds = Counter[str]()
    for outcome, count in outcomes.items():
        kinds[outcome.partition(":")[0]] += count
    return ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print what came out; 1 if anything changed, was raised, or hung."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--walks", type=int, default=1_000)
    parser.add_argument("--actions", type=int, default=20)
    parser.add_argument("--parallel", type=int, default=4, help="walks at once")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--open", action="store_true", help="do not explore")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    settings = Settings(given.walks, given.actions, given.parallel, given.seed, given.open)
    found = asyncio.run(measure(settings, _tell))
    if given.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:<18} {value}")
    bad = ("changing_requests", "shop_changed", "raised", "hung")
    return 1 if any(found[name] for name in bad) else 0


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
