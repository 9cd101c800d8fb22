"""MiniWoB++ as a suite: its tasks, what an agent sees of a page, and what a page's end is worth."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.webagent.conftest import read_everything
from webagent.browser import open_session_in
from webagent.errors import UsageError
from webagent.evaluation import End, Task
from webagent.evaluation.miniwob import MiniwobSuite, find_pages
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser

    from webagent.evaluation import Score

PAGE = """<html><title>toy</title><script>
var WOB_TASK_READY = false, WOB_DONE_GLOBAL = false;
var WOB_RAW_REWARD_GLOBAL = 0, WOB_REWARD_GLOBAL = 0;
Math.seedrandom = (seed) => { core.seed = seed; };
const core = {
  startEpisodeReal() {
    query.textContent = `Click ${core.seed}.`;
    setTimeout(() => { WOB_TASK_READY = true; });
  },
  getUtterance: () => query.textContent,
  endEpisode(reward) {
    WOB_DONE_GLOBAL = true; WOB_RAW_REWARD_GLOBAL = reward; WOB_REWARD_GLOBAL = reward / 2;
  },
};
</script><div id=query></div><div id=reward-display>Last reward: 1</div>
<button onclick="core.endEpisode(1)">One</button>
<button onclick="core.endEpisode(0.5)">Half</button>
<button onclick="core.endEpisode(-1)">Minus</button>
<button onclick="location.hash = 'away'">Away</button>
<button onclick="window.open('about:blank')">Another</button>"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "miniwob").mkdir()
    (tmp_path / "miniwob" / "toy.html").write_text(PAGE)
    return tmp_path


async def _after(browser: Browser, pages: Path, *buttons: str) -> tuple[str, str, str, Score]:
    """Return the goal, the page's text, why the episode is over, and its score after clicks."""
    suite = MiniwobSuite.of(pages, seed_list=[0])
    (task,) = suite.tasks
    async with suite.stage() as stage:
        options = stage.conditions(task).browser
        async with open_session_in(browser, options, read_everything, Secrets()) as session:
            start = await stage.reset(task, session)
            seen = await session.look()
            first, over = session.page, ""
            for name in buttons:
                button = first.get_by_role("button", name=name)
                if name == "Another":
                    async with first.expect_popup():
                        await button.click()
                else:
                    await button.click()
                await session.look()
                over = await stage.over(task, session)
            unused: Any = None
            score = await stage.score(task, End(session, unused, pages))
            return start.goal, seen.observation.text, over, score


async def test_neither_goal_nor_reward_is_on_the_page_and_the_seed_is_browsergyms(
    browser: Browser, pages: Path
) -> None:
    goal, text, _, score = await _after(browser, pages)
    assert goal == "Click 985772."
    assert "One" in text
    assert "Click" not in text
    assert "reward" not in text
    assert (score.score, score.checks[0].reason) == (0.0, "the episode was not ended")


@pytest.mark.parametrize(
    ("buttons", "over", "rewards"),
    [
        (("One",), "the page ended the episode", (1.0, 1.0, 1.0)),
        (("Half",), "the page ended the episode", (1.0, 0.5, 0.0)),
        (("Minus",), "the page ended the episode", (0.0, -1.0, 0.0)),
        (("One", "Away"), "the page was left for", (0.0, 0.0, 0.0)),
        (("Another",), "the page was left for another", (0.0, 0.0, 0.0)),
    ],
)
async def test_both_rules_of_success_and_the_page_must_not_be_left(
    browser: Browser,
    pages: Path,
    buttons: tuple[str, ...],
    over: str,
    rewards: tuple[float, float, float],
) -> None:
    score, raw, full = rewards
    _, _, why, scored = await _after(browser, pages, *buttons)
    assert why.startswith(over)
    assert scored.score == score
    assert scored.measures == {"raw_reward": raw, "raw_is_1": full, "timed_reward": raw / 2}


def _real(**options: Any) -> MiniwobSuite:
    try:
        return MiniwobSuite.of(**options)
    except UsageError as missing:
        pytest.skip(str(missing))


def test_the_125_tasks_have_five_seeds_each_and_the_split_of_browsergym() -> None:
    suite = _real()
    assert len(suite.tasks) == 625
    assert len({task.id for task in suite.tasks}) == 625
    first = [task for task in suite.tasks if task.seed == suite.tasks[0].seed][:1]
    assert first == [Task("ascending-numbers/28", "ascending-numbers", 28, ("hidden", "test"))]
    pages = {task.family: task.tags for task in suite.tasks}
    tags = Counter(tag for tags in pages.values() for tag in tags)
    assert tags == {
        "train": 62,
        "test": 63,
        "original": 77,
        "hidden": 18,
        "debug": 12,
        "additional": 12,
        "nodelay": 6,
        "webgum": 56,
    }
    for left_out in ("button-delay", "chase-circle", "hover-shape", "moving-items", "simon-says"):
        assert left_out not in pages


def test_a_seed_that_is_drawn_twice_is_played_twice() -> None:
    ids = [task.id for task in _real().tasks if task.family == "bisect-angle"]
    assert ids == [f"bisect-angle/{name}" for name in ("22", "10", "10.2", "23", "23.2")]


def test_fewer_seeds_are_the_first_and_others_can_be_named() -> None:
    assert [task.seed for task in _real(seeds=2).tasks][:2] == [28, 14]
    assert [task.id for task in _real(seed_list=[7, 8, 9]).tasks][:3] == [
        f"ascending-numbers/{seed}" for seed in (7, 8, 9)
    ]


@pytest.mark.slow
async def test_goals_with_pictures_are_put_into_words(browser: Browser) -> None:
    suite = _real(seeds=1)
    goals: dict[str, str] = {}
    async with suite.stage() as stage:
        for task in suite.tasks:
            if task.family in ("click-widget", "text-editor", "email-inbox", "use-colorwheel-2"):
                options = stage.conditions(task).browser
                async with open_session_in(browser, options, read_everything, Secrets()) as session:
                    goals[task.family] = (await stage.reset(task, session)).goal
    assert "rgb(" in goals["use-colorwheel-2"] or "#" in goals["use-colorwheel-2"], goals


def test_missing_pages_say_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="pip install --no-deps miniwob"):
        find_pages(tmp_path)
