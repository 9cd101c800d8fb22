"""Each task on the demo shop: done, it scores 1; left undone, 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.webagent.evaluation.own.demo_scripts import SOLUTIONS
from tests.webagent.evaluation.own.playing import play
from webagent.evaluation.own import demo_shop_suite

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from playwright.async_api import Browser

    from webagent.evaluation import Stage

SUITE = demo_shop_suite()
TASKS = {task.id: task for task in SUITE.tasks}
ENTRIES = tuple(entry.id for entry in SUITE.file.tasks)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stage() -> AsyncGenerator[Stage]:
    async with SUITE.stage() as stage:
        yield stage


@pytest.mark.parametrize("entry", ENTRIES)
async def test_a_task_that_is_done_scores_1(
    entry: str, stage: Stage, browser: Browser, tmp_path: Path
) -> None:
    score = await play(browser, stage, TASKS[entry], SOLUTIONS[entry], tmp_path)
    assert score.score == 1, [check for check in score.checks if check.score != 1]


@pytest.mark.parametrize("entry", ENTRIES)
async def test_a_task_that_is_left_undone_scores_0(
    entry: str, stage: Stage, browser: Browser, tmp_path: Path
) -> None:
    score = await play(browser, stage, TASKS[entry], ["stop []"], tmp_path)
    assert score.score == 0, score.checks
