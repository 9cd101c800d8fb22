"""Finding the object in a reply: whole text, fenced block, first balanced braces."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webagent.models._json_object import find_object

# A busy machine is no fault of the parser.
_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_WORDS = st.text(max_size=12)
_LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)
_VALUES = st.recursive(
    _LEAVES | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=8,
)
_OBJECTS = st.dictionaries(_WORDS, _VALUES, max_size=4)


@_UNTIMED
@given(_OBJECTS, st.booleans(), st.sampled_from([None, 2]))
def test_an_object_is_found_whole_fenced_and_in_prose(
    value: dict[str, Any], ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert find_object(f" {text}\n") == value
    assert find_object(f"Next I do this: {text} and so {{on}}.") == value
    if "```" not in text:
        assert find_object(f"So:\n```json\n{text}\n```\nThat {{is}} it.") == value


@_UNTIMED
@given(st.text() | st.text('{}[]"\\`:,\n ae1'))
def test_no_text_raises(text: str) -> None:
    found = find_object(text)
    assert found is None or json.dumps(found, allow_nan=False, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", None),
        ("I cannot do that.", None),
        ("[1, 2]", None),
        ('[{"action": "go"}]', None),
        ('"{}"', None),
        ("{}", {}),
        ('```\n{"a": 1}\n```', {"a": 1}),
        ('```json\n{not json}\n```\n{"a": 1}', {"a": 1}),
        ('{"a": "```json\\n{}\\n```"} done', {"a": "```json\n{}\n```"}),
        ('say {"a": "}{", "b": "\\"}"} end', {"a": "}{", "b": '"}'}),
        ('first {"a": 1} then {"a": 2}', {"a": 1}),
        ('use {braces} as in {"a": 1}', {"a": 1}),
        ('<think>maybe {"a": 1}</think>{"a": 2}', {"a": 2}),
        ('perhaps {"a": 1}\n</think>\n\n{"a": 2}', {"a": 2}),
        ('{"a": "</think>"}', {"a": "</think>"}),
        ('So {"a": "</think> {}"} it is.', {"a": "</think> {}"}),
    ],
)
def test_the_first_candidate_that_is_json_decides(text: str, found: dict[str, Any] | None) -> None:
    assert find_object(text) == found


@pytest.mark.parametrize(
    "text",
    [
        '{"action": {"name": "click"},}',
        '{"action": {"name": "click"}, "text": "and the rest is mis',
    ],
)
def test_an_inner_object_is_never_taken_for_a_broken_outer_one(text: str) -> None:
    assert find_object(text) is None


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_numbers_outside_rfc_8259_or_out_of_range_are_refused(number: str) -> None:
    assert find_object(f'{{"a": {number}}}') is None


def test_an_escaped_lone_surrogate_is_replaced() -> None:
    assert find_object(r'{"a": "\ud800", "\udc00b": "\ud83d\ude00"}') == {
        "a": "\ufffd",
        "\ufffdb": "😀",
    }


@pytest.mark.parametrize("text", ["[" * 60_000, '{"a":' * 13_000, "{" * 65_000, '{"' * 32_000])
def test_deep_nesting_is_no_error(text: str) -> None:
    assert find_object(text) is None
