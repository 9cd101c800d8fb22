"""MiniWoB++ families that a plain instruction describes, played by the real loop.

    python -m benchmarks.miniwob [--families a,b] [--seeds N] [--actor baseline|random] …

Pages: the `miniwob` package (Farama Foundation), served on 127.0.0.1. An episode is reset as in
BrowserGym (arXiv 2412.05467): seeded, without a time limit, in a 332×214 viewport, at most 10
steps, with the goal told to the actor and goal and reward taken off the page. An episode counts as
solved when its raw reward is positive.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import sys
import tempfile
from collections import deque
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import fmean
from time import monotonic
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from webagent.actors import RandomActor
from webagent.actors.baseline import BaselineActor
from webagent.browser import BrowserOptions, open_session
from webagent.episode import Episode
from webagent.errors import BrowserLost, UsageError
from webagent.evaluation.miniwob import VIEWPORT, begin_episode, find_pages, rewards_of
from webagent.limits import Limits
from webagent.local_server import serve_app
from webagent.permissions import Gate, NeverApprove, SitePolicies
from webagent.recording import Recorder
from webagent.result import Status
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from webagent.browser import Session
    from webagent.protocols import Actor

FAMILIES = (
    "click-test", "click-test-2", "click-button", "click-link", "click-dialog",
    "click-checkboxes", "click-option", "enter-text", "enter-password", "login-user",
    "focus-text", "focus-text-2", "click-tab", "choose-list", "search-engine", "use-autocomplete",
)  # fmt: skip
STEPS = 10
EPISODE_SECONDS = 60.0
PASSED_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one episode."""

    family: str
    seed: int
    goal: str = ""
    reward: float = 0.0
    """Raw: without the share that BrowserGym's time limit would take off."""
    steps: int = 0
    """Turns of the actor, its stop among them."""
    seconds: float = 0.0
    status: str = ""
    answer: str = ""
    error: str | None = None
    """Why there is no result; `None` when there is one."""

    @property
    def solved(self) -> bool:
        """Whether the page rewarded it."""
        return self.reward > 0


async def play_all(
    episodes: Iterable[tuple[str, int]],
    url: str,
    make_actor: Callable[[int], Actor],
    on_played: Callable[[Played], None],
) -> str:
    """Play the episodes (family and seed) one after the other; return the browser's version.

    They share a browser. One that crashes is told as an error and costs no other anything.
    """
    pending = deque(episodes)
    browser = ""
    with tempfile.TemporaryDirectory() as folder:
        while pending:
            gate = Gate(SitePolicies(), NeverApprove())
            async with open_session(
                BrowserOptions(viewport=VIEWPORT), gate.reading, Secrets()
            ) as session:
                lost = False
                while pending and not lost:
                    family, seed = pending.popleft()
                    record = Path(folder) / f"{family}-{seed}"
                    try:
                        async with asyncio.timeout(EPISODE_SECONDS):
                            played = await _play(
                                family,
                                seed,
                                url,
                                actor=make_actor(seed),
                                session=session,
                                gate=gate,
                                record=record,
                            )
                        browser = browser or _browser_of(session)
                    except Exception as error:
                        # Whatever broke, in the page or in the actor, is one episode's result.
                        played = Played(family, seed, error=f"{type(error).__name__}: {error}")
                        lost = isinstance(error, BrowserLost)
                    on_played(played)
    return browser


async def _play(
    family: str, seed: int, url: str, *, actor: Actor, session: Session, gate: Gate, record: Path
) -> Played:
    started = monotonic()
    await session.start(f"{url}/miniwob/{family}.html")
    page = session.page
    try:
        await page.wait_for_load_state("load")
        goal = await begin_episode(page, seed)
        limits = Limits(steps=STEPS)
        with Recorder(record, Secrets()) as recorder:
            recorder.started(goal, page.url, actor.name, limits)
            episode = Episode(
                goal,
                actor=actor,
                session=session,
                gate=gate,
                recorder=recorder,
                limits=limits,
                secrets=Secrets(),
            )
            ending = await episode.play_here()
        reward = (await rewards_of(page)).raw
    finally:
        await page.close()
    return Played(
        family,
        seed,
        goal,
        reward,
        len(episode.steps),
        monotonic() - started,
        ending.status.value,
        ending.answer,
    )


def _browser_of(session: Session) -> str:
    browser = session.page.context.browser
    return "" if browser is None else browser.version


def table(played: Sequence[Played]) -> str:
    """Return the results as text, one line a family, then the sums."""
    lines = [
        f"{'family':<18}{'raw > 0':>9}{'raw = 1':>9}{'of':>5}{'errors':>8}{'steps':>7}{'s':>7}"
    ]
    for family in dict.fromkeys(one.family for one in played):
        own = [one for one in played if one.family == family]
        lines.append(_line(family, own))
    lines.append(_line("all", played))
    passed = passed_families(played)
    claimed = sum(one.status == Status.DONE and not one.solved for one in played)
    families = len({one.family for one in played})
    lines.append(
        f"families with at least {PASSED_SHARE:.0%} of seeds solved: {passed} of {families}"
    )
    lines.append(f"episodes told to be done that were not: {claimed}")
    return "\n".join(lines)


def passed_families(played: Sequence[Played]) -> int:
    """Return how many families have enough of their seeds solved."""
    families: dict[str, list[bool]] = {}
    for one in played:
        families.setdefault(one.family, []).append(one.solved)
    return sum(fmean(solved) >= PASSED_SHARE for solved in families.values())


def _line(name: str, played: Sequence[Played]) -> str:
    valid = [one for one in played if one.error is None]
    steps = fmean(one.steps for one in valid) if valid else 0.0
    seconds = fmean(one.seconds for one in valid) if valid else 0.0
    return (
        f"{name:<18}{sum(one.solved for one in played):>9}"
        f"{sum(one.reward == 1 for one in played):>9}{len(played):>5}"
        f"{len(played) - len(valid):>8}{steps:>7.1f}{seconds:>7.1f}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; the exit code is 1 when fewer families pass than `--require`."""
    options = _parser().parse_args(arguments)
    families: list[str] = options.families.split(",")
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    played: list[Played] = []

    def on_played(one: Played) -> None:
        played.append(one)
        said = one.error or f"reward {one.reward:g} after {one.steps} steps, {one.status}"
        sys.stderr.write(f"{one.family} {one.seed}: {said}: {one.goal}\n")
        if one.answer and not one.solved:
            sys.stderr.write(f"    {one.answer}\n")

    try:
        pages = find_pages(options.pages)
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    site = Starlette(routes=[Mount("/", StaticFiles(directory=pages))])
    with serve_app(site) as url:
        browser = asyncio.run(
            play_all(
                [(family, seed) for family in families for seed in seeds],
                url,
                _ACTORS[options.actor],
                on_played,
            )
        )
    versions = {
        "actor": options.actor,
        "python": platform.python_version(),
        "playwright": version("playwright"),
        "browser": browser,
    }
    sys.stdout.write(f"{table(played)}\n")
    sys.stdout.write(", ".join(f"{name} {value}" for name, value in versions.items()) + "\n")
    if options.json is not None:
        result: dict[str, Any] = {"versions": versions, "episodes": [asdict(p) for p in played]}
        options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 1 if passed_families(played) < options.require else 0


_ACTORS: dict[str, Callable[[int], Actor]] = {
    "baseline": lambda _seed: BaselineActor(),
    "random": RandomActor,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.miniwob", description=__doc__)
    parser.add_argument("--families", default=",".join(FAMILIES), help="comma-separated names")
    parser.add_argument("--seeds", type=int, default=5, help="episodes a family (default 5)")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--actor", choices=sorted(_ACTORS), default="baseline")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every episode there")
    parser.add_argument(
        "--require", type=int, default=0, metavar="N", help="exit 1 when fewer families pass"
    )
    parser.add_argument("--pages", type=Path, metavar="DIR", help="the package's `html` folder")
    return parser


if __name__ == "__main__":
    sys.exit(main())
