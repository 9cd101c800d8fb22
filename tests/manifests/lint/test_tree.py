"""The scanner with positions, against the standard library's parser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests.lint._notes import Removal, Replacement, apply
from webagent_manifests.lint._tree import Node, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=8)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)
layouts = st.sampled_from([None, 0, 1, 2, "\t"])


def walk(node: Node, value: Any) -> Iterator[tuple[Node, Any]]:
    """Yield each node with the value that the standard library has there."""
    yield node, value
    assert node.is_object is isinstance(value, dict)
    assert node.is_array is isinstance(value, list)
    if node.is_object:
        assert [member.key for member in node.members] == list(value)
    for member in node.members:
        yield from walk(member.node, value[member.key])
    if node.is_array:
        assert len(node.elements) == len(value)
    for index, element in enumerate(node.elements):
        yield from walk(element, value[index])


@settings(deadline=None)
@given(values, layouts, st.booleans())
def test_every_value_stands_where_the_scanner_says(
    value: Any, indent: int | str | None, ascii_only: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    root, mistakes = scan(text)

    assert mistakes == ()
    assert root is not None
    assert root.complete
    for node, expected in walk(root, json.loads(text)):
        assert json.loads(text[node.start : node.end]) == expected
        for member in node.members:
            assert text[member.start] == '"'


@settings(deadline=None)
@given(st.text(st.sampled_from('{}[]",:\\ \n0-1eE.tfn/*u'), max_size=24))
def test_it_refuses_what_json_refuses(text: str) -> None:
    """RFC 8259, but for what two readers can read differently, which is refused too."""
    root, mistakes = scan(text)

    try:
        json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        assert mistakes
    else:
        assert root is not None
        assert {mistake.code for mistake in mistakes} <= {"duplicate-key", "lone-surrogate"}


def _refuse(_name: str) -> None:
    raise ValueError


@settings(deadline=None)
@given(values, st.integers(0, 200))
def test_a_text_that_is_cut_off_is_incomplete(value: Any, cut: int) -> None:
    text = json.dumps({"a": value})
    root, mistakes = scan(text[: min(cut, len(text) - 1)])

    assert mistakes
    assert root is None or not root.complete


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("[1, 2,]", [5]),
        ('{"a": 1,}', [7]),
        ('{"a": 1 "b": 2}', [8]),
        ("[1 /* one */, 2 // two\n]", [3, 16]),
        ("[True, None]", [1, 7]),
        ("[1] 2", [4]),
        ("{'a': 1}", [1]),
        ('{"a" 1}', [5]),
        ('["\t"]', [2]),
        ('["a', [3]),
        ("[NaN, -Infinity]", [1, 6]),
    ],
)
def test_each_mistake_is_told_in_its_place(text: str, offsets: list[int]) -> None:
    _, mistakes = scan(text)

    assert [mistake.offset for mistake in mistakes] == [
        min(each, len(text) - 1) for each in offsets
    ]


def test_a_text_full_of_mistakes_is_given_up_on() -> None:
    _, mistakes = scan('{"a":0,"a":0,' + '"a":0,' * 100_000 + '"a":0}')

    assert len(mistakes) == 200


@settings(deadline=None)
@given(
    st.dictionaries(st.text(max_size=3), values, max_size=6),
    layouts,
    st.sets(st.integers(0, 5)),
)
def test_removals_leave_the_other_members(
    value: dict[str, Any], indent: int | str | None, doomed: set[int]
) -> None:
    text = json.dumps(value, indent=indent)
    root, _ = scan(text)
    assert root is not None
    indices = {index for index in doomed if index < len(value)}

    left = apply(text, [Removal(root, index) for index in indices])

    assert json.loads(left) == {
        key: inner for index, (key, inner) in enumerate(value.items()) if index not in indices
    }


def test_an_edit_inside_a_removed_part_goes_with_it() -> None:
    text = '[{"a": 1}, 2]'
    root, _ = scan(text)
    assert root is not None

    assert apply(text, [Replacement(7, 8, "9"), Removal(root, 0)]) == "[2]"
