"""What attempts say: errors and what nobody judged apart, both success rules, why they failed."""

from __future__ import annotations

import json
from dataclasses import replace
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.evaluation import Attempt, Check, Score
from webagent.evaluation.reporting import Outcome, Spread, Tally, outcome_of, summarise
from webagent.evaluation.statistics import wilson
from webagent.models import Usage

from .examples import attempt, broken, measured

OUTCOMES = st.lists(st.sampled_from(list(Outcome)))


def test_errors_and_what_was_not_judged_count_for_neither_side() -> None:
    tally = summarise(
        [attempt("a/0"), attempt("a/1", 0.0), attempt("a/2", None), broken("a/3"), attempt("a/4")]
    ).overall.tally
    assert (tally.n, tally.judged, tally.successes) == (5, 3, 2)
    assert (tally.not_judged, tally.errors) == (1, 1)
    assert tally.share == pytest.approx(2 / 3)
    assert tally.interval == wilson(2, 3)
    assert tally.bounds == (2 / 4, 3 / 4)
    assert tally.share_of_all == 2 / 5


def test_a_part_of_a_score_is_no_success_and_counts_in_the_mean() -> None:
    group = summarise([attempt("a/0", 0.5), attempt("a/1")]).overall
    assert (group.tally.successes, group.mean_score) == (1, 0.75)


def test_an_attempt_with_an_error_is_one_even_if_it_was_scored() -> None:
    assert outcome_of(replace(attempt("a/0"), error="The disk is full.")) is Outcome.ERROR


@given(OUTCOMES)
def test_bounds_hold_the_share_whatever_happened(outcomes: list[Outcome]) -> None:
    tally = Tally.of(outcomes)
    low, high = tally.bounds
    assert tally.n == len(outcomes)
    assert 0 <= low <= high <= 1
    if tally.share is not None:
        assert low - 1e-9 <= tally.share <= high + 1e-9
        assert tally.interval[0] <= tally.share <= tally.interval[1]
        assert tally.share_of_all is not None
        assert tally.share_of_all <= tally.share + 1e-9


def test_both_rules_stand_side_by_side_where_a_raw_reward_is_measured() -> None:
    summary = summarise(
        [
            measured("a/0", 1.0, raw_is_1=1.0),
            measured("a/1", 1.0, raw_is_1=0.0),
            measured("a/2", 0.0, raw_is_1=0.0),
        ]
    )
    assert summary.overall.tally.successes == 2
    assert summary.overall.raw is not None
    assert (summary.overall.raw.successes, summary.overall.raw.failures) == (1, 2)


def test_without_a_raw_reward_there_is_one_rule() -> None:
    assert summarise([attempt("a/0"), broken("a/1")]).overall.raw is None


def test_families_and_tags_are_told_apart() -> None:
    summary = summarise(
        [
            attempt("b/0", 0.0, tags=("test",)),
            attempt("a/0", tags=("train", "short")),
            attempt("a/1", tags=("train",)),
        ]
    )
    assert [(g.name, g.tally.successes, g.tally.n) for g in summary.families] == [
        ("a", 2, 2),
        ("b", 0, 1),
    ]
    assert [(g.name, g.tally.n) for g in summary.tags] == [("short", 1), ("test", 1), ("train", 2)]


def test_what_broke_counts_for_what_it_used_and_nothing_else() -> None:
    group = summarise([attempt("a/0", steps=3), broken("a/1", steps=50, seconds=600.0)]).overall
    assert (group.steps.count, group.steps.median, group.seconds.high) == (1, 3, 4.0)
    assert group.usage.calls == 4


def test_a_cost_that_is_not_known_is_left_out_and_makes_the_total_unknown() -> None:
    group = summarise([attempt("a/0"), attempt("a/1", usage=Usage(1, 5, 5, None))]).overall
    assert (group.cost_usd.count, group.cost_usd.median) == (1, 0.01)
    assert group.usage.cost_usd is None


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_a_spread_is_ordered(values: list[float]) -> None:
    spread = Spread.of(values)
    assert spread.count == len(values)
    assert spread.low is not None
    assert spread.high is not None
    assert spread.median is not None
    assert spread.mean is not None
    assert spread.low <= spread.median <= spread.high
    assert spread.low * (1 - 1e-9) <= spread.mean <= spread.high * (1 + 1e-9)
    assert isclose(spread.total, spread.mean * len(values), rel_tol=1e-9, abs_tol=1e-9)


def test_nothing_has_no_middle() -> None:
    assert Spread.of([]) == Spread()
    summary = summarise([])
    assert summary.overall.tally.share is None
    assert summary.overall.tally.interval == (0.0, 1.0)


def _failed(task: str, status: str, reason: str) -> Attempt:
    return attempt(task, 0.0, status=status, reason=reason)


def test_failures_are_told_by_how_runs_ended_and_the_same_reason_once() -> None:
    causes = summarise(
        [
            attempt("a/0"),
            _failed("a/1", "limit", "The limit of 30 steps was reached at “Cart”."),
            _failed("a/2", "limit", "The limit of 10 steps was reached at “Home”."),
            _failed("a/3", "limit", "The limit of time was reached."),
            broken("a/4"),
        ]
    ).causes
    assert [(c.outcome, c.status, c.count) for c in causes] == [
        (Outcome.FAILURE, "limit", 3),
        (Outcome.ERROR, "", 1),
    ]
    first = causes[0].reasons[0]
    assert (first.text, first.count) == ("The limit of 30 steps was reached at “Cart”.", 2)
    assert first.examples == ("a/1", "a/2")
    assert causes[1].reasons[0].text == "The browser died."


def test_of_an_agent_that_says_it_is_done_the_check_it_missed_is_told() -> None:
    checks = (Check("url", 1.0, "It is there."), Check("answer", 0.0, "“5” is not in it."))
    missed = attempt("a/0", 0.0, reason="The task is done.")
    missed = replace(missed, score=Score(0.0, checks))
    open_ = replace(attempt("a/1", None), score=Score(None, (Check("judge", None, "No judge."),)))
    reasons = [cause.reasons[0].text for cause in summarise([missed, open_]).causes]
    assert reasons == ["“5” is not in it.", "No judge."]


def test_a_summary_is_plain_json_that_holds_all_of_it() -> None:
    told = summarise(
        [attempt("a/0", tags=("t",)), measured("b/0", 0.0, raw_is_1=0.0), broken("b/1")]
    )
    read = json.loads(json.dumps(told.to_json()))
    assert read["overall"]["n"] == 3
    assert read["overall"]["errors"] == 1
    assert read["families"][0]["name"] == "a"
    assert read["families"][1]["raw"]["failures"] == 1
    assert read["tags"][0]["share"] == 1
    assert {cause["outcome"] for cause in read["causes"]} == {"failure", "error"}
