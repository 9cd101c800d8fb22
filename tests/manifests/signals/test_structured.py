"""RFC 9651, section 4.2.2: dictionaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_manifests.signals._structured import Member, Token, parse_dictionary

WRONG = [
    "A=1",
    "a=",
    "a=1,",
    "a=1 b=2",
    "a=,",
    "=1",
    "a==1",
    "a=1,,b=2",
    'a="x',
    'a="\\x"',
    'a="\u00e9"',
    "a=?2",
    "a=:a:",
    "a=:?:",
    "a=-",
    "a=1.",
    "a=.1",
    "a=1.1234",
    "a=1234567890123456",
    "a=1234567890123.1",
    "a=(1",
    "a=(1,2)",
    "a=(1)(2)",
    "a=@1.5",
    'a=%"%zz"',
    'a=%"%ff"',
    'a=%"%C3%A9"',
    "\ta=1",
    "a;",
    "a;=1",
    "a =1",
    "a= 1",
    "a; B",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("  ", {}),
        ("a", {"a": True}),
        ("a=1, b=-2.5", {"a": 1, "b": -2.5}),
        ("a=1 \t,\t b=?0  ", {"a": 1, "b": False}),
        ("a=1, b=2, a=3", {"a": 3, "b": 2}),
        ('a="x\\"\\\\"', {"a": 'x"\\'}),
        ("a=n, *b=f/o:o*", {"a": "n", "*b": "f/o:o*"}),
        ("a=:aGk=:", {"a": b"hi"}),
        ("a=@1659578233", {"a": 1659578233}),
        ('a=%"f%c3%bc"', {"a": "fü"}),
        ('a=( 1 "b"  c;q=1 )', {"a": (1, "b", "c")}),
        ("a=()", {"a": ()}),
        ("a-b_c.d*=123456789012345", {"a-b_c.d*": 123456789012345}),
    ],
)
def test_what_is_written_is_read(text: str, expected: dict[str, object]) -> None:
    found = {key: member.value for key, member in parse_dictionary(text).items()}

    assert found == expected
    assert list(found) == list(expected)


def test_a_token_is_not_a_string_and_parameters_are_read() -> None:
    found = parse_dictionary('a=n;x;y="1";x=2, b="n"')

    assert found["a"] == Member(Token("n"), {"y": "1", "x": 2})
    assert isinstance(found["a"].value, Token)
    assert not isinstance(found["b"].value, Token)


@pytest.mark.parametrize("text", WRONG)
def test_one_malformed_member_makes_the_field_so(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_dictionary(text)
    if text.strip():
        with pytest.raises(ValueError, match=r"\w"):
            parse_dictionary(f"train-ai=n, {text.lstrip()}" if text[0] != "\t" else text)


@given(st.text(max_size=30) | st.text('ab=1.,;"()?:@%* -n', max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse_dictionary(text)
    except ValueError:
        return
    assert all(isinstance(member, Member) for member in found.values())


KEYS = st.from_regex(r"[a-z*][a-z0-9_.*-]{0,5}", fullmatch=True)
TOKENS = st.from_regex(r"[A-Za-z*][A-Za-z0-9:/!#]{0,5}", fullmatch=True)


@given(st.dictionaries(KEYS, TOKENS | st.integers(-(10**14), 10**14) | st.booleans()))
def test_what_is_serialised_comes_back(members: dict[str, str | int | bool]) -> None:
    def written(value: str | int | bool) -> str:
        return f"?{int(value)}" if isinstance(value, bool) else str(value)

    text = ", ".join(f"{key}={written(value)}" for key, value in members.items())

    assert {key: member.value for key, member in parse_dictionary(text).items()} == members
