"""Amounts in texts, and who has the least or the most."""

from __future__ import annotations

import pytest

from webagent.actors.ranking._quantities import clock_in, minutes_in, money_in, number_in


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("9h 29m", 569), ("2 hours", 120), ("45 min", 45), ("1 hr 5 minutes", 65), ("soon", None)],
)
def test_lengths_of_time(text: str, minutes: float | None) -> None:
    assert minutes_in(text) == minutes


@pytest.mark.parametrize(
    ("text", "amount"),
    [("from £4.80 / 50 g", 4.8), ("1,250.50 €", 1250.5), ("Book for $339", 339), ("50 g", None)],
)
def test_money(text: str, amount: float | None) -> None:
    assert money_in(text) == amount


def test_clocks_and_plain_numbers() -> None:
    assert clock_in("2:28 PM") == 14 * 60 + 28
    assert clock_in("12 am") == 0
    assert number_in("it was −3.5 degrees") == -3.5
    assert number_in("none") is None
