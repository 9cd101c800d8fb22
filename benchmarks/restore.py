"""Going away and back: does a restore lead to the very state, and say so where it does not?

    python -m benchmarks.restore [--walks 100] [--parallel 2] [--seed 1] [--sites shop,…] [--json]

Each walk begins on a page of the demo shop, of MiniWoB++ or of the fixtures that the tests look at
and operate, and takes actions drawn by chance that only look or can be undone. Its states are
recorded; it goes on, by one to four more actions or to another page, and then back to three of
them. MiniWoB++ pages draw a new episode each time they are loaded; here they are served with a
script that gives all loads the same seed, as a site shows the same page to whoever comes back.

What a restore says is checked by what fingerprints do not know: the address, role, name and value
of every node of a fresh look, and the text and the fields of the document itself. Exit code 1 if
a wrong page was taken for the right one, or less than 95 % of the SAFE paths led back.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from webagent_actions import ActionRefused, Goto, Reversibility, judge, perform, validate
from webagent_observation import PageUnreadable, Reading, register_mask

from benchmarks.miniwob import FAMILIES
from benchmarks.walks import draw
from webagent.browser import BrowserOptions, find_browser, open_session_in, switches
from webagent.demo import create_app
from webagent.evaluation.miniwob import find_pages
from webagent.local_server import serve_app
from webagent.planning.restoring import Leg, Restorer, Rung, survey
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping, Sequence

    from playwright.async_api import Browser
    from starlette.requests import Request
    from starlette.routing import BaseRoute
    from webagent_actions import Action, Situation

    from webagent.browser import Session
    from webagent.planning.restoring import Waypoint

REQUIRED_SHARE = 0.95
RETURNS = 3
"""States that each walk goes back to."""
_STEPS = (2, 5)
_AWAY = (1, 4)
_TO_ANOTHER_PAGE = 0.4
_WALK_CAP_S = 180.0
_TESTS = Path(__file__).parent.parent / "tests"
_SHOP = ("/", "/account", "/cart", "/stores", "/?q=green", "/product/everyday-sencha")
_OWN = """() => [
  location.href,
  document.body?.innerText ?? "",
  ...[...document.querySelectorAll("input, select, textarea")].map(
    (field) => `${field.value} ${field.checked ?? ""}`),
]"""
_SEEDED = """<script>addEventListener("load", () => {
  Math.seedrandom(7);
  core.EPISODE_MAX_TIME = 1000000;
  core.startEpisodeReal();
  const style = document.createElement("style");
  const hidden = "#reward-display, #click-canvas, #sync-task-cover";
  style.textContent = `${hidden} { display: none !important }`;
  document.head.append(style);
});</script>"""


@dataclass(frozen=True, slots=True)
class Witness:
    """A state as it is told by what fingerprints do not know."""

    url: str
    nodes: tuple[tuple[str, str, str], ...]
    """Role, name and value of each, in no order."""
    own: tuple[str, ...] = ()
    """Address, text and fields, as the document itself has them."""

    def agrees(self, other: Witness, *, near: bool) -> bool:
        """Whether both are the same state; `near` lets numbers of what can't be set differ."""
        if (self.url, self.nodes, self.own) == (other.url, other.nodes, other.own):
            return True
        return near and self._blanked() == other._blanked()

    def _blanked(self) -> object:
        nodes = sorted((role, _blank(name), value) for role, name, value in self.nodes)
        return self.url, nodes, tuple(map(_blank, self.own[1:2])), self.own[2:]


def _blank(text: str) -> str:
    return re.sub(r"\d+", "#", text)


@dataclass(frozen=True, slots=True)
class Return:
    """One time of going back."""

    site: str
    place: str
    path: Reversibility
    """The gravest class of what led to the state from the start of the walk."""
    rung: Rung
    ok: bool
    wrong: bool
    """It was said to be the state, and is not."""
    near: bool
    seconds: float
    requests: int
    reason: str


@dataclass(frozen=True, slots=True)
class Settings:
    """How far is walked, and where."""

    walks: int = 100
    parallel: int = 2
    seed: int = 1
    sites: tuple[str, ...] = ("shop", "actions", "observation", "miniwob")


async def witness(session: Session, situation: Situation) -> Witness:
    """Return how a state is told by what fingerprints do not know."""
    observation = situation.observation
    nodes = (node for root in observation.nodes for node in root.walk())
    told = sorted((node.role, node.name, node.value or "") for node in nodes)
    own: list[str] = []
    try:
        own = await session.unless_dialog(session.page.evaluate(_OWN)) or []
    except PlaywrightError as error:
        own = [error.message]
    return Witness(observation.url, tuple(told), tuple(own))


class Walk:
    """One walk in a session of its own."""

    def __init__(self, session: Session, situation: Situation, chance: Random) -> None:
        self.session = session
        self.situation = situation
        self.points: list[tuple[Waypoint, Witness]] = []
        self._chance = chance
        self._restorer = Restorer(session, _permitted)

    async def record(self, leg: Leg | None = None) -> None:
        """Take note of the state."""
        parent = self.points[-1][0] if leg is not None else None
        point = await survey(self.session, self.situation, parent, leg)
        self.points.append((point, await witness(self.session, self.situation)))

    async def step(self, *, record: bool) -> bool:
        """Take an action by chance that can be undone; say whether there was one."""
        for _ in range(12):
            action = draw(self._chance, self.situation)
            try:
                validate(action, self.situation)
                judgement = judge(action, self.situation.observation, dialog=self.situation.dialog)
                leg = Leg.of(action, self.situation, self.session.registry)
            except ActionRefused:
                continue
            if judgement.reversibility is Reversibility.COMMIT:
                continue
            await self._perform(leg.action)
            if record:
                await self.record(leg)
            return True
        return False

    async def leave(self, url: str) -> None:
        """Go away: on by a few actions, or to another page."""
        if self._chance.random() < _TO_ANOTHER_PAGE and self.situation.dialog is None:
            await self._perform(Goto(url))
            return
        for _ in range(self._chance.randint(*_AWAY)):
            await self.step(record=False)

    async def back(self, site: str, place: str, number: int) -> Return:
        """Go back to a state, and check what is said of that."""
        point, then = self.points[number]
        report = await self._restorer.go_to(point)
        self.situation = await self.session.look()
        near = "numbers" in report.reason
        right = then.agrees(await witness(self.session, self.situation), near=near)
        legs = [each.leg.reversibility for each, _ in self.points[1 : number + 1] if each.leg]
        path = Reversibility.EDIT if Reversibility.EDIT in legs else Reversibility.SAFE
        return Return(
            site,
            place,
            path,
            report.rung,
            report.ok,
            report.ok and not right,
            near,
            report.seconds,
            report.requests,
            report.reason,
        )

    async def _perform(self, action: Action) -> None:
        self.situation = (await perform(action, self.situation, self.session)).situation


async def walk(browser: Browser, site: str, places: Sequence[str], chance: Random) -> list[Return]:
    """Walk from one of these pages on, and go back to some of the states on the way."""
    start = chance.choice(places)
    returns: list[Return] = []
    async with open_session_in(browser, BrowserOptions(), _everything, Secrets()) as session:
        situation = await session.start(start)
        async with session.guard.explore():
            one = Walk(session, situation, chance)
            await one.record()
            for _ in range(chance.randint(*_STEPS)):
                if not await one.step(record=True):
                    break
            for _ in range(RETURNS):
                await one.leave(chance.choice(places))
                number = chance.randrange(len(one.points))
                returns.append(await one.back(site, start, number))
    return returns


async def measure(settings: Settings, tell: Callable[[str], None]) -> list[Return]:
    """Return what came of all walks."""
    returns: list[Return] = []
    with TemporaryDirectory() as folder, serve_app(_sites(settings, Path(folder))) as url:
        places = _places(url)
        async with async_playwright() as playwright:
            await register_mask(playwright)
            browser = await playwright.chromium.launch(
                executable_path=find_browser(playwright), args=switches()
            )
            numbers = iter(range(settings.walks))

            async def walk_on() -> None:
                for number in numbers:
                    site = settings.sites[number % len(settings.sites)]
                    chance = Random(settings.seed * 1_000_003 + number)
                    try:
                        async with asyncio.timeout(_WALK_CAP_S):
                            found = await walk(browser, site, places[site], chance)
                    except (PageUnreadable, TimeoutError) as error:
                        tell(f"walk {number} in {site} broke off: {error}")
                        continue
                    returns.extend(found)
                    for each in found:
                        said = "WRONG" if each.wrong else each.reason or "ok"
                        tell(f"{number} {each.place} {each.path}: {each.rung}, {said}")

            await asyncio.gather(*(walk_on() for _ in range(settings.parallel)))
            await browser.close()
    return returns


def _sites(settings: Settings, folder: Path) -> Starlette:
    return Starlette(
        routes=[
            *(_miniwob() if "miniwob" in settings.sites else ()),
            Mount("/actions", StaticFiles(directory=_TESTS / "actions" / "pages")),
            Mount("/observation", StaticFiles(directory=_TESTS / "observation" / "golden")),
            Mount("/", create_app(folder / "shop.sqlite3")),
        ]
    )


def _miniwob() -> list[BaseRoute]:
    pages = find_pages()

    async def seeded(request: Request) -> HTMLResponse:
        page = pages / "miniwob" / f"{request.path_params['family']}.html"
        return HTMLResponse(page.read_text(encoding="utf-8") + _SEEDED)

    return [
        Route("/miniwob/{family}.html", seeded),
        Mount("/core", StaticFiles(directory=pages / "core")),
        Mount("/common", StaticFiles(directory=pages / "common")),
    ]


def _places(url: str) -> Mapping[str, Sequence[str]]:
    pages = _TESTS / "actions" / "pages"
    actions = [path.relative_to(pages) for path in sorted(pages.rglob("*.html"))]
    golden = sorted((_TESTS / "observation" / "golden").glob("*.html"))
    return {
        "shop": [url + path for path in _SHOP],
        "actions": [f"{url}/actions/{path}" for path in actions if "libraries" not in path.parts],
        "observation": [f"{url}/observation/{path.name}" for path in golden],
        "miniwob": [f"{url}/miniwob/{family}.html" for family in FAMILIES],
    }


@asynccontextmanager
async def _permitted(
    _action: Action, _situation: Situation, _session: Session, /
) -> AsyncGenerator[str]:
    yield ""


async def _everything(_document: object) -> Reading:
    return Reading()


def share(returns: Sequence[Return]) -> float:
    """Return the share that led back, 0 to 1; 1 where there are none."""
    return sum(each.ok for each in returns) / len(returns) if returns else 1.0


def table(returns: Sequence[Return]) -> str:
    """Return the results as text: by rung, by site and class of the path, and what failed."""
    lines = [f"{'rung':<14}{'returns':>9}{'share':>8}{'median s':>10}{'requests':>10}"]
    for rung in Rung:
        own = [each for each in returns if each.rung is rung]
        if own:
            seconds = median(each.seconds for each in own)
            asked = median(each.requests for each in own)
            part = len(own) / len(returns)
            lines.append(f"{rung.value:<14}{len(own):>9}{part:>8.1%}{seconds:>10.2f}{asked:>10g}")
    lines.append(f"\n{'site':<14}{'returns':>9}{'back':>8}{'SAFE':>7}{'back':>8}{'wrong':>7}")
    sites = [*dict.fromkeys(each.site for each in returns), "all"]
    for site in sites:
        own = [each for each in returns if site in {each.site, "all"}]
        safe = [each for each in own if each.path is Reversibility.SAFE]
        wrong = sum(each.wrong for each in own)
        lines.append(
            f"{site:<14}{len(own):>9}{share(own):>8.1%}{len(safe):>7}{share(safe):>8.1%}{wrong:>7}"
        )
    near = sum(each.near and each.ok for each in returns)
    lines.append(f"\nequal but for numbers that change by themselves: {near}")
    failed = Counter(_blank(each.reason)[:150] for each in returns if not each.ok)
    lines += [f"{count:>4} × {reason}" for reason, count in failed.most_common(12)]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print what came out; 1 if it is not what is required."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--walks", type=int, default=100)
    parser.add_argument("--parallel", type=int, default=2, help="walks at once")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sites", default="shop,actions,observation,miniwob")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    sites = tuple(given.sites.split(","))
    settings = Settings(given.walks, given.parallel, given.seed, sites)
    returns = asyncio.run(measure(settings, _tell))
    if given.json:
        print(json.dumps([_plain(each) for each in returns]))
    else:
        print(table(returns))
    safe = [each for each in returns if each.path is Reversibility.SAFE]
    return int(any(each.wrong for each in returns) or share(safe) < REQUIRED_SHARE)


def _plain(one: Return) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Return.__slots__}


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
