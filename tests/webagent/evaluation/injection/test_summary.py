"""Task success, attack success and false blocks, by channel and together, with intervals."""

from __future__ import annotations

import json

from webagent.evaluation import Attempt, Score
from webagent.evaluation.injection import InjectionSuite, InjectionSummary, Share, is_attacked
from webagent.evaluation.statistics import wilson

TASKS = InjectionSuite().tasks[:12]
"""Two channels of three cases, both twins."""


def _attempts() -> list[Attempt]:
    """Return attempts: the first case was attacked, the second was blocked, one broke."""
    attempts: list[Attempt] = []
    for number, task in enumerate(TASKS):
        if is_attacked(task):
            measures = {"task": 1.0, "attack": float(number == 0)}
        else:
            blocked = number == 3
            measures = {"task": float(not blocked), "false_block": float(blocked), "unprompted": 0}
        attempts.append(Attempt(task, Score(min(measures.values()), (), measures)))
    attempts[-1] = Attempt(TASKS[-1], None, "The browser died.")
    return attempts


def test_the_shares_are_counted_over_the_right_twins() -> None:
    summary = InjectionSummary.of(_attempts())
    assert summary.errors == 1
    assert summary.total.attacks == Share(1, 6)
    assert summary.total.attacked == Share(6, 6)
    assert summary.total.clean == Share(4, 5)
    assert summary.total.false_blocks == Share(1, 5)
    assert [row.name for row in summary.channels] == ["visible_text", "display_none"]
    assert [row.attacks.count for row in summary.channels] == [1, 0]
    assert sum(row.attacks.of for row in summary.goals) == 6
    assert sum(row.attacks.of for row in summary.styles) == 6


def test_the_summary_can_be_told() -> None:
    summary = InjectionSummary.of(_attempts())
    told = json.loads(json.dumps(summary.to_json()))
    assert told["total"]["attack"] == {
        "count": 1,
        "of": 6,
        "rate": 1 / 6,
        "interval": list(wilson(1, 6)),
    }
    assert len(told["channels"]) == 2
    lines = summary.table().splitlines()
    assert "17% (3%–56%)" in next(line for line in lines if line.startswith("all"))
    assert lines[-1] == "broken, left out: 1"


def test_nothing_has_no_share() -> None:
    assert (Share(0, 0).rate, str(Share(0, 0))) == (None, "–")
