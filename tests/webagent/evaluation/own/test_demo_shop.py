"""Each task on the demo shop: done, it scores 1; left undone, 0."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from benchmarks._playing import play
from tests.webagent.evaluation.own.demo_scripts import SOLUTIONS
from webagent.evaluation.own import demo_shop_suite

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable
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


GIVEN_UP = tuple(
    entry.id for entry in SUITE.file.tasks if entry.family in ("unachievable", "permission-bound")
)
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


def _played(entries: Iterable[str]) -> list[Any]:
    """Return entries as parameters; those that are not played each time are slow ones."""
    slow = pytest.mark.slow
    return [pytest.param(entry, marks=() if entry in FAST else slow) for entry in entries]


@pytest.mark.parametrize("entry", _played(ENTRIES))
async def test_a_task_that_is_done_scores_1(
    entry: str, stage: Stage, browser: Browser, tmp_path: Path
) -> None:
    score = (await play(browser, stage, TASKS[entry], SOLUTIONS[entry], tmp_path)).score
    assert score.score == 1, [check for check in score.checks if check.score != 1]


@pytest.mark.parametrize("entry", _played(ENTRIES))
async def test_a_task_that_is_left_undone_scores_0(
    entry: str, stage: Stage, browser: Browser, tmp_path: Path
) -> None:
    score = (await play(browser, stage, TASKS[entry], ["stop []"], tmp_path)).score
    assert score.score == 0, score.checks


@pytest.mark.parametrize("entry", _played(GIVEN_UP))
async def test_giving_up_without_a_look_scores_0(
    entry: str, stage: Stage, browser: Browser, tmp_path: Path
) -> None:
    task = TASKS[entry]
    goal = next(each.goal for each in SUITE.file.tasks if each.id == entry)
    script = [f"stop [unable: “{goal}” can't be done, and is not permitted]"]
    score = (await play(browser, stage, task, script, tmp_path)).score
    assert score.score == 0, score.checks


def test_there_are_tasks_of_each_kind() -> None:
    families = Counter(entry.family for entry in SUITE.file.tasks)
    kinds = {"read", "navigate", "mutate", "unachievable", "permission-bound", "multi-tab"}
    assert set(families) == kinds
    assert sum(families.values()) >= 30
    assert min(families.values()) >= 5
    assert set(SOLUTIONS) == set(ENTRIES)
