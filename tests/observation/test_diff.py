"""What changed between two looks: smaller than the page, and enough to make it from the last."""

from __future__ import annotations

from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_observation import diff

FEW = st.lists(st.sampled_from(["a", "b", "c", "[1] x", "[1] y", "[2] z", ""]), max_size=12)
PAGE = "\n".join(f'button [{number}] "Buy {number}"' for number in range(50))


@given(FEW, FEW)
def test_applied_to_the_one_it_gives_the_other(before: list[str], after: list[str]) -> None:
    # Both long enough that their difference is small beside them.
    before, after = [*before, "tail " * 100], [*after, "tail " * 100]
    found = diff("\n".join(before), "\n".join(after))
    assert found is not None
    assert found.apply(before) == after


@given(st.lists(st.text(max_size=4), max_size=60), st.data())
@settings(max_examples=60, deadline=None)
def test_a_small_change_is_a_small_difference(lines: list[str], data: st.DataObject) -> None:
    before = [f"{number} {line}".replace("\n", " ") for number, line in enumerate(lines)]
    before += [f"tail {number}" for number in range(40)]
    at = data.draw(st.integers(0, len(before) - 1))
    after = [*before[:at], "new", *before[at + 1 :]]
    found = diff("\n".join(before), "\n".join(after))
    assert found is not None
    assert len(found.lines()) == 2
    assert found.apply(before) == after


def test_nothing_changed() -> None:
    found = diff(PAGE, PAGE)
    assert found is not None
    assert found.lines() == []


def test_an_element_that_changed_is_told_once() -> None:
    after = PAGE.replace('"Buy 7"', '"Buy 7" disabled')
    assert str(diff(PAGE, after)) == '~ button [7] "Buy 7" disabled'


def test_what_came_and_what_went() -> None:
    after = PAGE.replace('button [7] "Buy 7"\n', "").replace(
        'button [20] "Buy 20"', 'button [20] "Buy 20"\n alert "Sold"'
    )
    found = diff(PAGE, after)
    assert found is not None
    assert found.lines() == ['- button [7] "Buy 7"', '+ alert "Sold"']


def test_a_line_that_moved_is_no_change() -> None:
    lines = PAGE.split("\n")
    found = diff(PAGE, "\n".join([*lines[1:], lines[0]]))
    assert found is not None
    assert found.apply(lines) == [*lines[1:], lines[0]]


def test_a_large_difference_is_none() -> None:
    assert diff(PAGE, PAGE.replace("Buy", "Sell")) is None
    assert diff("", PAGE) is None


def test_time_grows_with_the_length() -> None:
    """Also where lines repeat, which makes difflib quadratic."""
    before = [line for n in range(25_000) for line in (f"row {n}", "Refund")]
    after = [*before[:10_000], "alert", *before[10_000:40_000:2], *before[40_000:]]
    start = perf_counter()
    found = diff("\n".join(before), "\n".join(after))
    assert perf_counter() - start < 2
    assert found is None or found.apply(before) == after
