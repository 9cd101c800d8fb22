"""The schema and the tools say what the parser takes: one source for all three."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from webagent_actions import (
    VERBS,
    Action,
    Click,
    Drag,
    DropPlace,
    FieldValue,
    FillForm,
    GoBack,
    ParseError,
    SetRange,
    Type,
    action_schema,
    from_call,
    parse,
    parse_object,
    tools,
)

ALL = list(VERBS.values())
SCHEMA: Any = Draft202012Validator(action_schema(ALL))

CALLS: list[tuple[dict[str, Any], Action]] = [
    ({"verb": "click", "ref": 7}, Click(7)),
    ({"verb": "go_back"}, GoBack()),
    ({"verb": "type", "ref": 5, "text": "x", "enter": None}, Type(5, "x")),
    ({"verb": "type", "ref": 5, "text": "x", "enter": False}, Type(5, "x", enter=False)),
    ({"verb": "set_range", "ref": 5, "number": 0.5}, SetRange(5, 0.5)),
    ({"verb": "drag", "ref": 4, "to": 9, "place": "before"}, Drag(4, 9, DropPlace.BEFORE)),
    (
        {"verb": "fill_form", "fields": [{"ref": 5, "value": "a"}]},
        FillForm((FieldValue(5, "a"),)),
    ),
]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(action_schema(ALL))
    for tool in tools(ALL):
        Draft202012Validator.check_schema(tool["function"]["parameters"])


@pytest.mark.parametrize(("call", "action"), CALLS, ids=[call["verb"] for call, _ in CALLS])
def test_what_the_schema_allows_is_that_action(call: dict[str, Any], action: Action) -> None:
    SCHEMA.validate(call)
    assert parse_object(call) == (action,)
    arguments = {name: value for name, value in call.items() if name != "verb"}
    assert from_call(call["verb"], arguments) == action


@pytest.mark.parametrize(
    "call",
    [
        {"verb": "click"},
        {"verb": "click", "ref": "7"},
        {"verb": "click", "ref": 7, "text": "x"},
        {"verb": "submit", "ref": 7},
        {"verb": "drag", "ref": 4, "to": 9, "place": "left"},
        {"verb": "type", "ref": 5, "text": "x"},
        {"verb": "fill_form", "fields": [{"ref": 5}]},
        "click [7]",
    ],
)
def test_what_the_schema_does_not_allow(call: object) -> None:
    assert not SCHEMA.is_valid(call)


def test_only_what_is_offered_is_in_it() -> None:
    schema: Any = Draft202012Validator(action_schema([Click]))
    assert schema.is_valid({"verb": "click", "ref": 7})
    assert not schema.is_valid({"verb": "go_back"})
    assert [tool["function"]["name"] for tool in tools([Click, GoBack])] == ["click", "go_back"]


def _strict(schema: dict[str, Any]) -> bool:
    """Whether a schema keeps to what strict modes take: all required, nothing else allowed."""
    if schema.get("type") == "object":
        return (
            schema["additionalProperties"] is False
            and schema["required"] == list(schema["properties"])
            and all(map(_strict, schema["properties"].values()))
        )
    return _strict(schema["items"]) if schema.get("type") == "array" else "type" in schema


def test_strict_modes_take_it() -> None:
    """OpenAI API reference, "Structured outputs": supported schemas."""
    assert all(map(_strict, action_schema(ALL)["anyOf"]))
    assert all(_strict(tool["function"]["parameters"]) for tool in tools(ALL))
    assert all(tool["function"]["strict"] for tool in tools(ALL))


def test_tools_tell_what_the_text_tells() -> None:
    for tool, verb in zip(tools(ALL), ALL, strict=True):
        assert tool["function"]["description"].startswith(verb.explanation())
        assert all(example in tool["function"]["description"] for example in verb.examples)


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "integer": st.integers(0, 999_999_999),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "string": st.text(max_size=20),
    "boolean": st.booleans(),
    "null": st.none(),
}


def _values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "object":
        return st.fixed_dictionaries({k: _values(v) for k, v in schema["properties"].items()})
    if schema["type"] == "array":
        return st.lists(_values(schema["items"]), min_size=1, max_size=3)
    if isinstance(schema["type"], str):
        return VALUES[schema["type"]]
    return st.one_of([VALUES[kind] for kind in schema["type"]])


@settings(max_examples=300, deadline=None)
@given(st.one_of(*map(_values, action_schema(ALL)["anyOf"])))
def test_whatever_the_schema_allows_is_an_action(call: dict[str, Any]) -> None:
    SCHEMA.validate(call)
    (action,) = parse_object(call)
    assert action.verb == call["verb"]
    assert parse(json.dumps(call)) == parse(str(action)) == (action,)


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("submit", {}, "unknown_verb"),
        ("click", {}, "bad_arity"),
        ("click", {"ref": "tea"}, "bad_argument"),
        ("click", {"ref": 7, "button": "right"}, "bad_argument"),
        ("click", "[7]", "bad_argument"),
        ("click", '{"ref": 7', "bad_argument"),
    ],
)
def test_a_call_that_is_none(name: str, arguments: dict[str, object] | str, code: str) -> None:
    with pytest.raises(ParseError) as caught:
        from_call(name, arguments)
    assert caught.value.code == code
    assert caught.value.hint
