"""A task of a suite, carried out by an agent in a place where it has been reset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent.agent import Agent
from webagent.recording import RecordOptions

from .._suite import EndsItself

if TYPE_CHECKING:
    from pathlib import Path

    from webagent.place import Place
    from webagent.result import RunResult

    from .._suite import Stage, Start
    from .._task import Conditions, Task
    from ._players import Player


async def carry_out(
    task: Task,
    start: Start,
    player: Player,
    *,
    stage: Stage,
    conditions: Conditions,
    place: Place,
    folder: Path,
    pictures: bool = False,
) -> RunResult:
    """Have a player carry a task out, and return what the run came to; it is still to be scored.

    Args:
        task: what the stage was reset to.
        start: what the stage answered.
        player: who plays.
        stage: ends the run where it is one that `EndsItself`.
        conditions: what the place was opened with.
        place: where the page that the task begins on is shown.
        folder: for the record of the run.
        pictures: whether screenshots are recorded.

    Raises:
        webagent.errors.UsageError: the start has no goal or no address, or the folder holds a run.
        webagent.errors.RecordUnwritable: the run can't be recorded.
    """
    if isinstance(stage, EndsItself):
        place.session.ends_where(lambda: stage.over(task, place.session))
    place.ready = start.ready
    agent = Agent(
        start.goal,
        url=start.url,
        actor=player.actor,
        approver=conditions.approver,
        limits=conditions.limits,
        browser=conditions.browser,
        secrets=conditions.secrets,
        permissions=conditions.permissions,
        memory=False,
        planner=player.planner,
        search=player.search,
        run_dir=folder,
        record=RecordOptions(pictures=pictures, checkpoints=False),
        place=place,
    )
    return await agent.run()
