"""Play MiniWoB++ by scripts that use only the agent's action space, and tell what it can express.

    python -m benchmarks.miniwob_oracle [--tasks GLOB] [--seeds 0,1,2] [--json FILE] [--table FILE]

Pages: the `miniwob` package (Farama Foundation), served on 127.0.0.1 and reset as in BrowserGym
(arXiv 2412.05467). A script reads the goal and the observation, and acts by verbs on its refs. An
episode counts as solved when its raw reward is positive and every verb used was offered.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import sys
from dataclasses import asdict
from fnmatch import fnmatch
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from webagent.errors import UsageError
from webagent.evaluation.miniwob import find_pages
from webagent.local_server import serve_app

from ._report import solved_tasks, sums, table
from ._runner import Played, play_all
from ._tasks import TASKS

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the scripts; the exit code is 1 when fewer tasks are solved than `--require`."""
    options = _parser().parse_args(arguments)
    seeds = [int(seed) for seed in options.seeds.split(",")]
    names = [name for name in TASKS if fnmatch(name, options.tasks)]
    played: list[Played] = []

    def on_played(one: Played) -> None:
        played.append(one)
        sys.stderr.write(f"{_line(one)}\n")

    started = monotonic()
    try:
        pages = find_pages(options.pages)
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    with serve_app(Starlette(routes=[Mount("/", StaticFiles(directory=pages))])) as url:
        episodes = [(name, TASKS[name], seed) for name in names for seed in seeds]
        asyncio.run(play_all(episodes, url, on_played))
    summary = f"{sums(played, TASKS)} {monotonic() - started:.0f} s."
    sys.stdout.write(f"{summary}\n{_versions()}\n")
    if options.table is not None:
        text = f"{summary}\n\n{table(played, TASKS)}\n\n{_versions()}\n"
        options.table.write_text(text, encoding="utf-8")
    if options.json is not None:
        episodes_told = [asdict(one) for one in played]
        options.json.write_text(json.dumps(episodes_told, indent=2) + "\n", encoding="utf-8")
    return 1 if len(solved_tasks(played)) < options.require else 0


def _line(one: Played) -> str:
    said = [f"{one.task} {one.seed}: reward {one.reward:g} after {len(one.actions)} actions"]
    if one.unoffered:
        said.append(f"not offered: {', '.join(one.unoffered)}")
    if one.problem:
        said.append(one.problem)
    if not one.solved and one.goal:
        said.extend((one.goal, " ".join(one.actions)))
    return "; ".join(said)


def _versions() -> str:
    named = {"python": platform.python_version()}
    named |= {name: version(name) for name in ("playwright", "miniwob")}
    return ", ".join(f"{name} {number}" for name, number in named.items())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.miniwob_oracle",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--tasks", default="*", metavar="GLOB", help="which tasks (default all)")
    parser.add_argument("--seeds", default="0,1,2", help="comma-separated (default 0,1,2)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every episode there")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write a line a task there")
    parser.add_argument(
        "--require", type=int, default=0, metavar="N", help="exit 1 when fewer tasks are solved"
    )
    parser.add_argument("--pages", type=Path, metavar="DIR", help="the package's `html` folder")
    return parser


if __name__ == "__main__":
    sys.exit(main())
