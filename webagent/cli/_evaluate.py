"""Carrying out `webagent eval`."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_state_path
from rich.console import Console
from rich.text import Text

from webagent.cli._carry_out import TERMINATED
from webagent.cli._eval_progress import Progress, duration
from webagent.errors import UsageError
from webagent.evaluation import EvaluationRecord
from webagent.evaluation._record import HEAD
from webagent.evaluation._suites import Floored, find_suite
from webagent.evaluation.reporting import summarise, summary_json, write_reports
from webagent.evaluation.running import Evaluation, Job, LocalEngine, RayEngine, evaluate
from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from webagent.evaluation import Suite, Task
    from webagent.evaluation._suites import SuiteOptions
    from webagent.evaluation.reporting import Tally
    from webagent.evaluation.running import ChosenPlayers, Engine, Told


@dataclass(frozen=True, slots=True)
class Choice:
    """Which tasks of a suite are played."""

    tasks: str = "*"
    """Glob of ids or families."""
    tags: tuple[str, ...] = ()
    limit: int | None = None

    def of(self, tasks: Sequence[Task]) -> list[Task]:
        """Return the tasks chosen. Raises `UsageError` if there is none."""
        found = [
            task
            for task in tasks
            if (fnmatchcase(task.id, self.tasks) or fnmatchcase(task.family, self.tasks))
            and set(self.tags) <= set(task.tags)
        ]
        if not found:
            such = f"“{self.tasks}”" + "".join(f" with the tag {tag}" for tag in self.tags)
            example = f", such as {tasks[0].id}" if tasks else ""
            raise UsageError(f"None of the {len(tasks)} tasks{example}, is {such}.")
        return found[: self.limit]


def parse_seeds(text: str | None) -> tuple[int, ...]:
    """Return `7,8,9` as numbers. Raises `UsageError`."""
    if text is None:
        return ()
    if not re.fullmatch(r"\d{1,10}(,\d{1,10})*", text.replace(" ", "")):
        raise UsageError(f"--seed-list must be like 7,8,9, not “{text}”.")
    return tuple(map(int, text.split(",")))


def actor_name(model: str | None) -> str:
    """Return the name of the actor that is meant, if need be the one at hand."""
    from webagent.actors import AUTO, choose_actor

    return choose_actor().actor.name if model is None or model == AUTO else model


def engine_for(name: str, workers: int) -> Engine:
    """Return an engine by its name."""
    return RayEngine(workers) if name == "ray" else LocalEngine(workers)


def carry_out(
    name: str,
    options: SuiteOptions,
    choice: Choice,
    players: ChosenPlayers,
    *,
    bounds: Mapping[str, Any],
    engine: Engine,
    pictures: bool,
    headless: bool,
    out: Path | None,
    resume: bool,
    retry_errors: bool,
    as_json: bool,
) -> int:
    """Play the tasks, tell what came of them, and return the exit code.

    Raises:
        UsageError: the options don't fit together, or something they need is missing.
        webagent.errors.EnvironmentFailure: no worker can be opened, or the record not be written.
    """
    if resume and out is None:
        raise UsageError("--resume needs the folder of the evaluation: give --out.")
    if retry_errors and not resume:
        raise UsageError("--retry-errors goes with --resume.")
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    # Workers, wherever they are, have to mean the same folder.
    folder = (_new_folder(name) if out is None else out).absolute()
    if not resume and (folder / HEAD).exists():
        raise UsageError(
            f"{folder} holds an evaluation already: add --resume to go on with it, or choose "
            "another --out."
        )
    found = find_suite(name, options, folder)
    tasks = choice.of(found.suite.tasks)
    floor = _floor(found.suite, tasks)
    evaluation = Evaluation(
        Job(found.suite, players, folder, bounds, pictures, headless),
        tasks,
        {**asdict(choice), **found.options, **_told(players), "limits": dict(bounds)},
        {} if floor is None else {"random_floor": floor},
        found.packages,
        resume,
        retry_errors,
    )
    known = EvaluationRecord.read(folder).attempts if resume else ()
    console.print(Text(_opening(found.suite, tasks, players, engine, folder), style="dim"))
    try:
        with Progress(tasks, known, console) as progress:
            record = asyncio.run(_until_terminated(evaluation, engine, progress.hear))
    except (KeyboardInterrupt, asyncio.CancelledError) as stopped:
        console.print(Text(f"interrupted; to go on, add: --out {folder} --resume", style="dim"))
        if isinstance(stopped, KeyboardInterrupt):
            raise
        return TERMINATED
    report = write_reports(folder)
    if as_json:
        told = {**summary_json(record), "folder": str(folder), "random_floor": floor}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        for line in (*_lines(record, floor), f"report    {report}"):
            sys.stdout.write(f"{printable(line)}\n")
    return 5 if any(attempt.error for attempt in record.attempts) else 0


async def _until_terminated(
    evaluation: Evaluation, engine: Engine, tell: Callable[[Told], None]
) -> EvaluationRecord:
    """Evaluate; SIGTERM stops it as Ctrl-C does, with all workers ended."""
    running = asyncio.current_task()
    assert running is not None
    # There are no such handlers on Windows, where the program is ended at once.
    with suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
    return await evaluate(evaluation, engine, tell)


def _new_folder(suite: str) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    return user_state_path("webagent") / "evaluations" / f"{stamp}-{Path(suite).stem}"


def _told(players: ChosenPlayers) -> dict[str, Any]:
    return {
        "actor": players.name,
        "plan": players.plan,
        "search": players.search.to_json(),
    }


def _floor(suite: Suite, tasks: Sequence[Task]) -> dict[str, Any] | None:
    floor = suite.floor(tasks) if isinstance(suite, Floored) else None
    return None if floor is None else asdict(floor)


def _opening(
    suite: Suite, tasks: Sequence[Task], players: ChosenPlayers, engine: Engine, folder: Path
) -> str:
    many = f"{len(tasks)} of {_tasks(len(suite.tasks))}"
    workers = f"{engine.workers} workers" if engine.workers > 1 else "1 worker"
    return f"{suite.name}: {many}, {players.name}, {workers} ({engine.name}), record in {folder}"


def _lines(record: EvaluationRecord, floor: Mapping[str, Any] | None) -> list[str]:
    """Return the result for people."""
    overall = summarise(record.attempts).overall
    tally = overall.tally
    lines = [f"{record.suite}: {_tasks(len(record.attempts))} in {duration(record.seconds)}"]
    lines.append(f"success   {_share(tally)}")
    if overall.raw is not None:
        lines.append(f"raw = 1   {_share(overall.raw)}")
    if floor is not None:
        share, full = floor["successes"] / floor["of"], floor["full"] / floor["of"]
        lines.append(f"random    {share:.1%}, raw = 1: {full:.1%} (the floor: measured once)")
    if tally.errors:
        lines.append(f"errors    {tally.errors}, not counted: --resume --retry-errors")
    if tally.not_judged:
        lines.append(f"not judged {tally.not_judged}, not counted: {_unjudged(record)}")
    usage = overall.usage
    if usage.calls:
        cost = "cost unknown" if usage.cost_usd is None else f"${usage.cost_usd:.2f}"
        lines.append(f"used      {usage.input_tokens + usage.output_tokens:,} tokens, {cost}")
    return lines


def _unjudged(record: EvaluationRecord) -> str:
    """Return why the first of what was not judged was not."""
    scores = (attempt.score for attempt in record.attempts if attempt.score is not None)
    checks = (check for score in scores for check in score.checks if score.score is None)
    return next((check.reason for check in checks if check.score is None), "see the report")


def _share(tally: Tally) -> str:
    if tally.share is None:
        return "–"
    low, high = tally.interval
    return f"{tally.share:.1%} [{low:.1%}–{high:.1%}], {tally.successes} of {tally.judged}"


def _tasks(number: int) -> str:
    return "1 task" if number == 1 else f"{number} tasks"
