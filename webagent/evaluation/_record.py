"""An evaluation on disk: `evaluation.json`, and a line of `attempts.jsonl` for each task played."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from webagent.errors import UsageError
from webagent.recording import EventLog, read_lines

from ._attempt import Attempt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Self

SCHEMA_VERSION = "1"
HEAD = "evaluation.json"
ATTEMPTS = "attempts.jsonl"
RUNS = "attempts"
"""The folder with a folder for the record of each attempt."""


@dataclass(frozen=True, slots=True)
class EvaluationRecord:
    """An evaluation as far as it has come."""

    folder: Path
    suite: str
    tasks: tuple[str, ...]
    """The ids of all tasks that were asked for, in the suite's order."""
    settings: Mapping[str, Any]
    """What the scores depend on: two evaluations are compared by it. Plain JSON values."""
    environment: Mapping[str, Any]
    """What it was played with: browser, viewport, versions, machine. Plain JSON values."""
    resumed: tuple[Mapping[str, Any], ...]
    """Each time that it went on: `started`, and what differed in the `environment` then."""
    started: str
    """ISO 8601, in UTC."""
    seconds: float
    """From the start to the last attempt that ended; pauses between sittings do not count."""
    attempts: tuple[Attempt, ...]
    """The last attempt at each task that was played, in the suite's order."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The tasks that were not played to an end yet."""
        played = {attempt.task.id for attempt in self.attempts}
        return tuple(task for task in self.tasks if task not in played)

    @classmethod
    def read(cls, folder: Path) -> EvaluationRecord:
        """Read the record of an evaluation. A last line that is not whole is left out.

        Raises:
            UsageError: there is none in this folder, or it is damaged; the message says where.
        """
        head = _read_head(folder)
        seconds = 0.0
        attempts: dict[str, Attempt] = {}
        for number, told in read_lines(folder / ATTEMPTS):
            try:
                seconds = max(seconds, told.pop("elapsed"))
                attempt = Attempt.from_json(told)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise UsageError(
                    f"{folder / ATTEMPTS}, line {number}, is no attempt: {error}."
                ) from error
            attempts[attempt.task.id] = attempt
        return cls(
            folder=folder,
            suite=head["suite"],
            tasks=tuple(head["tasks"]),
            settings=head["settings"],
            environment=head["environment"],
            resumed=tuple(head["resumed"]),
            started=head["started"],
            seconds=seconds,
            attempts=tuple(attempts[task] for task in head["tasks"] if task in attempts),
        )


class RecordWriter:
    """Writes the record of an evaluation. While it is open, no other process writes there."""

    def __init__(self, folder: Path, head: Mapping[str, Any], log: EventLog) -> None:
        self._folder = folder
        self._head = dict(head)
        self._log = log

    @classmethod
    def begin(cls, folder: Path, head: Mapping[str, Any]) -> Self:
        """Begin a new one: `suite`, `tasks`, `settings`, `environment` and `started` are told.

        Raises:
            UsageError: the folder can't be written, or holds an evaluation already.
        """
        log = EventLog(folder / ATTEMPTS, of="evaluation")
        writer = cls(folder, {"schema_version": SCHEMA_VERSION, **head, "resumed": []}, log)
        writer._write_head()
        return writer

    @classmethod
    def go_on(cls, folder: Path) -> Self:
        """Go on with one that was cut off.

        Raises:
            UsageError: there is none, or another process is writing it.
        """
        head = _read_head(folder)
        return cls(folder, head, EventLog(folder / ATTEMPTS, again=True, of="evaluation"))

    def __enter__(self) -> Self:
        """Return the writer; leaving the block lets go of the folder."""
        return self

    def __exit__(self, *_: object) -> None:
        self._log.close()

    def resumed(self, started: str) -> None:
        """Note that it goes on now."""
        self._head["resumed"].append({"started": started, "environment": {}})
        self._write_head()

    def played_with(self, environment: Mapping[str, Any]) -> None:
        """Note what a worker plays with; once it went on, only what differs from the beginning."""
        known: dict[str, Any] = self._head["environment"]
        if self._head["resumed"]:
            differing = {key: v for key, v in environment.items() if known.get(key) != v}
            self._head["resumed"][-1]["environment"] |= differing
        else:
            known |= environment
        self._write_head()

    def attempted(self, attempt: Attempt, elapsed: float) -> None:
        """Write an attempt; it is on the disk when this returns.

        Raises:
            webagent.errors.RecordUnwritable: there is no room, or the folder is gone.
        """
        told = {"elapsed": round(elapsed, 3), **attempt.to_json()}
        line = json.dumps(told, ensure_ascii=False).encode(errors="replace")
        self._log.append(line, durable=True)

    def _write_head(self) -> None:
        # In one go: a process that is killed meanwhile leaves the old one or the new one.
        text = json.dumps(self._head, ensure_ascii=False, indent=2)
        fresh = self._folder / f"{HEAD}.new"
        with fresh.open("w", encoding="utf-8") as file:
            file.write(f"{text}\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._folder / HEAD)


_KINDS: Mapping[str, type] = {
    "suite": str,
    "tasks": list,
    "settings": dict,
    "environment": dict,
    "resumed": list,
    "started": str,
}


def _read_head(folder: Path) -> dict[str, Any]:
    path = folder / HEAD
    try:
        told: object = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{folder} holds no evaluation ({HEAD}: {error.strerror}).") from error
    except ValueError as error:
        raise UsageError(f"{path} is damaged: {error}.") from error
    if not isinstance(told, dict):
        raise UsageError(f"{path} is damaged: it holds no object.")
    head = cast("dict[str, Any]", told)
    for key, kind in _KINDS.items():
        if not isinstance(head.get(key), kind):
            raise UsageError(f"{path} is damaged: “{key}” is missing or of another kind.")
    return head
