"""Play demonstrations, and keep those that succeeded.

    python -m training.collect DIR [--pages N] [--miniwob N] [--families GLOB] [--jobs 2]

A made page succeeds when each of its steps could be done; one of MiniWoB++ by its reward. Of
MiniWoB++ only the tasks are played that BrowserGym's split has for training, on other seeds than
those which any evaluation draws.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from training.demonstrator import DeedActor, Diary, ScriptActor
from training.pages import FAMILIES
from training.scripts import solution_of
from training.suite import MadePages, draw
from webagent.evaluation import End
from webagent.evaluation.miniwob import MiniwobSuite
from webagent.evaluation.running import Places, Player, carry_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent.browser import Session
    from webagent.evaluation import Stage, Suite, Task
    from webagent.protocols import Actor

FIRST_SEED = 1_000
"""Evaluations draw theirs below 34."""
SHUT_DOWN_AFTER = 250
"""Tasks after which a browser is started afresh."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be demonstrated."""

    pages: int
    miniwob: int
    families: str
    first: int = 0
    """The number of the first sample; those before it are there already."""

    def suites(self) -> list[tuple[Suite, list[Task]]]:
        """Return the suites with the tasks that are to be played of each."""
        names = tuple(name for name in FAMILIES if fnmatch(name, self.families))
        found: list[tuple[Suite, list[Task]]] = []
        if self.pages and names:
            made = MadePages(names, tuple(range(self.first, self.first + self.pages)))
            found.append((made, list(made.tasks)))
        if self.miniwob:
            seeds = range(FIRST_SEED + self.first, FIRST_SEED + self.first + self.miniwob)
            suite = MiniwobSuite.of(seed_list=tuple(seeds))
            found.append((suite, [task for task in suite.tasks if self._is_shown(task)]))
        return found

    def _is_shown(self, task: Task) -> bool:
        return (
            "train" in task.tags
            and fnmatch(task.family, self.families)
            and solution_of(task.family) is not None
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the demonstrations; the exit code is 1 where a family had none that succeeded."""
    options = _parser().parse_args(arguments)
    plan = Plan(options.pages, options.miniwob, options.families, options.first)
    jobs: int = options.jobs
    begun: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        parts = pool.map(
            _play_part, repeat(plan), repeat(options.folder), range(jobs), repeat(jobs)
        )
        for played in parts:
            for family, problem in played:
                begun[family] += 1
                kept[family] += not problem
                if problem:
                    sys.stderr.write(f"{family}: {problem}\n")
    for family, count in sorted(begun.items()):
        print(f"{family:32} {kept[family]:5} of {count}")
    print(f"{kept.total()} of {begun.total()} demonstrations kept")
    return int(any(not kept[family] for family in begun))


def _play_part(plan: Plan, folder: Path, part: int, parts: int) -> list[tuple[str, str]]:
    return asyncio.run(_play_all(plan, folder, part, parts))


async def _play_all(plan: Plan, folder: Path, part: int, parts: int) -> list[tuple[str, str]]:
    played: list[tuple[str, str]] = []
    for suite, tasks in plan.suites():
        async with suite.stage() as stage:
            with TemporaryDirectory() as scratch:
                places = Places(Path(scratch) / "answers")
                for number, task in enumerate(tasks[part::parts], 1):
                    problem = await _play(suite, stage, places, task, folder, Path(scratch))
                    played.append((task.family, problem))
                    if number % SHUT_DOWN_AFTER == 0:
                        await places.close()
                    if number % 100 == 0:
                        sys.stderr.write(f"{suite.name}: {number * parts} of {len(tasks)}\n")
                await places.close()
    return played


async def _play(  # noqa: PLR0917
    suite: Suite, stage: Stage, places: Places, task: Task, folder: Path, scratch: Path
) -> str:
    """Play a demonstration, and return why it is not kept, if it is not."""
    diary = Diary(task)
    conditions = stage.conditions(task)
    record = scratch / "runs" / task.id
    try:
        async with asyncio.timeout(60), places.at(conditions, record) as place:
            start = await stage.reset(task, place.session)
            player = Player(_actor(suite, task, place.session, diary))
            result = await carry_out(
                task, start, player, stage=stage, conditions=conditions, place=place, folder=record
            )
            score = await stage.score(task, End(place.session, result, record))
    except Exception as error:
        # Whatever broke costs one demonstration.
        await places.close()
        problem = f"{type(error).__name__}: {error}"
    else:
        checks = "; ".join(check.reason for check in score.checks)
        problem = "" if (score.score or 0) > 0 else f"{checks} {result.reason}"
        if isinstance(suite, MadePages) and result.answer == "":
            problem = f"{result.reason} {checks}"
    if problem:
        return f"{task.id}: {problem}"
    diary.keep(folder / f"{task.id}.pickle")
    return ""


def _actor(suite: Suite, task: Task, session: Session, diary: Diary) -> Actor:
    if isinstance(suite, MadePages):
        return DeedActor(draw(task).deeds, session, diary)
    solution = solution_of(task.family)
    assert solution is not None
    return ScriptActor(solution, session, diary)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=0, help="samples of each family")
    parser.add_argument("--miniwob", type=int, default=0, help="seeds of each task")
    parser.add_argument("--families", default="*")
    parser.add_argument("--first", type=int, default=0, help="number of the first sample")
    parser.add_argument("--jobs", type=int, default=2)
    return parser


if __name__ == "__main__":
    sys.exit(main())
