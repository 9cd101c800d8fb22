"""Playing tasks of a suite by a script, as the runner does, in a browser that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent import Agent, ScriptedActor
from webagent.browser import open_session_in
from webagent.evaluation import End
from webagent.place import open_place
from webagent.recording import RecordOptions
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from playwright.async_api import Browser, Response
    from webagent_observation import ReadingPolicy

    from webagent.browser import Session
    from webagent.evaluation import Score, Stage, Task


async def play(
    browser: Browser, stage: Stage, task: Task, script: Iterable[str], folder: Path
) -> Score:
    """Play a task by a script, and return what it was worth."""
    conditions = stage.conditions(task)
    record = folder / task.id
    secrets = Secrets(conditions.secrets)

    def opening(
        reading: ReadingPolicy, on_document: Callable[[Response], None]
    ) -> AbstractAsyncContextManager[Session]:
        return open_session_in(browser, conditions.browser, reading, secrets, on_document)

    places = open_place(
        opening,
        conditions.permissions,
        conditions.approver,
        answers=folder / "answers",
        memory=folder / "memory",
    )
    async with places as place:
        start = await stage.reset(task, place.session)
        agent = Agent(
            start.goal,
            url=start.url,
            actor=ScriptedActor(script),
            approver=conditions.approver,
            limits=conditions.limits,
            browser=conditions.browser,
            secrets=conditions.secrets,
            permissions=conditions.permissions,
            memory=False,
            run_dir=record,
            record=RecordOptions(pictures=False, checkpoints=False),
            place=place,
        )
        result = await agent.run()
        return await stage.score(task, End(place.session, result, record))
