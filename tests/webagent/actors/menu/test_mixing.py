"""One opinion out of several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.actors.menu._mixing import log_linear

SHARES = st.lists(st.floats(0.001, 1), min_size=3, max_size=3)


def test_of_power_1_it_is_the_opinion_and_of_power_0_it_is_none() -> None:
    said, other = {"a": 0.2, "b": 0.8}, {"a": 0.9, "b": 0.1}

    assert log_linear([(said, 1.0), (other, 0.0)]) == pytest.approx(said)


def test_a_probability_of_0_is_never_more_than_unlikely() -> None:
    found = log_linear([({"a": 0.0, "b": 1.0}, 1.0)])

    assert 0 < found["a"] < 1e-6


@given(SHARES, SHARES, st.floats(0, 3))
def test_it_sums_to_1_and_what_all_prefer_leads(
    one: list[float], other: list[float], power: float
) -> None:
    keys = "abc"
    found = log_linear(
        [(dict(zip(keys, one, strict=True)), 1.0), (dict(zip(keys, other, strict=True)), power)]
    )

    assert sum(found.values()) == pytest.approx(1)
    for key, rival in (("a", "b"), ("b", "c")):
        pairs = [(said[keys.index(key)], said[keys.index(rival)]) for said in (one, other)]
        if all(mine > theirs for mine, theirs in pairs):
            assert found[key] >= found[rival]
