"""Which of several labels a text means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_actions.performing._labels import match_label, nearest_labels

LABELS = ["Large", "Extra large", "Small", "small", "Medium (38)"]


@pytest.mark.parametrize(
    ("wanted", "at"),
    [
        ("Large", 0),
        ("LARGE", 0),
        ("small", 3),
        ("SMALL", 2),
        (" Extra   large ", 1),
        ("medium", 4),
        ("arge", None),
        ("Huge", None),
        ("", None),
    ],
)
def test_match(wanted: str, at: int | None) -> None:
    assert match_label(wanted, LABELS) == at


@given(st.text(), st.lists(st.text()))
def test_what_matches_holds_it(wanted: str, labels: list[str]) -> None:
    at = match_label(wanted, labels)
    if at is not None:
        assert " ".join(wanted.split()).casefold() in labels[at].casefold()


def test_the_nearest_of_many() -> None:
    labels = [f"Country {n}" for n in range(100)]
    assert nearest_labels("Country 42", labels).startswith("“Country 42”")
    assert nearest_labels("xyz", labels).endswith("and 80 more")


def test_all_of_few() -> None:
    assert nearest_labels("x", ["a", "b", "a", ""]) == "“a”, “b”"
