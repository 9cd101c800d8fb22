"""Nothing that a server may send breaks its reader."""

from __future__ import annotations

from typing import Any

import pytest

from webagent.models._loose import count, first, items, loads, mapping


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, b"\xff\xfe\xff"], ids=["empty", "open", "deep", "no text"]
)
def test_what_is_no_json_is_nothing(text: str | bytes) -> None:
    assert loads(text) is None


@pytest.mark.parametrize("value", [None, "ab", 3, True, {"a": 1}, [], ["x"]], ids=repr)
def test_a_value_of_another_kind_is_an_empty_one(value: Any) -> None:
    assert mapping(value) == (value if isinstance(value, dict) else {})
    assert items(value) == (value if isinstance(value, list) else [])
    assert first(value) == ("x" if value == ["x"] else None)


@pytest.mark.parametrize(
    ("value", "counted"), [(0, 0), (7, 7), (-1, None), (True, None), (7.0, None), ("7", None)]
)
def test_only_a_whole_number_counts(value: Any, counted: int | None) -> None:
    assert count(value) == counted
