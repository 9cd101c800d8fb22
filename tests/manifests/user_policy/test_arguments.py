"""Constraints on arguments: JSON Schema Draft 2020-12, read so that nothing goes unchecked."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests import Verdict
from webagent_manifests.user_policy import PolicyError, parse_policy

from tests.manifests.user_policy.asking import Agent, policy, request, rule


def permitted(schema: dict[str, Any], **args: Any) -> bool:
    """Whether an allow rule that constrains `value` lets this through."""
    agent = Agent(policy(rule("allow", args={"value": schema}), default="deny"))
    return agent.verdict(request("set_input_value", args=args)) is Verdict.ALLOW


def prohibited(schema: dict[str, Any], **args: Any) -> bool:
    """Whether a deny rule that constrains `value` stops this."""
    agent = Agent(policy(rule("deny", args={"value": schema})))
    return agent.verdict(request("set_input_value", args=args)) is Verdict.DENY


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"type": "string", "pattern": "[a-z]+"}, "abc", True),
        ({"type": "string", "pattern": "[a-z]+"}, "abc1", False),
        ({"type": "string", "pattern": "[a-z]+"}, "1abc", False),
        ({"type": "string", "pattern": "[a-z]+"}, "abc\n", False),
        ({"type": "string", "pattern": "a|b"}, "ab", False),
        ({"type": "string", "pattern": "^a$|^b$"}, "b", True),
        ({"anyOf": [{"pattern": "a"}], "type": "string"}, "xax", False),
        ({"type": "array", "items": {"pattern": "a"}}, ("a", "a"), True),
        ({"type": "array", "items": {"pattern": "a"}}, ("a", "ab"), False),
        ({"enum": ["red", "green"]}, "red", True),
        ({"enum": ["red", "green"]}, "blue", False),
        ({"const": 5}, 5, True),
        ({"type": "number", "maximum": 100}, 100, True),
        ({"type": "number", "maximum": 100}, 101, False),
        ({"type": "string", "format": "email"}, "a@b.example", True),
        ({"type": "string", "format": "email"}, "nobody", False),
        ({"type": "object", "required": ["x"]}, {"x": 1}, True),
        ({"type": "object", "required": ["x"]}, {"y": 1}, False),
    ],
)
def test_a_value_is_as_the_schema_has_it(
    schema: dict[str, Any], value: Any, expected: bool
) -> None:
    assert permitted(schema, value=value) is expected
    assert prohibited(schema, value=value) is expected


AMOUNT = {"type": "number", "maximum": 100}


@pytest.mark.parametrize(
    "args",
    [
        {},
        {"other": 1},
        {"value": "50"},
        {"value": None},
        {"value": True},
        {"value": math.nan},
        {"value": -math.inf},
        {"value": (1,)},
    ],
)
def test_what_cannot_be_judged_is_neither_allowed_nor_let_past_a_deny(args: dict[str, Any]) -> None:
    assert not permitted(AMOUNT, **args)
    assert prohibited(AMOUNT, **args)


def test_a_text_too_long_to_match_is_unknown() -> None:
    schema = {"type": "string", "pattern": ".*"}
    assert permitted(schema, value="a" * 4096)
    assert not permitted(schema, value="a" * 4097)
    assert prohibited(schema, value="a" * 4097)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.tuples(inner, inner) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)
SCHEMAS = st.sampled_from(
    [
        AMOUNT,
        {"type": "string", "pattern": "a*"},
        {"enum": [1, "a", None]},
        {"type": "array"},
        {"type": ["string", "null"], "maxLength": 2},
        {"const": False},
        {"type": "object"},
    ]
)


@settings(deadline=None)
@given(schema=SCHEMAS, args=st.dictionaries(st.sampled_from(["value", "amount"]), JSON))
def test_an_argument_is_permitted_only_if_present_and_a_deny_never_lets_more_through(
    schema: dict[str, Any], args: dict[str, Any]
) -> None:
    if permitted(schema, **args):
        assert "value" in args
        assert prohibited(schema, **args), "what an allow is sure of, a deny is sure of"
    if "value" not in args:
        assert prohibited(schema, **args)


@pytest.mark.parametrize(
    ("schema", "complaint"),
    [
        ("{maximum = 100}", "must say the `type`"),
        ("{}", "must say the `type`"),
        ('{type = "number", maxmium = 100}', "“maxmium” is no keyword"),
        ('{type = "array", items = {patern = "x"}}', "“patern” is no keyword"),
        ('{type = "string", anyOf = [{minimun = 1}]}', "“minimun” is no keyword"),
        ('{type = "string", "$ref" = "https://evil.test/schema"}', "is no keyword"),
        ('{type = "numbr"}', "is no JSON Schema"),
        ('{type = "number", maximum = "100"}', "is no JSON Schema"),
        ('{type = "string", pattern = "("}', "is no JSON Schema"),
        ('{type = "string", format = "emial"}', "“emial” is not a format"),
        ('{type = "number", maximum = inf}', "JSON values alone"),
        ("{const = 2026-01-01}", "JSON values alone"),
        ('"number"', "must be a table"),
    ],
)
def test_a_schema_that_asks_for_less_than_it_seems_is_refused(schema: str, complaint: str) -> None:
    with pytest.raises(PolicyError) as caught:
        parse_policy(
            f"[[rules]]\nid='a'\neffect='deny'\nverbs=['all']\nargs = {{value = {schema}}}"
        )
    (problem,) = caught.value.problems
    assert problem.path.startswith("rules[0].args")
    assert complaint in problem.message
    assert problem.line == 5
