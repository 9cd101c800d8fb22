"""Intervals and the paired test, against published examples and what holds for all counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.evaluation.statistics import mcnemar, paired_difference, wilson

COUNT = st.integers(0, 400)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (0, 0, 0.0, 1.0),
        (10, 10, 0.7225, 1.0),
    ],
)
def test_wilson_intervals_that_were_published(
    successes: int, n: int, low: float, high: float
) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_wilson_interval_holds_its_share_and_mirrors_that_of_the_failures(
    counts: tuple[int, int],
) -> None:
    successes, n = counts
    low, high = wilson(successes, n)
    assert 0 <= low <= successes / n <= high <= 1
    assert (1 - high, 1 - low) == pytest.approx(wilson(n - successes, n), abs=1e-9)
    wider_low, wider_high = wilson(successes, n, z=2.576)
    assert wider_low <= low
    assert high <= wider_high


@pytest.mark.parametrize(("successes", "n"), [(-1, 3), (4, 3)])
def test_more_successes_than_attempts_are_no_proportion(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="no proportion"):
        wilson(successes, n)


@pytest.mark.parametrize(
    ("b", "c", "p"),
    [
        (0, 0, 1.0),
        (1, 0, 1.0),
        (5, 5, 1.0),
        (0, 6, 2 / 64),
        (6, 0, 2 / 64),
        (1, 7, 2 * (1 + 8) / 256),
        (2, 12, 2 * (1 + 14 + 91) / 2**14),
    ],
)
def test_the_exact_p_of_mcnemar_counted_by_hand(b: int, c: int, p: float) -> None:
    assert mcnemar(b, c) == pytest.approx(p)


@given(COUNT, COUNT)
def test_mcnemar_does_not_care_who_comes_first_and_falls_with_unevenness(b: int, c: int) -> None:
    p = mcnemar(b, c)
    assert 0 < p <= 1
    assert p == mcnemar(c, b)
    if b >= c:
        assert mcnemar(b + 1, max(0, c - 1)) <= p


def test_mcnemar_takes_no_negative_counts() -> None:
    with pytest.raises(ValueError, match="no counts"):
        mcnemar(-1, 2)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        # Altman et al., "Statistics with confidence" (2000), p. 52, and Fagerland et al.,
        # "Recommended tests and confidence intervals for paired binomial proportions" (2014)
        ((14, 5, 0, 22), 0.011, 0.226),
        ((1, 1, 7, 12), -0.507, -0.026),
        ((0, 0, 0, 0), -1.0, 1.0),
    ],
)
def test_paired_differences_that_were_published(
    counts: tuple[int, int, int, int], low: float, high: float
) -> None:
    assert paired_difference(*counts) == pytest.approx((low, high), abs=5e-4)


@given(COUNT, COUNT, COUNT, COUNT)
def test_a_paired_difference_holds_what_was_seen_and_turns_its_sign(
    both: int, first: int, second: int, neither: int
) -> None:
    low, high = paired_difference(both, first, second, neither)
    n = both + first + second + neither
    seen = (first - second) / n if n else 0
    assert -1 - 1e-9 <= low <= seen <= high <= 1 + 1e-9
    other_low, other_high = paired_difference(both, second, first, neither)
    assert (low, high) == pytest.approx((-other_high, -other_low), abs=1e-9)


def test_a_paired_difference_takes_no_negative_counts() -> None:
    with pytest.raises(ValueError, match="no counts"):
        paired_difference(1, 2, -3, 4)
