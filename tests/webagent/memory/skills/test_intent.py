"""Whether a task is one of a family: the same words but for the variables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.memory.abstraction import filled
from webagent.memory.skills import bind

CHEAPEST = "Add the cheapest {item} to the cart"
VALUES = st.lists(
    st.text(alphabet="bcdfgh.*(\\", min_size=1, max_size=6), min_size=1, max_size=3
).map(" ".join)


@given(VALUES, VALUES)
def test_the_values_of_a_task_are_found_again(text: str, item: str) -> None:
    intent = "Look for {text} and add {item} to the cart"
    values = {"text": text, "item": item}
    assert bind(intent, filled(intent, values)) == values


@pytest.mark.parametrize(
    "task",
    [
        "Add the cheapest black tea to the cart",
        "  add the cheapest  black tea\nto the cart. ",
        "ADD THE CHEAPEST black tea TO THE CART!",
    ],
)
def test_case_spacing_and_the_end_mark_do_not_matter(task: str) -> None:
    assert bind(CHEAPEST, task) == {"item": "black tea"}


@pytest.mark.parametrize(
    "task",
    [
        "Add the cheapest to the cart",
        "Add the cheapest black tea to the basket",
        "Put the cheapest black tea into the cart",
        "Add the cheapest black tea to the cart and order it",
        f"Add the cheapest {'tea ' * 30} to the cart",
        "",
    ],
)
def test_other_tasks_are_others(task: str) -> None:
    assert bind(CHEAPEST, task) is None


def test_what_stands_twice_is_the_same_twice() -> None:
    intent = "Compare {item} with the other {item}"
    assert bind(intent, "Compare a b with the other a b") == {"item": "a b"}
    assert bind(intent, "Compare a with the other b") is None


def test_a_task_without_variables_is_itself() -> None:
    assert bind("Open my orders.", "open my orders") == {}
    assert bind("Open my orders", "open my letters") is None
