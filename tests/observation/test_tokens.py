"""Tokens are estimated without a tokenizer, fast and near enough."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_observation import estimate_tokens

# Counted with o200k_base.
COUNTED = {
    'main\n heading 1 "Green tea"\n link [12] "Kirishima Bancha" (2 of 5)\n': 26,
    "| # | Customer | Total |\n| --- | --- | --- |\n| 1042 | Alice Miller | € 1,299.00 |\n": 30,
}


@pytest.mark.parametrize(("text", "tokens"), COUNTED.items(), ids=["lines", "table"])
def test_near_a_real_tokenizer(text: str, tokens: int) -> None:
    # Of a long text: what a single line is off by evens out.
    assert estimate_tokens(text * 100) == pytest.approx(tokens * 100, rel=0.15)


def test_nothing_costs_nothing() -> None:
    assert estimate_tokens("") == 0


@pytest.mark.parametrize("text", ["こんにちは世界", "Привет, мир", "שלום", "안녕하세요", "🍵🍵🍵"])
def test_every_script_costs_something(text: str) -> None:
    assert 0 < estimate_tokens(text) <= 3 * len(text)


@given(st.text(), st.text())
def test_total_and_growing(one: str, other: str) -> None:
    whole = estimate_tokens(f"{one}\n{other}")
    assert whole >= max(estimate_tokens(one), estimate_tokens(other)) - 3


def test_fast() -> None:
    text = 'link [12] "Kirishima Bancha" — € 4.90, größer\n' * 50_000
    start = perf_counter()
    estimate_tokens(text)
    assert len(text.encode()) / (perf_counter() - start) > 5_000_000, "bytes a second"
