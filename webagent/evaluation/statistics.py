"""What a count of successes can say, and what it can't: intervals and a paired test."""

from __future__ import annotations

from math import comb, sqrt

Z_95 = 1.96
"""Standard deviations around the mean within which 95 % of a normal distribution lie."""


def wilson(successes: float, n: int, z: float = Z_95) -> tuple[float, float]:
    """Return the score interval of a proportion, 95 % unless told; (0, 1) where nothing was tried.

    Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
    Scores between 0 and 1 may be summed up in `successes`: then it is wider than it need be.

    Raises:
        ValueError: there are less than 0 or more than `n` successes.
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is no proportion")
    if n == 0:
        return 0.0, 1.0
    share = successes / n
    scale = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / scale
    reach = z / scale * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low = 0.0 if successes == 0 else max(0.0, middle - reach)
    high = 1.0 if successes == n else min(1.0, middle + reach)
    return low, high


def mcnemar(b: int, c: int) -> float:
    """Return how likely two equals would differ at least as unevenly as `b` to `c`: exact p.

    `b` counts the pairs where only the first succeeded, `c` those where only the second did.
    Two-sided binomial test with one half; McNemar, "Note on the sampling error of the difference
    between correlated proportions or percentages", Psychometrika 12 (1947).

    Raises:
        ValueError: one is negative.
    """
    if b < 0 or c < 0:
        raise ValueError(f"{b} and {c} are no counts")
    n = b + c
    tail = sum(comb(n, k) for k in range(min(b, c) + 1))
    return min(1.0, 2 * tail / 2**n)


def paired_difference(
    both: int, only_first: int, only_second: int, neither: int, z: float = Z_95
) -> tuple[float, float]:
    """Return the interval of the first share of successes less the second, over the same tasks.

    Method 10 of Newcombe, "Improved confidence intervals for the difference between binomial
    proportions based on paired data", Statistics in Medicine 17 (1998), 2635-2650. (-1, 1) where
    there are no tasks.

    Raises:
        ValueError: a count is negative.
    """
    counts = (both, only_first, only_second, neither)
    if min(counts) < 0:
        raise ValueError(f"{counts} are no counts")
    n = sum(counts)
    if n == 0:
        return -1.0, 1.0
    first, second = both + only_first, both + only_second
    share_1, share_2 = first / n, second / n
    low_1, high_1 = wilson(first, n, z)
    low_2, high_2 = wilson(second, n, z)
    phi = _phi(both, only_first, only_second, neither)
    down, up = (share_1 - low_1, high_2 - share_2), (high_1 - share_1, share_2 - low_2)
    difference = share_1 - share_2
    return difference - _together(*down, phi), difference + _together(*up, phi)


def _phi(both: int, only_first: int, only_second: int, neither: int) -> float:
    """Return how alike the two are, from -1 to 1, cautiously: agreement counts n/2 less."""
    margins = (both + only_first) * (only_second + neither)
    margins *= (both + only_second) * (only_first + neither)
    if margins == 0:
        return 0.0
    agreement = float(both * neither - only_first * only_second)
    if agreement > 0:
        agreement = max(0.0, agreement - (both + only_first + only_second + neither) / 2)
    return agreement / sqrt(margins)


def _together(one: float, other: float, phi: float) -> float:
    return sqrt(max(0.0, one * one - 2 * phi * one * other + other * other))
