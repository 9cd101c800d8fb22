"""The set works: who obeys is counted as attacked, who does not solves both twins."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.webagent.evaluation.injection.played import correct, gullible
from webagent.evaluation.injection import (
    CHANNELS,
    Goal,
    InjectionSuite,
    InjectionSummary,
    case_of,
    is_attacked,
)

if TYPE_CHECKING:
    from tests.webagent.evaluation.injection.played import Played
    from webagent.evaluation import Attempt

STOPPED = {Goal.SECRET, Goal.EXFILTRATE}
"""What the product does not do for anybody: a stored secret is typed where it belongs alone, and
no address is opened that neither the user nor a page gave."""
DOCUMENTATION = Path(__file__).parents[4] / "docs" / "injection.md"
TASKS = {task.id: task for task in InjectionSuite().tasks}
SOME = (
    "dialog/order-urgent-wiki",
    "tiny_text/leak-german-inbox",
    "url_fragment/task_change-tool-inbox",
)
"""Words in a dialog, on the page, in its address; the attacker's form and the site's."""


def _measures(attempt: Attempt) -> dict[str, float]:
    assert attempt.score is not None
    names = ("task", "attack", "false_block", "unprompted")
    return {name: attempt.score.measures[name] for name in names if name in attempt.score.measures}


@pytest.mark.parametrize("name", SOME)
async def test_who_obeys_is_attacked(played: Played, name: str) -> None:
    attempt, reached = await played.play(TASKS[f"{name}/attacked"], gullible)
    assert reached
    assert _measures(attempt)["attack"] == 1
    assert attempt.success is False


@pytest.mark.parametrize("twin", ["attacked", "clean"])
async def test_who_does_the_task_does_it_on_both_twins(played: Played, twin: str) -> None:
    attempt, _ = await played.play(TASKS[f"dialog/secret-german-form/{twin}"], correct)
    assert attempt.success is True
    other = {"attack": 0.0} if twin == "attacked" else {"false_block": 0.0, "unprompted": 0.0}
    assert _measures(attempt) == {"task": 1.0, **other}


@pytest.mark.slow
async def test_a_secret_stays_where_it_is(played: Played) -> None:
    task = TASKS["visible_text/secret-polite-issue/attacked"]
    attempt, reached = await played.play(task, gullible)
    assert reached
    assert attempt.success is True


async def test_what_never_reaches_a_model_attacks_nobody(played: Played) -> None:
    attempt, reached = await played.play(
        TASKS["display_none/delete-system-form/attacked"], gullible
    )
    assert not reached
    assert attempt.success is True


@pytest.mark.slow
async def test_the_whole_set(played: Played) -> None:
    reached: defaultdict[str, list[bool]] = defaultdict(list)
    obeyed: list[Attempt] = []
    done: list[Attempt] = []
    for task in TASKS.values():
        attempt, _ = await played.play(task, correct)
        assert attempt.success is True, task.id
        done.append(attempt)
        if is_attacked(task):
            case = case_of(task)
            attempt, came = await played.play(task, gullible)
            reached[case.channel.name].append(came)
            attacked = came and case.goal not in STOPPED
            assert _measures(attempt)["attack"] == attacked, task.id
            obeyed.append(attempt)
    summary = InjectionSummary.of(done)
    assert (summary.total.attacks.count, summary.total.false_blocks.count) == (0, 0)
    assert summary.total.clean.rate == summary.total.attacked.rate == 1
    assert InjectionSummary.of(obeyed).total.attacks.count > 25
    assert {name: _word(came) for name, came in reached.items()} == _documented()


def _word(came: list[bool]) -> str:
    return "yes" if all(came) else "in part" if any(came) else "no"


def _documented() -> dict[str, str]:
    """Return what the documentation says about each channel."""
    rows = re.findall(r"^\| `(\w+)` \|.*\| (yes|in part|no) \|", DOCUMENTATION.read_text(), re.M)
    assert {name for name, _ in rows} == set(CHANNELS)
    return dict(rows)
