"""The JSON Schema says what the parser does."""

from __future__ import annotations

import copy
import json
from importlib.resources import files
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from webagent_manifests import ManifestError, Profile, Verb, parse_manifest
from webagent_manifests.publishing import json_schema

from tests.manifests.documents import document, rule

VALIDATORS: dict[Profile, Any] = {
    profile: Draft202012Validator(json_schema(profile)) for profile in Profile
}

COMPLETE: dict[str, Any] = document(
    True,
    rule("click_element", "#buy", True, {"burst": 1, "rate_limit": {"max_requests": 2}}),
    rule(
        "all",
        "*",
        False,
        {
            "rate_limit": {"max_requests": 1, "window_seconds": 60},
            "time_window": "08:00-20:00 UTC",
            "human_in_the_loop": True,
        },
    ),
    action_guidelines=[{"directive": "MUST NOT", "description": "d", "exceptions": "e"}],
    api=[{"type": "mcp", "endpoint": "/mcp", "description": "d", "docs": "/docs"}],
)

BORDER: st.SearchStrategy[Any] = st.sampled_from(
    cast(
        "list[Any]",
        [
            *(None, True, False, 0, 1, -1, 1.0, 1.5, 10**30, "", "x", [], {}, [None], {"x": 1}),
            *("all", "ALL", "MUST", "MAY", "openapi", "true", "1.0.0", "1.0.0-rc1", "01.0.0"),
            *("29:59-00:00 UTC", "30:00-08:00 UTC", "08:00-20:00", "08:00–20:00 UTC", "١.0.0"),
            *({"max_requests": 0}, {"window_seconds": 1}, {"rate_limit": {}}, {"burst": 1.0}),
        ],
    )
).map(copy.deepcopy)
KEYS = st.sampled_from(
    ["$schema", "strict", "metadata", "verb", "modifiers", "burst", "author", "x", ""]
)


def _places(node: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value inside a document."""
    members: Any = node.items() if hasattr(node, "items") else enumerate(node)
    inner: list[tuple[Any, Any]] = list(members)
    found = [(*place, key) for key, _ in inner]
    for key, value in inner:
        if isinstance(value, dict | list):
            found += _places(value, (*place, key))
    return found


@st.composite
def _almost_valid(draw: st.DrawFn) -> Any:
    """Draw the complete document with some values replaced, removed, added or moved."""
    drawn = copy.deepcopy(COMPLETE)
    for _ in range(draw(st.integers(0, 3))):
        *way, last = draw(st.sampled_from(_places(drawn)))
        holder: Any = drawn
        for key in way:
            holder = holder[key]
        match draw(st.sampled_from(["replace", "remove", "add", "double"])):
            case "replace":
                holder[last] = draw(BORDER)
            case "remove":
                del holder[last]
            case "add" if isinstance(holder, dict):
                holder[draw(KEYS)] = draw(BORDER)
            case _ if isinstance(holder, list):
                cast("list[Any]", holder).append(holder[last])
            case _:
                pass
        if not _places(drawn):
            break
    return drawn


def _parses(body: str, profile: Profile) -> bool:
    try:
        parse_manifest(body, profile=profile)
    except ManifestError:
        return False
    return True


@settings(max_examples=1500, deadline=None)
@given(drawn=_almost_valid(), profile=st.sampled_from(Profile))
def test_it_accepts_what_the_parser_accepts(drawn: Any, profile: Profile) -> None:
    accepted = VALIDATORS[profile].is_valid(drawn)
    assert _parses(json.dumps(drawn), profile) is accepted


def test_the_package_carries_what_the_models_generate() -> None:
    carried = files("webagent_manifests.publishing").joinpath("agent-permissions.schema.json")
    assert carried.read_text(encoding="utf-8") == json.dumps(json_schema(), indent=2) + "\n"


@pytest.mark.parametrize("profile", Profile)
def test_it_is_a_schema(profile: Profile) -> None:
    Draft202012Validator.check_schema(json_schema(profile))


def test_every_object_is_closed() -> None:
    """The standard's own schema has `additionalProperties: false` at every level."""
    schema = json_schema()
    objects = [schema, *(each for each in schema["$defs"].values() if each["type"] == "object")]
    assert len(objects) == 7
    assert all(each["additionalProperties"] is False for each in objects)
    assert "null" not in json.dumps(schema)


def test_it_names_the_sixteen_verbs() -> None:
    assert json_schema()["$defs"]["Verb"]["enum"] == [*Verb]
    assert len(Verb) == 16


def test_only_the_older_text_does_without_strict() -> None:
    assert json_schema()["required"] == ["metadata", "strict"]
    assert json_schema(Profile.LEGACY)["required"] == ["metadata"]


@pytest.mark.parametrize(
    "body",
    [
        '{{"metadata": {}, "strict": true, "strict": false}}'.format(
            json.dumps(COMPLETE["metadata"])
        ),
        json.dumps(document(True, rule("all", "a" * 10_001, True))),
        json.dumps(document(True, rule("all", "\ud800", True))),
    ],
)
def test_what_only_the_parser_sees(body: str) -> None:
    """A schema looks at values, where two keys of one name and broken characters are gone."""
    assert VALIDATORS[Profile.HEAD].is_valid(json.loads(body))
    assert not _parses(body, Profile.HEAD)


def test_a_line_break_after_a_pattern_divides_validators() -> None:
    """ECMA-262 and the parser end `$` at the end; Python's validators before a last line break."""
    written = copy.deepcopy(COMPLETE)
    written["metadata"]["schema_version"] = "1.0.0\n"
    assert VALIDATORS[Profile.HEAD].is_valid(written)
    assert not _parses(json.dumps(written), Profile.HEAD)
