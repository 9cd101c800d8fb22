"""WebArena's tasks are played on their sites from login to score."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from webagent_manifests.robots import RobotsMode

from benchmarks._playing import play, task_of
from tests.webagent.runs import events_of
from webagent import RunResult, Status
from webagent.errors import EnvironmentFailure, UsageError
from webagent.evaluation.webarena import (
    ModelJudge,
    Play,
    Sites,
    WebArenaStage,
    WebArenaSuite,
    answer_of,
)
from webagent.models import ScriptedModel, Usage
from webagent.permissions import AlwaysApprove, NeverApprove

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.async_api import Browser

    from benchmarks._webarena_stubs import Stubs
    from tests.webagent.conftest import Serve
    from tests.webagent.evaluation.webarena.conftest import PlayTask


def entry(number: int, site: str, start: str, **scored: Any) -> dict[str, Any]:
    """Return a task of one site."""
    judged: dict[str, Any] = {"reference_answers": None, "reference_url": "", "program_html": []}
    return {
        "sites": [site],
        "task_id": number,
        "storage_state": f"./.auth/{site}_state.json",
        "start_url": start,
        "intent": f"Do task {number}",
        "intent_template_id": 100 + number,
        "eval": judged | scored,
    }


TODOS = entry(
    44,
    "gitlab",
    "__GITLAB__",
    eval_types=["url_match", "program_html"],
    reference_url="__GITLAB__/dashboard/todos",
    program_html=[
        {
            "url": "last",
            "locator": "document.querySelector('.todo').outerText",
            "required_contents": {"exact_match": "Review & merge"},
        },
        {
            "url": "__GITLAB__/",
            "locator": "document.querySelector('#who').outerText",
            "required_contents": {"must_include": ["somebody"]},
        },
    ],
)
PRICE = entry(
    1,
    "shopping",
    "__SHOPPING__/tea.html |AND| __SHOPPING__/cup.html",
    eval_types=["string_match"],
    reference_answers={"exact_match": "$3.99"},
)
NEVER = entry(
    2,
    "reddit",
    "__REDDIT__",
    eval_types=["string_match"],
    reference_answers={"fuzzy_match": "N/A"},
    string_note="there is none",
)
JUDGED = entry(
    3,
    "shopping",
    "__SHOPPING__",
    eval_types=["string_match"],
    reference_answers={"fuzzy_match": ["cheap"]},
)
ELSEWHERE = entry(
    5,
    "map",
    "__MAP__",
    eval_types=["string_match"],
    reference_answers={"must_include": ["5", "6"]},
    # What is told to pages that ask.
) | {"geolocation": {"latitude": 40.4, "longitude": -80.0}}
TASKS = (TODOS, PRICE, NEVER, JUDGED, ELSEWHERE)


@pytest.fixture
def suite(stubs: Stubs, tmp_path: Path) -> WebArenaSuite:
    """A suite of five tasks on the stub sites, sent through pickle as to a worker."""
    file = tmp_path / "test.raw.json"
    file.write_text(json.dumps(TASKS))
    made = WebArenaSuite.from_options(
        file, stubs.sites, play=Play(login_folder=tmp_path / "logins")
    )
    return pickle.loads(pickle.dumps(made))


def test_tasks_are_told_by_sites_evaluators_and_template(suite: WebArenaSuite) -> None:
    task = suite.tasks[0]
    assert (task.id, task.family) == ("44", "gitlab")
    assert task.tags == ("gitlab", "url_match", "program_html", "template/144")


@pytest.mark.parametrize(
    ("task", "script", "score"),
    [
        ("44", ['click [link "To-Do List"]', "stop []"], 1.0),
        ("44", ["stop [done]"], 0.0),
        ("1", ["stop [$3.99]"], 1.0),
        ("2", ["stop [unable: nobody sells it]"], 1.0),
        ("3", ["stop [it is cheap]"], None),
    ],
)
async def test_a_task_is_played_and_scored(
    play_task: PlayTask, suite: WebArenaSuite, task: str, script: Sequence[str], score: float | None
) -> None:
    played = await play_task(suite, task, script)
    assert played.start.goal == f"Do task {task}"
    assert played.score.score == score, played.score
    assert played.score.bounds == ((0.0, 1.0) if score is None else (score, score))
    assert all(check.reason for check in played.score.checks)


@pytest.mark.parametrize(
    ("said", "answer"),
    [("unable: it is gone", "N/A"), ("N/A, it is gone", "N/A"), ("gone", "gone"), ("", "")],
)
def test_a_task_that_can_not_be_done_is_answered_as_browsergym_has_it(
    said: str, answer: str
) -> None:
    used = RunResult(Status.DONE, said, "", (), Usage(), 0.0, "", "scripted", None)
    assert answer_of(used) == answer


async def test_the_first_of_several_tabs_is_in_front_and_nothing_is_told_of_the_others(
    play_task: PlayTask, suite: WebArenaSuite
) -> None:
    played = await play_task(suite, "1", ["stop [$5.00]"])
    assert played.start.url.endswith("/tea.html")
    assert played.result.url == played.start.url
    assert played.score.score == 0.0
    seen = events_of(played.result, "observed")[0]
    assert "Green tea" in seen["text"]
    assert "is now the active one" not in json.dumps(seen)


async def test_an_answer_that_was_never_given_is_empty(
    play_task: PlayTask, suite: WebArenaSuite
) -> None:
    short = replace(suite, play=replace(suite.play, steps=1))
    played = await play_task(short, "1", ["wait", "stop [$3.99]"])
    assert played.result.status is Status.LIMIT
    assert played.score.score == 0.0


@pytest.mark.parametrize("counts", [True, False])
async def test_a_foreign_host_scores_zero_only_where_that_is_asked_for(
    play_task: PlayTask, suite: WebArenaSuite, serve: Serve, counts: bool
) -> None:
    foreign = serve("<p>elsewhere</p>")
    play = replace(suite.play, also_allowed=(foreign,))
    # An address that nobody has named is not opened.
    entries = tuple(replace(each, intent=f"Compare with {foreign}/") for each in suite.entries)
    suite = replace(suite, entries=entries, play=play, foreign_hosts_score_zero=counts)
    script = [f"goto [{foreign}/]", "stop [$3.99]"]
    played = await play_task(suite, "1", script)
    assert played.result.url == f"{foreign}/"
    assert played.score.score == (0.0 if counts else 1.0)
    assert any(foreign in check.reason for check in played.score.checks) == counts


async def test_a_site_that_is_not_set_breaks_only_the_tasks_that_need_it(
    play_task: PlayTask, suite: WebArenaSuite
) -> None:
    with pytest.raises(EnvironmentFailure, match=r"map is not known: set MAP \(or WA_MAP\)"):
        await play_task(suite, "5", ["stop []"])


async def test_without_any_site_the_stage_does_not_open(suite: WebArenaSuite) -> None:
    with pytest.raises(UsageError, match="export SHOPPING="):
        async with replace(suite, sites=Sites()).stage():
            pass


async def test_what_a_judge_takes_is_told_apart_from_the_agent(
    browser: Browser, suite: WebArenaSuite, tmp_path: Path
) -> None:
    judge = ModelJudge(ScriptedModel([{"reason": "alike", "verdict": "correct"}]))
    stage = WebArenaStage(suite, judge)
    task = task_of(suite, "3")
    played = await play(browser, stage, task, ["stop [it is cheap]"], tmp_path)
    assert played.score.score == 1.0, played.score
    assert played.score.measures == {
        "judge_calls": judge.usage.calls,
        "judge_tokens": judge.usage.input_tokens + judge.usage.output_tokens,
    }
    assert judge.usage.calls
    assert played.result.usage.calls == 0


async def test_a_judge_has_to_be_a_model(suite: WebArenaSuite) -> None:
    with pytest.raises(UsageError, match="no language model"):
        async with replace(suite, judge="baseline").stage():
            pass


async def test_the_conditions_are_webarenas_unless_set_otherwise(suite: WebArenaSuite) -> None:
    async with suite.stage() as stage:
        told = stage.conditions(suite.tasks[-1])
    assert told.browser.viewport == (1280, 720)
    assert told.browser.geolocation == (40.4, -80.0)
    assert told.browser.network.allowed == suite.sites.origins
    assert told.limits.steps == 30
    assert isinstance(told.approver, AlwaysApprove)
    assert told.permissions.robots is RobotsMode.ENFORCE
    strict = Play(approve=False, robots=RobotsMode.IGNORE, only_sites=True, steps=9)
    told = strict.conditions(suite.sites)
    assert isinstance(told.approver, NeverApprove)
    assert told.permissions.robots is RobotsMode.IGNORE
    assert told.browser.network.denied == ("*",)
    assert told.limits.steps == 9
