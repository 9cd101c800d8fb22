"""Playing a task of a suite by a script, as a worker plays it, in a browser that is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent import ScriptedActor
from webagent.browser import open_session_in
from webagent.evaluation import End
from webagent.evaluation.running import Player, carry_out
from webagent.place import open_place
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.async_api import Browser

    from webagent.evaluation import Score, Stage, Start, Suite, Task
    from webagent.result import RunResult


@dataclass(frozen=True, slots=True)
class Played:
    """How a task began, what the run came to, and its score."""

    start: Start
    result: RunResult
    score: Score


def task_of(suite: Suite, task_id: str) -> Task:
    """Return a task of a suite. Raises `StopIteration` if there is none of this id."""
    return next(task for task in suite.tasks if task.id == task_id)


async def play(
    browser: Browser, stage: Stage, task: Task, script: Iterable[str], folder: Path
) -> Played:
    """Play a task on a stage; its record is in the folder, under the id of the task."""
    conditions = stage.conditions(task)
    record = folder / task.id
    secrets = Secrets(conditions.secrets)
    places = open_place(
        lambda reading, heard: open_session_in(
            browser, conditions.browser, reading, secrets, heard
        ),
        conditions.permissions,
        conditions.approver,
        answers=folder / "answers",
        memory=folder / "memory",
    )
    async with places as place:
        start = await stage.reset(task, place.session)
        player = Player(ScriptedActor(script))
        result = await carry_out(
            task, start, player, stage=stage, conditions=conditions, place=place, folder=record
        )
        score = await stage.score(task, End(place.session, result, record))
    return Played(start, result, score)
