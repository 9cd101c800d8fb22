"""What an attempt was worth."""

from __future__ import annotations

import json

import pytest

from webagent.evaluation import Attempt, Check, Score, Task
from webagent.models import Usage


def _check(score: float | None) -> Check:
    return Check("a check", score, "a reason")


@pytest.mark.parametrize(
    ("scores", "product"),
    [
        ((), 1.0),
        ((1.0, 1.0), 1.0),
        ((1.0, 0.0), 0.0),
        ((1.0, None), None),
        ((None, 0.0), 0.0),
        ((0.5, 0.5), 0.25),
    ],
)
def test_what_failed_outweighs_what_was_not_judged(
    scores: tuple[float | None, ...], product: float | None
) -> None:
    assert Score.product(map(_check, scores)).score == product


def test_what_was_not_judged_is_bounded_by_both_ends() -> None:
    assert Score(None).bounds == (0.0, 1.0)
    assert Score(1.0).bounds == (1.0, 1.0)


def test_an_attempt_is_read_back_as_it_was_written() -> None:
    attempt = Attempt(
        Task("click-test/3", "click-test", 3, ("train",)),
        Score(1.0, (Check("raw reward", 1.0, "it was 1"),), {"raw": 1.0}),
        goal="Click the button.",
        status="done",
        steps=2,
        usage=Usage(1, 2, 3, None),
        folder="attempts/click-test/3",
    )
    assert Attempt.from_json(json.loads(json.dumps(attempt.to_json()))) == attempt


def test_what_broke_is_neither_success_nor_failure() -> None:
    broken = Attempt(Task("a", "a"), error="BrowserLost: the browser died")
    assert broken.success is None
    assert Attempt.from_json(json.loads(json.dumps(broken.to_json()))) == broken
