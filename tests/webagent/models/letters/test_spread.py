"""Probabilities of letters out of the likeliest next tokens."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.models.letters import spread


def test_what_is_no_letter_of_the_menu_does_not_count() -> None:
    found = spread([("B", math.log(0.3)), ("The", math.log(0.4)), ("A", math.log(0.1))], "AB")

    assert found == pytest.approx({"A": 0.25, "B": 0.75})


def test_a_letter_after_a_space_is_the_same_letter() -> None:
    found = spread([("A", math.log(0.2)), (" A", math.log(0.2)), ("B", math.log(0.4))], "AB")

    assert found == pytest.approx({"A": 0.5, "B": 0.5})


def test_a_letter_that_is_not_told_is_less_likely_than_all_that_are() -> None:
    found = spread([("A", math.log(0.9)), ("x", math.log(0.01))], "ABC")

    assert found is not None
    assert found["B"] == found["C"] == pytest.approx(0.01 / 0.92)


def test_letters_that_are_not_told_share_what_is_left() -> None:
    found = spread([("A", math.log(0.5)), ("x", math.log(0.496))], "ABC")

    assert found is not None
    assert found["B"] == pytest.approx(0.002 / 0.504)


@pytest.mark.parametrize("tokens", [[], [("To", -0.1), ("a", -3.0)]])
def test_no_letter_at_all_is_no_opinion(tokens: list[tuple[str, float]]) -> None:
    assert spread(tokens, "AB") is None


@given(
    st.dictionaries(st.sampled_from("ABCDxyz"), st.floats(-40, 0.5), min_size=1),
)
def test_they_are_over_0_and_together_1(tokens: dict[str, float]) -> None:
    found = spread(tokens.items(), "ABCD")

    if found is not None:
        assert list(found) == list("ABCD")
        assert all(probability > 0 for probability in found.values())
        assert sum(found.values()) == pytest.approx(1)
