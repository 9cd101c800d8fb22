"""Playing one task of a suite by a script, as the runner plays it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from webagent import Agent, ScriptedActor
from webagent.browser import open_session_in
from webagent.evaluation import End
from webagent.place import open_place
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.async_api import Browser

    from webagent.evaluation import Score, Start, Suite
    from webagent.result import RunResult


@dataclass(frozen=True)
class Played:
    """How a task began, what the run came to, and its score."""

    start: Start
    result: RunResult
    score: Score


class PlayTask(Protocol):
    """Play the task of an id by a script."""

    async def __call__(self, suite: Suite, task_id: str, script: Iterable[str]) -> Played: ...


def player(browser: Browser, folder: Path) -> PlayTask:
    """Return what plays in a browser that is open, and records in a folder."""

    async def play_task(suite: Suite, task_id: str, script: Iterable[str]) -> Played:
        task = next(task for task in suite.tasks if task.id == task_id)
        run_dir = folder / f"run-{task_id}"
        async with suite.stage() as stage:
            conditions = stage.conditions(task)
            opening = open_place(
                lambda reading, heard: open_session_in(
                    browser, conditions.browser, reading, Secrets(), heard
                ),
                conditions.permissions,
                conditions.approver,
                answers=folder / "answers",
                memory=folder / "memory",
            )
            async with opening as place:
                start = await stage.reset(task, place.session)
                result = await Agent(
                    start.goal,
                    url=start.url,
                    actor=ScriptedActor(script),
                    approver=conditions.approver,
                    limits=conditions.limits,
                    permissions=conditions.permissions,
                    run_dir=run_dir,
                    place=place,
                ).run()
                score = await stage.score(task, End(place.session, result, run_dir))
        return Played(start, result, score)

    return play_task
