"""Texts compared by whole words and numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.evaluation.own.checking._words import numbers_in, same, stands_in


@pytest.mark.parametrize(
    ("part", "text", "stands"),
    [
        ("12", "It is 12.", True),
        ("12", "3128", False),
        ("12", "12,500", False),
        ("12", "12, 500", True),
        ("5", "5.50", False),
        ("50", "5.50", False),
        ("5.50", "£5.50 each", True),
        ("£5.50", "for £5.50.", True),
        ("22 kg", "about  22\nKG of it", True),
        ("tea", "steamed teapot", False),
        ("tea", "tea-pot", True),
        ("Straße", "die STRASSE", True),
        ("緑茶", "日本の緑茶です", True),
        ("", "anything", False),
        ("a", "", False),
    ],
)
def test_a_part_stands_in_a_text(part: str, text: str, stands: bool) -> None:
    assert stands_in(part, text) is stands


@given(st.text(min_size=1).filter(str.strip), st.text(), st.text())
def test_a_text_set_apart_is_found(part: str, before: str, after: str) -> None:
    assert stands_in(part, f"{before} {part} {after}")


@pytest.mark.parametrize(
    "text",
    ["Kirishima Bancha", "  kirishima  bancha.", "“Kirishima Bancha”", '"Kirishima Bancha."'],
)
def test_the_same_but_for_its_dress(text: str) -> None:
    assert same("Kirishima Bancha", text)
    assert not same("Kirishima Bancha", f"{text} tea")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("£3.60", (3.6,)),
        ("1,850.00 and 12", (1850.0, 12.0)),
        ("1,2,3", (1.0,)),
        ("-4 °C to −3", (-4.0, -3.0)),
        ("2-3 days", (2.0, 3.0)),
        ("GBP3.60", (3.6,)),
        ("50g", (50.0,)),
        ("in 2026.", (2026.0,)),
        ("0117 496 0112", (117.0, 496.0, 112.0)),
        ("none", ()),
    ],
)
def test_numbers_as_they_are_written(text: str, numbers: tuple[float, ...]) -> None:
    assert numbers_in(text) == numbers


@given(st.lists(st.integers(0, 10**9) | st.floats(0, 10**6).map(lambda n: round(n, 2))))
def test_numbers_are_read_as_they_were_written(numbers: list[float]) -> None:
    said = " and ".join(f"£{number:,}" for number in numbers)
    assert numbers_in(said) == pytest.approx(numbers)
