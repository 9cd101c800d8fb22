"""What holds for whatever is converted: nothing denied is granted, nothing gets laxer."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests import (
    ElementMatch,
    ManifestError,
    Profile,
    Verb,
    Verdict,
    parse_manifest,
)
from webagent_manifests.lint import lint
from webagent_manifests.owner import convert

from tests.manifests.owner.conversions import NOW, converted, verdicts
from tests.manifests.owner.random_manifests import as_draft, decisions, documents, elements

READING = {"read_content", "read_metadata", "scroll_page"}


WORDS = {
    "read": {"read_content", "read_metadata"},
    "follow_links": {"follow_link"},
    "submit_forms": {"submit_form"},
    "fill_forms": {"set_input_value"},
    "click": {"click_element"},
    "download": {"download_file"},
    "upload": {"upload_file"},
    "execute": {"execute_script", "click_element", "submit_form"},
    "book_appointments": {"click_element", "submit_form"},
    "*": {verb.value for verb in Verb if verb is not Verb.ALL},
}
OWN = frozenset(
    {'a[href^="tel:" i]', "form button:not([type=button], [type=reset])", "input[type=submit]"}
)
stances = st.dictionaries(
    st.sampled_from(list(WORDS)), st.sampled_from(["allow", "deny", "ask"]), min_size=1
)


def as_access(said: dict[str, str]) -> dict[str, Any]:
    values = {"allow": True, "deny": False, "ask": "user_initiated_only"}
    return {"agent_access": {word: values[stance] for word, stance in said.items()}}


def as_rules(said: dict[str, str]) -> dict[str, Any]:
    effects = {"allow": "allow", "deny": "deny", "ask": "require_approval"}
    return {
        "default": "deny",
        "rules": [
            {"resource": "*", "actions": [word], "effect": effects[stance]}
            for word, stance in said.items()
        ],
    }


def as_agents(said: dict[str, str]) -> dict[str, Any]:
    keys = {"allow": "allow", "deny": "deny", "ask": "require_approval"}
    return {
        "agents": {
            "*": {
                key: [word for word, stance in said.items() if keys[stance] == key]
                for key in keys.values()
            }
        }
    }


@settings(deadline=None)
@given(stances, st.sampled_from([as_access, as_rules, as_agents]))
def test_nothing_that_was_denied_is_granted(said: dict[str, str], written: Any) -> None:
    decided = verdicts(converted(written(said)), own=OWN)

    for word, stance in said.items():
        for verb in WORDS[word]:
            if stance == "deny":
                assert decided[verb] is Verdict.DENY
            elif stance == "ask":
                assert decided[verb] >= Verdict.NEEDS_HUMAN
    granted = {verb for word, stance in said.items() if stance != "deny" for verb in WORDS[word]}
    granted |= {"scroll_page"} | (
        {"set_input_value", "click_element"} if "submit_forms" in said else set()
    )
    assert {verb for verb, verdict in decided.items() if verdict < Verdict.DENY} <= granted


@settings(deadline=None)
@given(documents, st.lists(elements, min_size=1, max_size=3))
def test_a_draft_never_gets_laxer(written: dict[str, Any], asked: list[ElementMatch]) -> None:
    before = parse_manifest(
        json.dumps({key: value for key, value in written.items() if key != "strict"}),
        profile=Profile.LEGACY,
    )
    result = convert(json.dumps(as_draft(written)), now=NOW)
    after = parse_manifest(result.to_text())

    assert lint(result.to_text(), now=NOW).sound
    pairs = zip(decisions(before, asked), decisions(after, asked), strict=True)
    assert all(now.verdict >= was.verdict for was, now in pairs)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 100) | st.sampled_from(
        ["allow", "deny", "read", "60/min", "*", "https://[", "//", "click_element", "all", ""]
    ),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            [
                "read", "allow", "deny", "effect", "actions", "resource", "rate_limit", "paths",
                "verb", "selector", "allowed", "modifiers", "type", "value", "metadata", "name",
                "directive", "description", "endpoint", "time_window", "site", "*", "submit_forms",
            ]
        ),
        inner,
        max_size=5,
    ),
    max_leaves=15,
)  # fmt: skip


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "agent_access", "agents", "allowed_uses", "disallowed_uses", "allowed_tasks",
                "disallowed_tasks", "default", "rules", "permissions", "interactions", "bots",
                "metadata", "strict", "resource_rules", "action_guidelines", "api", "rate_limit",
                "site", "contact", "discovery", "custom_verbs",
            ]
        ),
        json_values,
        max_size=4,
    )
)  # fmt: skip
def test_any_document_becomes_a_sound_manifest_or_a_typed_error(written: dict[str, Any]) -> None:
    try:
        result = convert(json.dumps(written), now=NOW)
    except ManifestError:
        return
    assert lint(result.to_text(), now=NOW).sound
