"""Two evaluations over the same tasks: pairs, McNemar's test, and what makes them incomparable."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from webagent.evaluation import Task
from webagent.evaluation.reporting import compare
from webagent.evaluation.statistics import mcnemar, paired_difference

from .examples import attempt, broken, record


def test_tasks_are_paired_and_those_that_differ_are_named() -> None:
    a = record(attempt("x/0"), attempt("x/1"), attempt("y/0", 0.0), attempt("y/1", 0.0))
    b = record(attempt("y/1"), attempt("y/0", 0.0), attempt("x/1", 0.0), attempt("x/0"))
    found = compare(a, b)
    overall = found.overall
    assert (overall.both, overall.only_a, overall.only_b, overall.neither) == (1, 1, 1, 1)
    assert overall.difference == 0
    assert (found.only_a, found.only_b) == (("x/1",), ("y/1",))
    assert [(p.name, p.n, p.only_a, p.only_b) for p in found.families] == [
        ("x", 2, 1, 0),
        ("y", 2, 0, 1),
    ]
    assert found.warnings == ()


def test_the_difference_is_what_b_gains_over_a() -> None:
    a = record(*(attempt(f"x/{n}", 0.0) for n in range(10)))
    b = record(*(attempt(f"x/{n}", float(n < 6)) for n in range(10)))
    overall = compare(a, b).overall
    assert overall.difference == pytest.approx(0.6)
    assert overall.p == mcnemar(0, 6) == 2 / 64
    assert overall.interval == paired_difference(0, 6, 0, 4)
    assert overall.interval[0] > 0


def test_what_broke_was_not_judged_or_is_missing_makes_no_pair() -> None:
    a = record(attempt("x/0"), broken("x/1"), attempt("x/2", None), attempt("x/3"))
    b = record(attempt("x/0"), attempt("x/1"), attempt("x/2"), attempt("x/4"))
    found = compare(a, b)
    assert found.overall.n == 1
    assert found.unpaired == ("x/1", "x/2")
    assert (found.missing_a, found.missing_b) == (("x/4",), ("x/3",))
    assert (found.a.n, found.a.judged) == (4, 2)


def test_nothing_in_common_says_nothing() -> None:
    overall = compare(record(attempt("x/0")), record(attempt("y/0"))).overall
    assert (overall.difference, overall.interval, overall.p) == (None, (-1.0, 1.0), 1.0)


def test_it_warns_where_suite_seeds_goals_or_limits_differ() -> None:
    a = record(attempt("x/0", goal="Buy tea"), attempt("z/1"))
    b = record(
        attempt("x/0", goal="Buy milk"),
        suite="other",
        tasks=("x/0", "x/9"),
        settings={"seeds": 2, "limits": {"steps": 10}, "model": "b"},
    )
    assert compare(a, b).warnings == (
        "The suites differ: A is example, B is other.",
        "Tasks with different goals: 1, such as x/0.",
        "The setting limits.steps differs: A has 30, B has 10.",
        "B is not complete; tasks not played: 1.",
    )


def test_the_same_name_with_another_seed_is_warned_of() -> None:
    other_seed = replace(attempt("x/0"), task=Task("x/0", "x", seed=7))
    (warning,) = compare(record(attempt("x/0")), record(other_seed)).warnings
    assert warning == "Tasks with different seeds: 1, such as x/0."


def test_a_comparison_is_plain_json() -> None:
    a = record(attempt("x/0"), attempt("x/1", 0.0))
    b = record(attempt("x/0", 0.0), attempt("x/1", 0.0))
    read = json.loads(json.dumps(compare(a, b).to_json()))
    assert read["overall"]["only_a"] == 1
    assert read["only_a"] == ["x/0"]
    assert read["overall"]["p"] == 1


def test_it_warns_of_another_browser_and_another_suite_package_not_of_another_agent() -> None:
    packages = {"polite-webagent": "1", "miniwob": "1.1.0"}
    a = record(
        attempt("x/0"),
        settings={"actor": "one", "search": "off", "tasks": "*"},
        environment={"browser": "Chromium 156", "cpus": 2, "packages": packages},
    )
    b = record(
        attempt("x/0"),
        settings={"actor": "two", "search": "auto", "tasks": "x*"},
        environment={
            "browser": "Chromium 157",
            "cpus": 8,
            "packages": {"polite-webagent": "2", "miniwob": "1.0.0"},
        },
    )
    assert compare(a, b).warnings == (
        "browser differs: A has Chromium 156, B has Chromium 157.",
        "packages.miniwob differs: A has 1.1.0, B has 1.0.0.",
    )
