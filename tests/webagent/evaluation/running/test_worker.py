"""A worker: what breaks in a task is its result, and touches nothing else."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from platformdirs import user_cache_path, user_state_path

from tests.webagent.evaluation.running.toys import ToyPlayers, ToySuite
from webagent.evaluation.running import Job, open_worker

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from playwright.async_api import Browser

    from webagent.evaluation import Attempt


@pytest.fixture
def in_shared_browser(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    @asynccontextmanager
    async def opened(_options: Any) -> AsyncGenerator[Browser]:
        yield browser

    monkeypatch.setattr("webagent.evaluation.running._places.open_browser", opened)


async def _attempts(suite: ToySuite, folder: Path, **how: Any) -> dict[str, Attempt]:
    async with open_worker(Job(suite, ToyPlayers(), folder, **how)) as worker:
        return {task.id: await worker.play(task) for task in suite.tasks}


@pytest.mark.slow
@pytest.mark.usefixtures("in_shared_browser")
@pytest.mark.parametrize("shared", [True, False])
async def test_a_failure_is_told_from_what_broke_and_nothing_reaches_the_next(
    tmp_path: Path, shared: bool
) -> None:
    names = ("click/1", "give-up", "unready", "unscored", "unanswered", "click/2")
    attempts = await _attempts(ToySuite(names, shared), tmp_path)
    assert {name: (one.success, one.error) for name, one in attempts.items()} == {
        "click/1": (True, ""),
        "give-up": (False, ""),
        "unready": (None, "ValueError: nothing is served"),
        "unscored": (None, "ZeroDivisionError: by design"),
        "unanswered": (None, "the endpoint is gone"),
        "click/2": (True, ""),
    }
    trace = (tmp_path / "attempts" / "unscored" / "error.txt").read_text(encoding="utf-8")
    assert "toys.py" in trace
    first, last = attempts["click/1"], attempts["click/2"]
    assert (first.steps, first.status, first.goal) == (2, "done", "Click Ok, click/1")
    assert 0 < first.reset_seconds < first.seconds
    assert attempts["give-up"].reason == "the agent says it can't be done"
    # The second page is seen as the first was: refs and tabs are counted anew.
    seen = [_observed(tmp_path / one.folder) for one in (first, last)]
    assert seen[0]["text"] == seen[1]["text"]
    assert [len(each["tabs"]) for each in seen] == [1, 1]


def _observed(folder: Path) -> dict[str, Any]:
    lines = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    events: list[dict[str, Any]] = [json.loads(line) for line in lines]
    assert [events[0]["type"], events[-1]["type"]] == ["run_started", "run_finished"]
    assert (folder / "result.json").exists()
    return next(event for event in events if event["type"] == "observed")


@pytest.mark.usefixtures("in_shared_browser")
async def test_nothing_is_left_in_the_users_own_folders(tmp_path: Path) -> None:
    await _attempts(ToySuite(("click/1",)), tmp_path / "out")
    for folder in (user_state_path("webagent"), user_cache_path("webagent")):
        assert not folder.exists()
    assert not list((tmp_path / "out" / "attempts" / "click" / "1").glob("*.jpg"))


@pytest.mark.usefixtures("in_shared_browser")
async def test_pictures_and_limits_are_as_asked_for(tmp_path: Path) -> None:
    suite = ToySuite(("click/1",))
    attempts = await _attempts(suite, tmp_path, pictures=True, bounds={"steps": 1})
    one = attempts["click/1"]
    assert (one.status, one.reason, one.success) == (
        "limit",
        "the limit of 1 steps was reached",
        True,
    )
    assert list((tmp_path / one.folder).glob("*.jpg"))


@pytest.mark.slow
async def test_a_browser_that_dies_costs_its_task_alone(tmp_path: Path) -> None:
    attempts = await _attempts(ToySuite(("click/1", "lose-browser", "click/2")), tmp_path)
    assert [one.success for one in attempts.values()] == [True, None, True]
    assert "closed" in attempts["lose-browser"].error or "died" in attempts["lose-browser"].error
