"""The live table of an evaluation, and which tasks it plays."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from webagent.cli._eval_progress import Progress, duration
from webagent.cli._evaluate import Choice, parse_seeds
from webagent.errors import UsageError
from webagent.evaluation import Attempt, Score, Task
from webagent.evaluation.running import Began
from webagent.models import Usage

TASKS = [Task(f"{name}/{seed}", name, seed, (name[0],)) for name in ("ab", "ac") for seed in (1, 2)]


def _shown(*, terminal: bool) -> str:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=terminal, width=200, color_system=None)
    known = [Attempt(TASKS[0], Score(1.0), usage=Usage(1, 900, 100, 0.5))]
    with Progress(TASKS, known, console) as progress:
        progress.hear(Began(TASKS[1], 60.0))
        progress.hear(Began(TASKS[2], 60.0))
        progress.hear(Attempt(TASKS[1], error="the browser\x1b[2J died"))
    return screen.getvalue()


def test_the_table_tells_what_is_done_what_is_running_and_what_it_cost() -> None:
    shown = _shown(terminal=True)
    for told in ("2/4", "100.0% [21%–100%]", "1,000", "$0.50", "ac/1"):
        assert told in shown
    assert "ab/2: error: the browser [2J died" in shown


def test_without_a_terminal_only_what_broke_is_told() -> None:
    assert _shown(terminal=False) == "ab/2: error: the browser [2J died\n"


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (Choice("ab"), ["ab/1", "ab/2"]),
        (Choice("*/2"), ["ab/2", "ac/2"]),
        (Choice(tags=("a",), limit=3), ["ab/1", "ab/2", "ac/1"]),
    ],
)
def test_tasks_are_chosen_by_id_family_and_tag(choice: Choice, found: list[str]) -> None:
    assert [task.id for task in choice.of(TASKS)] == found


def test_a_tag_that_no_task_has_leaves_nothing_to_play() -> None:
    with pytest.raises(UsageError, match="with the tag z"):
        Choice(tags=("z",)).of(TASKS)


def test_seeds_are_numbers_with_commas_between() -> None:
    assert (parse_seeds(None), parse_seeds("7, 8")) == ((), (7, 8))
    assert [duration(s) for s in (3, 600, 36_000)] == ["3 s", "10 min", "10.0 h"]
