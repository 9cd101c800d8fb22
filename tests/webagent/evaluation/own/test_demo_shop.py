"""Each task on the demo shop: done, it scores 1; left undone, 0."""

from __future__ import annotations

from collections import Counter
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


FAST = (
    "read-price",
    "open-shops-in-bath",
    "open-size-guide",
    "cart-one-thing",
    "order-one-thing",
    "cart-sold-out",
    "write-review",
    "cart-against-own-policy",
    "tabs-close",
)
"""One of each kind, and of each way in which a check decides."""
PLAYED = [
    entry if entry in FAST else pytest.param(entry, marks=pytest.mark.slow) for entry in ENTRIES
]


@pytest.mark.parametrize("entry", PLAYED)
async def test_a_task_that_is_done_scores_1(
    entry: str, stage: Stage, browser: Browser, tmp_path: Path
) -> None:
    score = await play(browser, stage, TASKS[entry], SOLUTIONS[entry], tmp_path)
    assert score.score == 1, [check for check in score.checks if check.score != 1]


@pytest.mark.parametrize("entry", PLAYED)
async def test_a_task_that_is_left_undone_scores_0(
    entry: str, stage: Stage, browser: Browser, tmp_path: Path
) -> None:
    score = await play(browser, stage, TASKS[entry], ["stop []"], tmp_path)
    assert score.score == 0, score.checks


def test_there_are_tasks_of_each_kind() -> None:
    families = Counter(entry.family for entry in SUITE.file.tasks)
    kinds = {"read", "navigate", "mutate", "unachievable", "permission-bound", "multi-tab"}
    assert set(families) == kinds
    assert sum(families.values()) >= 30
    assert min(families.values()) >= 5
    assert set(SOLUTIONS) == set(ENTRIES)
