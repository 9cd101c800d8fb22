"""Reading manifests: what the schema accepts, and what a person is told about the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests import (
    ForeignManifest,
    Manifest,
    ManifestError,
    ManifestInvalid,
    ManifestTooLarge,
    Modifiers,
    Verb,
    parse_manifest,
)

from tests.manifests.documents import METADATA, document, rule

MINIMAL = document(False)
FULL = document(
    True,
    rule("follow_link", "a", True),
    rule(
        "click_element",
        "#post",
        True,
        {
            "burst": 1,
            "rate_limit": {"max_requests": 10, "window_seconds": 3600},
            "time_window": "08:00-20:00 UTC",
            "human_in_the_loop": True,
        },
    ),
    action_guidelines=[
        {"directive": "MUST NOT", "description": "send messages", "exceptions": "to admins"}
    ],
    api=[{"type": "mcp", "endpoint": "/mcp", "description": "Search", "docs": "/docs"}],
)


def with_rule(**changes: Any) -> dict[str, Any]:
    return document(True, {**rule("click_element", "a", True), **changes})


def with_modifiers(**modifiers: Any) -> dict[str, Any]:
    return with_rule(modifiers=modifiers)


def test_the_minimal_document() -> None:
    parsed = parse_manifest(json.dumps({"metadata": METADATA, "strict": False}))

    assert parsed.strict is False
    assert (parsed.resource_rules, parsed.action_guidelines, parsed.api) == ((), (), ())


def test_a_full_document_survives_the_round_trip() -> None:
    parsed = parse_manifest(json.dumps(FULL))

    assert parsed.resource_rules[0].verb is Verb.FOLLOW_LINK
    assert parsed.resource_rules[0].modifiers == Modifiers()
    assert parse_manifest(parsed.model_dump_json(exclude_none=True)) == parsed


@pytest.mark.parametrize(
    "accepted",
    [
        pytest.param(with_modifiers(rate_limit={}), id="52: an empty rate limit"),
        pytest.param(with_modifiers(rate_limit={"max_requests": 2}), id="53: without a window"),
        pytest.param(with_modifiers(time_window="29:00-29:30 UTC"), id="59: an hour beyond 23"),
        pytest.param(with_modifiers(burst=2.0), id="draft-07, 6.1.1: 2.0 is an integer"),
        pytest.param(with_rule(selector=""), id="an empty selector is the browser's to refuse"),
        pytest.param(with_rule(selector="a[[["), id="25: so is a broken one"),
        pytest.param(document(True, metadata={**METADATA, "last_updated": "soon"}), id="any date"),
        pytest.param(document(True, metadata={**METADATA, "schema_version": "9.9.9"}), id="9.9.9"),
    ],
)
def test_what_the_schema_accepts(accepted: dict[str, Any]) -> None:
    assert isinstance(parse_manifest(json.dumps(accepted)), Manifest)


@pytest.mark.parametrize(
    ("refused", "path", "words"),
    [
        pytest.param({"metadata": METADATA}, "$.strict", ["required", "true", "false"], id="16"),
        pytest.param({"strict": True}, "$.metadata", ["required", "schema_version"], id="18"),
        pytest.param(
            document(True, **{"$schema": "x"}),
            "$.$schema",
            ["“$schema”", "resource_rules"],
            id="19",
        ),
        pytest.param(
            with_rule(verb="teleport"),
            "$.resource_rules[0].verb",
            ["“teleport”", "'click_element'"],
            id="15",
        ),
        pytest.param(
            with_rule(allowed="true"),
            "$.resource_rules[0].allowed",
            ["true or false", "“true”"],
            id="no string for a boolean",
        ),
        pytest.param({**MINIMAL, "strict": 1}, "$.strict", ["true or false"], id="1 is not true"),
        pytest.param(
            with_modifiers(burst=True), "$.resource_rules[0].modifiers.burst", ["integer", "true"]
        ),
        pytest.param(with_modifiers(burst=0), "$.resource_rules[0].modifiers.burst", ["1 or more"]),
        pytest.param(
            with_modifiers(burst=1.5), "$.resource_rules[0].modifiers.burst", ["integer", "1.5"]
        ),
        pytest.param(
            with_modifiers(rate_limit={"max_request": 1}),
            "$.resource_rules[0].modifiers.rate_limit.max_request",
            ["max_requests, window_seconds"],
        ),
        pytest.param(
            with_modifiers(time_window="08:00-30:00 UTC"),
            "$.resource_rules[0].modifiers.time_window",
            ["HH:MM-HH:MM UTC"],
            id="59: 30:00",
        ),
        pytest.param(
            with_modifiers(time_window="08:00–20:00 UTC"),
            "$.resource_rules[0].modifiers.time_window",
            ["plain hyphen"],
            id="en dash",
        ),
        pytest.param(
            with_modifiers(time_window="08:00-20:00 UTC\n"),
            "$.resource_rules[0].modifiers.time_window",
            ["HH:MM"],
            id="the pattern's end is the end",
        ),
        pytest.param(
            with_modifiers(time_window="٠٨:٠٠-٢٠:٠٠ UTC"),
            "$.resource_rules[0].modifiers.time_window",
            ["HH:MM"],
            id="ASCII digits",
        ),
        pytest.param(
            with_modifiers(rate_limit=None),
            "$.resource_rules[0].modifiers.rate_limit",
            ["null", "leave the key out"],
        ),
        pytest.param(
            document(True, metadata={**METADATA, "schema_version": "1.0.0-rc1"}),
            "$.metadata.schema_version",
            ["1.0.0"],
        ),
        pytest.param(document(True, api={}), "$.api", ["array"]),
        pytest.param(document(True, api=[3]), "$.api[0]", ["object"]),
        pytest.param(
            document(True, action_guidelines=[{"directive": "MAY", "description": "x"}]),
            "$.action_guidelines[0].directive",
            ["'SHOULD NOT'", "“MAY”"],
        ),
        pytest.param(
            document(
                True,
                action_guidelines=[{"directive": "MUST", "description": "x", "exceptions": ["a"]}],
            ),
            "$.action_guidelines[0].exceptions",
            ["string"],
        ),
        pytest.param(document(True, **{"odd key": 1}), '$["odd key"]', ["allowed here"]),
        pytest.param(document(True, **{f"key{index}": 0 for index in range(60)}), "$", ["63 keys"]),
        pytest.param([], "$", ["JSON object"]),
    ],
)
def test_refusals_say_where_and_what_is_allowed(
    refused: object, path: str, words: list[str]
) -> None:
    with pytest.raises(ManifestInvalid) as caught:
        parse_manifest(json.dumps(refused))

    assert caught.value.path == path
    assert str(caught.value).startswith(f"{path}: ")
    for word in words:
        assert word in caught.value.message


@pytest.mark.parametrize(
    ("body", "path", "words"),
    [
        pytest.param(json.dumps(FULL)[:-20], "$", "Not JSON", id="20: truncated"),
        pytest.param("", "$", "line 1, column 1", id="empty"),
        pytest.param('{"strict": true, "strict": false}', "$.strict", "twice", id="21"),
        pytest.param('{"metadata": {"a": 1, "a": 1}}', "$.metadata.a", "twice", id="21: nested"),
        pytest.param('{"strict": NaN}', "$", "NaN", id="NaN"),
        pytest.param('{"strict": -Infinity}', "$", "-Infinity", id="-Infinity"),
        pytest.param('{"strict": %s}' % ("9" * 5_000), "$", "5000 digits", id="digits"),
        pytest.param('{"metadata": {"author": "\\ud800"}}', "$.metadata.author", "surrogate"),
        pytest.param("{'strict': true}", "$", "Not JSON", id="single quotes"),
        pytest.param('{"strict": true,}', "$", "Not JSON", id="trailing comma"),
        pytest.param(b'{"strict": "\xff"}', "$", "Not UTF-8", id="not UTF-8"),
        pytest.param(json.dumps(MINIMAL).encode("utf-16"), "$", "Not UTF-8", id="UTF-16"),
    ],
)
def test_what_is_not_one_json_document(body: str | bytes, path: str, words: str) -> None:
    with pytest.raises(ManifestInvalid) as caught:
        parse_manifest(body)

    assert caught.value.path == path
    assert words in caught.value.message


@pytest.mark.parametrize("encode", [str, str.encode], ids=["str", "bytes"])
def test_a_byte_order_mark_is_no_part_of_the_text(encode: Any) -> None:
    assert parse_manifest(encode("\ufeff" + json.dumps(MINIMAL))).strict is False


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(" " * (1 << 20) + "{}", id="size"),
        pytest.param("é" * 600_000, id="size in bytes"),
        pytest.param("[" * 100_000, id="depth"),
        pytest.param(json.dumps(document(True, *[rule("all", "a", True)] * 2_001)), id="rules"),
        pytest.param(json.dumps(document(True, api=[0] * 100_000)), id="other lists"),
        pytest.param(json.dumps(with_rule(selector="a" * 10_001)), id="selector"),
    ],
)
def test_what_is_too_large(body: str) -> None:
    with pytest.raises(ManifestTooLarge):
        parse_manifest(body)


def test_what_is_just_not_too_large() -> None:
    rules = [rule("all", "a", True)] * 2_000
    body = json.dumps(document(True, *rules)).ljust(1 << 20)

    assert len(parse_manifest(body).resource_rules) == 2_000


def test_brackets_in_strings_are_not_depth() -> None:
    assert parse_manifest(json.dumps(with_rule(selector='[[[["\\' * 50)))


@pytest.mark.parametrize(
    ("body", "name"),
    [
        pytest.param({"policy_version": "1", "allowed_uses": []}, "policy_version", id="90"),
        pytest.param({"$schema": "x", "disallowed_uses": []}, "policy_version"),
        pytest.param({"agent_access": {"*": "user_initiated_only"}}, "agent_access"),
        pytest.param({"default": "deny", "rules": [{"effect": "allow"}]}, "permissioning"),
        pytest.param({"version": 1, "agents": [], "contact": None}, "agents"),
    ],
)
def test_other_formats_are_told_apart(body: dict[str, Any], name: str) -> None:
    with pytest.raises(ForeignManifest) as caught:
        parse_manifest(json.dumps(body))

    assert name in caught.value.format_name


def test_a_broken_manifest_is_not_another_format() -> None:
    with pytest.raises(ManifestInvalid):
        parse_manifest(json.dumps({"strict": True, "agents": {}}))


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_input_ends_in_a_manifest_error(body: bytes | str) -> None:
    with pytest.raises(ManifestError):
        parse_manifest(body)


PATCHES = ("", "null", '"', "{", "]", "1e9", "\\u0000", "true", ",", "é")


@settings(deadline=None)
@given(data=st.data())
def test_mutated_manifests_end_in_a_manifest_or_its_error(data: st.DataObject) -> None:
    text = json.dumps(FULL)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    patch = data.draw(
        st.sampled_from(["", "null", '"', "{", "]", "1e9", "\\u0000", "true", ",", "é"])
    )
    try:
        parsed = parse_manifest(text[:start] + patch + text[end:])
    except ManifestError as error:
        assert str(error)
    else:
        assert parse_manifest(parsed.model_dump_json(exclude_none=True)) == parsed


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(
    key=st.sampled_from(["metadata", "strict", "resource_rules", "action_guidelines", "api"]),
    value=json_values,
)
def test_any_value_in_any_place_ends_in_a_manifest_or_its_error(key: str, value: object) -> None:
    try:
        parsed = parse_manifest(json.dumps({**FULL, key: value}))
    except ManifestError as error:
        assert str(error)
    else:
        assert isinstance(parsed, Manifest)
