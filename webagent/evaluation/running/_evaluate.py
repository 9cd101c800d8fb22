"""An evaluation from its first task to its last: begun, or gone on with where it was cut off."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from webagent.errors import UsageError

from .._attempt import Attempt
from .._record import HEAD, EvaluationRecord, RecordWriter
from ._engine import Opened
from ._environment import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .._task import Task
    from ._engine import Engine, Told
    from ._job import Job


def _ignore(_told: Told) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is to be played, and how."""

    job: Job
    tasks: Sequence[Task]
    settings: Mapping[str, Any]
    """What the scores depend on, as plain JSON values."""
    environment: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What else is to be known of this sitting; versions and machine are added."""
    packages: Sequence[str] = ()
    """Packages whose versions matter to the suite."""
    resume: bool = False
    """Go on with what is missing in the folder of the job."""
    retry_errors: bool = False
    """When going on, play again what ended with an error."""


async def evaluate(
    evaluation: Evaluation, engine: Engine, tell: Callable[[Told], None] = _ignore
) -> EvaluationRecord:
    """Play what is missing, record each attempt as it ends, and return the whole record.

    A process that is killed loses the tasks that were under way.

    Raises:
        UsageError: there is nothing to play, the folder is in use, holds an evaluation though it
            is not to be resumed, or holds one with other settings; suite or player lack something.
        webagent.errors.EnvironmentFailure: no worker can be opened, or the record not be written.
    """
    job = evaluation.job
    if not evaluation.tasks:
        raise UsageError("There is no task to play: see --tasks.")
    job.players.make(evaluation.tasks[0])
    now = datetime.now(UTC).isoformat(timespec="seconds")
    around = {
        **environment(evaluation.packages),
        "actor": job.players.name,
        "engine": engine.name,
        "workers": engine.workers,
        **evaluation.environment,
    }
    ids = [task.id for task in evaluation.tasks]
    before, known = 0.0, frozenset[str]()
    if evaluation.resume:
        writer = RecordWriter.go_on(job.folder)
    else:
        head = {"suite": job.suite.name, "tasks": ids, "settings": dict(evaluation.settings)}
        writer = RecordWriter.begin(job.folder, {**head, "environment": around, "started": now})
    with writer:
        if evaluation.resume:
            record = EvaluationRecord.read(job.folder)
            _check_same(record, evaluation, ids)
            before, known = record.seconds, _settled(record.attempts, evaluation.retry_errors)
            writer.resumed(now)
            writer.played_with(around)
        began = monotonic()

        def heard(told: Told) -> None:
            if isinstance(told, Opened):
                writer.played_with(told.environment)
            elif isinstance(told, Attempt):
                writer.attempted(told, before + monotonic() - began)
            tell(told)

        missing = [task for task in evaluation.tasks if task.id not in known]
        if missing:
            await engine.play(job, missing, heard)
    return EvaluationRecord.read(job.folder)


def _settled(attempts: Iterable[Attempt], retry_errors: bool) -> frozenset[str]:
    return frozenset(
        attempt.task.id for attempt in attempts if not (retry_errors and attempt.error)
    )


def _check_same(record: EvaluationRecord, evaluation: Evaluation, ids: list[str]) -> None:
    """Refuse to mix what can't be told together. Raises `UsageError`."""
    where = f"{record.folder / HEAD} was begun with"
    name = evaluation.job.suite.name
    if record.suite != name:
        raise UsageError(f"{where} the suite {record.suite}, not {name}: choose another --out.")
    settings = json.loads(json.dumps(evaluation.settings))
    for key in sorted(record.settings.keys() | settings.keys()):
        was, now = record.settings.get(key), settings.get(key)
        if was != now:
            raise UsageError(
                f"{where} {key} = {was!r}, not {now!r}: give the same options, or another --out."
            )
    if list(record.tasks) != ids:
        raise UsageError(f"{where} other tasks: give the same options, or another --out.")
