"""Episodes a second on MiniWoB++: ours beside BrowserGym's, and two workers beside one.

    python -m benchmarks.miniwob_throughput [--episodes N] [--make-peer DIR | --peer PYTHON]

The same scripted actions on the same pages and seeds, on one machine in one run. Of ours, an
episode is all that an evaluation does: a page of its own, gate, record and score, by workers in
processes of their own. Times go from when all workers are ready to the last score; starting
Python, and a worker's browser, is left out on both sides. BrowserGym plays fewer episodes, since
it is slower. The overhead of a step is the median, over episodes, of the time after the reset by
the number of steps: the action itself, two looks at the page and the record are in it, and no model
is. Workers that wait for a model are measured too, by decisions that take half a second.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import monotonic
from typing import TYPE_CHECKING, Any

from playwright.async_api import async_playwright
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from benchmarks._miniwob_scripts import SCRIPTS, Scripts, filled
from benchmarks.observation._peers import Peer, PeerFailed, install
from webagent.browser import find_browser
from webagent.errors import UsageError
from webagent.evaluation import Attempt
from webagent.evaluation.miniwob import MiniwobSuite
from webagent.evaluation.running import Evaluation, Job, LocalEngine, Opened, evaluate
from webagent.local_server import serve_app

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent.evaluation.running import Told

SEED = 1
THINKING_S = 0.5
_BROWSERGYM = Peer("BrowserGym", "browsergym-miniwob", "")
_DRIVER = Path(__file__).with_name("_browsergym_episodes.py")
_PEER_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast episodes were played."""

    played: int
    solved: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Episodes a second."""
        return self.played / self.seconds

    def __str__(self) -> str:
        return f"{self.per_second:.2f} episodes a second ({self.solved} of {self.played} solved)"


def play_ours(
    episodes: int, workers: int, thinking_s: float = 0.0
) -> tuple[Rate, Sequence[Attempt]]:
    """Play episodes, the tasks by turns, and return how fast that went."""
    seeds = range(SEED, SEED + episodes // len(SCRIPTS))
    suite = MiniwobSuite.of(seed_list=seeds)
    tasks = sorted(
        (task for task in suite.tasks if task.family in SCRIPTS), key=lambda task: task.seed or 0
    )
    opened = played = 0
    began = monotonic()

    def hear(told: Told) -> None:
        nonlocal opened, played, began
        if isinstance(told, Opened):
            opened += 1
            began = monotonic()
        elif isinstance(told, Attempt) and opened == workers:
            played += 1

    with tempfile.TemporaryDirectory() as folder:
        job = Job(suite, Scripts(thinking_s=thinking_s), Path(folder))
        record = asyncio.run(evaluate(Evaluation(job, tasks, {}), LocalEngine(workers), hear))
        seconds = monotonic() - began
    solved = sum(attempt.success is True for attempt in record.attempts)
    return Rate(played, solved, seconds), record.attempts


def play_browsergym(python: Path, attempts: Sequence[Attempt], browser: str) -> Rate:
    """Play the same episodes in BrowserGym. Raises `PeerFailed`."""
    pages = MiniwobSuite.of().pages
    with serve_app(Starlette(routes=[Mount("/", StaticFiles(directory=pages))])) as url:
        told = {
            "pages": url,
            "browser": browser,
            "episodes": [
                [
                    one.task.family,
                    one.task.seed,
                    [filled(code, one.goal) for code in SCRIPTS[one.task.family].code],
                ]
                for one in attempts
            ],
        }
        done = subprocess.run(
            [python, _DRIVER],
            input=json.dumps(told),
            capture_output=True,
            text=True,
            check=False,
            timeout=_PEER_SECONDS,
        )
    answer = next((line for line in done.stdout.splitlines() if line.startswith("{")), None)
    if answer is None:
        raise PeerFailed(f"BrowserGym broke: {done.stderr.strip()[-300:]}")
    rate: dict[str, Any] = json.loads(answer)
    return Rate(rate["played"], rate["solved"], rate["seconds"])


async def _program() -> str:
    async with async_playwright() as playwright:
        return str(find_browser(playwright) or playwright.chromium.executable_path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and tell; the exit code is 2 where something is missing."""
    options = _parser().parse_args(arguments)
    try:
        python = options.peer
        if options.make_peer is not None:
            python = install(_BROWSERGYM, options.make_peer)
        one, attempts = play_ours(options.episodes, 1)
        sys.stdout.write(f"ours, 1 worker    {one}\n")
        two, _ = play_ours(options.episodes, 2)
        ratio = two.per_second / one.per_second
        sys.stdout.write(f"ours, 2 workers   {two}, {ratio:.2f} times as many (aim: 1.7)\n")
        slow_one, slow_two = (play_ours(options.episodes // 2, n, THINKING_S)[0] for n in (1, 2))
        ratio = slow_two.per_second / slow_one.per_second
        sys.stdout.write(
            f"with decisions that take {THINKING_S:g} s, as a model's: 1 worker "
            f"{slow_one.per_second:.2f}, 2 workers {slow_two.per_second:.2f} episodes a second, "
            f"{ratio:.2f} times as many\n"
        )
        steps = [(a.seconds - a.reset_seconds) / a.steps for a in attempts if a.steps]
        resets = [attempt.reset_seconds for attempt in attempts]
        sys.stdout.write(
            f"overhead a step   {median(steps) * 1000:.0f} ms (aim: at most 100)\n"
            f"reset             {median(resets) * 1000:.0f} ms (aim: at most 150)\n"
        )
        if python is not None:
            peer = play_browsergym(
                python, attempts[: options.peer_episodes], asyncio.run(_program())
            )
            times = one.per_second / peer.per_second
            sys.stdout.write(
                f"BrowserGym        {peer}\n"
                f"ours with 1 worker plays {times:.1f} times as many (aim: 10)\n"
            )
    except (UsageError, PeerFailed) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.miniwob_throughput",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--episodes", type=int, default=120, help="of ours (default 120)")
    parser.add_argument("--peer-episodes", type=int, default=9, help="of BrowserGym (default 9)")
    parser.add_argument("--peer", type=Path, metavar="PYTHON", help="that has browsergym-miniwob")
    parser.add_argument(
        "--make-peer", type=Path, metavar="DIR", help="install it there, in its own environment"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
