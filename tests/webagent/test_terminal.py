"""Texts of pages can't command a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from webagent.terminal import printable


def test_escape_sequences_lose_their_escape() -> None:
    assert printable("\x1b[2J\x9b1mfine\x07\r\n – ok") == " [2J 1mfine  \n – ok"


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert {c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Cs"}} <= {"\n"}
