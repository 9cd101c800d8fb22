"""Prices, ratings and dates in running text."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.actors.baseline._facts import Quantity, measure


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("from £3.60 / 50 g", 3.60),
        ("EUR 1.299,00", 1299.0),
        ("1,299.00 €", 1299.0),
        ("$5", 5.0),
        ("was $9.99 now $7.50", 7.5),
        ("¥1,200", 1200.0),
        ("12,50 € (0,25 €/g)", 12.5),
        ("1 299 €", 1299.0),
        ("Size 3 £4.00", 4.0),
        ("£3 500 g", 3.0),
    ],
)
def test_the_price_is_the_first_that_is_asked_now(text: str, price: float) -> None:
    found = measure(Quantity.PRICE, text)
    assert found is not None
    assert found.value == pytest.approx(price)


@pytest.mark.parametrize("text", ["50 g", "4.7 out of 5", "2026", "no price"])
def test_other_numbers_are_no_price(text: str) -> None:
    assert measure(Quantity.PRICE, text) is None


@pytest.mark.parametrize(
    ("text", "share"),
    [("4.5 out of 5 (3 reviews)", 0.9), ("9/10", 0.9), ("★ 4", 0.8), ("4,5 stars", 0.9)],
)
def test_ratings_are_shares_of_the_best(text: str, share: float) -> None:
    found = measure(Quantity.RATING, text)
    assert found is not None
    assert found.value == pytest.approx(share)


def test_dates_compare_across_their_forms() -> None:
    texts = ["on 2025-12-31", "1 January 2026", "Jan 2, 2026", "3 Jan 2026"]
    days = [measure(Quantity.DATE, text) for text in texts]
    values = [day.value for day in days if day is not None]
    assert len(values) == len(texts)
    assert values == sorted(values)


def test_a_day_that_is_none_has_no_date() -> None:
    assert measure(Quantity.DATE, "2026-02-31") is None


@given(st.sampled_from(Quantity), st.text())
def test_any_text_can_be_measured(quantity: Quantity, text: str) -> None:
    found = measure(quantity, text)
    assert found is None or found.text in text


@given(st.integers(0, 10**6), st.integers(0, 99))
def test_thousands_and_cents_are_read_back(whole: int, cents: int) -> None:
    found = measure(Quantity.PRICE, f"£{whole:,}.{cents:02}")
    assert found is not None
    assert found.value == pytest.approx(whole + cents / 100)


def test_a_page_full_of_digits_takes_no_longer_than_its_length() -> None:
    start = perf_counter()
    for text in ("1" * 100_000, "111," * 25_000, "was £1 " * 15_000, "5 " * 50_000):
        for quantity in Quantity:
            measure(quantity, text)
    assert perf_counter() - start < 10


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Duration: 1h 43m", 103),
        ("7 hours 25 minutes", 445),
        ("1 d 2 h", 1560),
        ("ready in 35 min", 35),
        ("12:30 – 14:05, 1 hr, 35 mins", 95),
    ],
)
def test_a_duration_is_told_in_minutes(text: str, minutes: int) -> None:
    found = measure(Quantity.DURATION, text)
    assert found is not None
    assert found.value == minutes


@pytest.mark.parametrize("text", ["12:30", "5 m long", "3 hectares", "2026"])
def test_other_numbers_are_no_duration(text: str) -> None:
    assert measure(Quantity.DURATION, text) is None
