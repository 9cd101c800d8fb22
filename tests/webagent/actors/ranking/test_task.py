"""What is read of a task."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.actors.ranking._task import TaskReading, values_in


def test_quotations_clauses_and_verbs() -> None:
    task = TaskReading('Enter "green tea" into the search box, then click Go.')
    assert [quote.text for quote in task.quotes] == ["green tea"]
    assert task.verbs >= {"enter", "press"}
    assert task.words[-1].clause > task.words[0].clause


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("on 12/24/2025", date(2025, 12, 24)),
        ("on 24/12/2025", date(2025, 12, 24)),
        ("by 2025-12-24", date(2025, 12, 24)),
        ("the 24th of December 2025", date(2025, 12, 24)),
        ("December 24, 2025", date(2025, 12, 24)),
    ],
)
def test_dates_in_all_their_forms(text: str, wanted: date) -> None:
    assert TaskReading(text).dates == (wanted,)


def test_times_ordinals_numbers_and_cases() -> None:
    task = TaskReading('Type "x" in upper case at 4:05 PM in the 2nd of three fields')
    assert task.times == (time(16, 5),)
    assert [number for number, _ in task.ordinals] == [2]
    assert 3.0 in task.numbers
    assert task.case == "upper"


@pytest.mark.parametrize(
    ("text", "first"),
    [("from lowest to highest", True), ("from highest to lowest", False), ("the tallest", False)],
)
def test_of_least_and_most_the_first_named_decides(text: str, first: bool) -> None:
    assert TaskReading(f"Choose the numbers {text}").least_first is first


def test_values_are_written_as_a_field_takes_them() -> None:
    text = "on 3 May 1990 at 4:05 PM"
    values = [values_in(text, kind) for kind in ("date", "time", "month", "datetime-local")]
    assert values == [("1990-05-03",), ("16:05",), ("1990-05",), ("1990-05-03T16:05",)]
    assert values_in("soon", "date") == ()


def test_what_is_negated() -> None:
    task = TaskReading("Check all boxes except Rome")
    assert task.of_all
    (rome,) = [place for place, word in enumerate(task.words) if word.text == "Rome"]
    assert rome in task.negated


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    task = TaskReading(text)
    for span in task.spans:
        assert span.text in text
    for place in task.telling:
        word = task.words[place]
        assert text[word.start : word.end] == word.text
