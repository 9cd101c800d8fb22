"""Policies in other formats as manifests."""

from __future__ import annotations

import json
from typing import Any

import pytest
from webagent_manifests import (
    Verdict,
)
from webagent_manifests.owner import Converted, Unconvertible, convert

from tests.manifests.documents import METADATA, document, rule
from tests.manifests.owner.conversions import converted, verdicts

READING = {"read_content", "read_metadata", "scroll_page"}


def allowed(result: Converted) -> set[str]:
    return {verb for verb, verdict in verdicts(result).items() if verdict is Verdict.ALLOW}


def test_uses_of_texts_become_guidelines_and_notes() -> None:
    result = converted(
        {
            "policy_version": "1.0",
            "site": "https://tools.example",
            "allowed_uses": ["read", "cite", "training-with-attribution"],
            "disallowed_uses": ["republish-without-attribution"],
            "license": "MIT",
            "contact": "https://tools.example/issues",
        }
    )

    assert result.format_name == "a usage policy (policy_version, allowed_uses)"
    assert result.document["strict"] is True
    assert result.document["metadata"]["last_updated"] == "2026-03-04T12:00:00Z"
    assert allowed(result) == READING
    assert result.document["action_guidelines"] == [
        {
            "directive": "MUST NOT",
            "description": "Use this site's content for: republish without attribution.",
        }
    ]
    assert any("Content-Usage" in note and "“cite”" in note for note in result.notes)
    assert any("“license”" in note for note in result.notes)


def test_an_access_map_keeps_its_people_and_its_prose() -> None:
    result = converted(
        {
            "schema_version": "2026-06-30",
            "business": "Two Wheels",
            "agent_access": {
                "read_public_content": True,
                "follow_public_links": True,
                "submit_forms": False,
                "make_phone_calls": "user_initiated_only",
                "purchase_or_pay": False,
            },
            "allowed_tasks": [{"id": "find", "description": "Find a service.", "url": "/"}],
            "disallowed_tasks": [
                "Do not claim opening hours.",
                "Do not quote prices; send a message instead.",
            ],
        }
    )

    assert allowed(result) == READING | {"follow_link"}
    called = verdicts(result, own=frozenset({'a[href^="tel:" i]'}))
    assert called["follow_link"] is Verdict.NEEDS_HUMAN
    assert called["submit_form"] is Verdict.DENY
    said = [
        (each["directive"], each["description"]) for each in result.document["action_guidelines"]
    ]
    assert ("MUST NOT", "Claim opening hours.") in said
    # Cut at its first clause, the second would be forbidden as well.
    assert ("MUST", "Do not quote prices; send a message instead.") in said
    assert ("MUST NOT", "Purchase or pay.") in said
    assert result.document["metadata"]["author"] == "Two Wheels"


def test_effects_by_resource_hold_for_the_whole_site_only() -> None:
    policy = {
        "owner": "shop.example",
        "default": {"read": "deny", "write": "deny"},
        "rules": [
            {"resource": "shop.example/*", "actions": ["read"], "effect": "allow"},
            {"resource": "shop.example/cart/*", "actions": ["click"], "effect": "allow"},
            {"resource": "shop.example/admin/*", "actions": ["download"], "effect": "deny"},
            {"resource": "other.example/*", "actions": ["follow_link"], "effect": "allow"},
            {"resource": "*", "actions": ["upload"], "effect": "allow", "amount": 5},
        ],
    }
    # The default says deny, and a denial of the same word is not lifted by a rule.
    assert allowed(converted(policy)) == {"scroll_page"}
    del policy["default"]
    result = converted(policy)
    assert allowed(result) == READING
    assert verdicts(result)["download_file"] is Verdict.DENY
    assert any("to some paths" in note and "“click”" in note for note in result.notes)
    assert any("by an amount" in note and "“upload”" in note for note in result.notes)


def test_rules_for_named_agents_bind_all_and_grant_none() -> None:
    result = converted(
        {
            "version": "1.0",
            "agents": {
                "*": {"allow": ["read", "follow_links"], "rate_limit": "60/min"},
                "GreedyBot": {"deny": ["follow_links"]},
                "GoodBot": {"allow": ["submit_forms"]},
            },
        }
    )

    assert allowed(result) == READING
    (reading, *_) = result.document["resource_rules"]
    assert reading["modifiers"] == {"rate_limit": {"max_requests": 60, "window_seconds": 60}}
    assert any("“GreedyBot”" in note and "robots.txt" in note for note in result.notes)


def test_a_limit_is_shared_out_among_the_rules_it_binds() -> None:
    """A manifest counts each rule by itself, so that the shares add up to the limit."""
    policy: dict[str, Any] = {
        "agents": {"*": {"allow": ["follow_links", "click"], "rateLimit": {"requestsPerMinute": 9}}}
    }
    rules = converted(policy).document["resource_rules"]
    assert [each["modifiers"]["rate_limit"]["max_requests"] for each in rules] == [4, 4]

    policy["agents"]["*"]["rateLimit"] = "1/hour"
    (only,) = converted(policy).document["resource_rules"]
    assert only["modifiers"]["rate_limit"] == {"max_requests": 1, "window_seconds": 3_600}


@pytest.mark.parametrize(
    "limit",
    [
        "60/min",
        "60 requests per minute",
        "60 req/60 seconds",
        {"requestsPerMinute": 60},
        {"requests": 60, "windowMs": 60_000},
        {"max_requests": 60, "window_seconds": 60},
        {"requestsPerSecond": 50, "requestsPerMinute": 60},
    ],
)
def test_rates_are_read_as_they_are_written(limit: object) -> None:
    result = converted({"permissions": {"read": {"allow": True, "rateLimit": limit}}})

    (reading, *_) = result.document["resource_rules"]
    rate = reading["modifiers"]["rate_limit"]
    assert rate["max_requests"] * 60 <= 60 * rate["window_seconds"]
    assert any(
        "requests in" in each["description"] for each in result.document["action_guidelines"]
    )


def test_permissions_by_word_with_statements_of_their_own() -> None:
    result = converted(
        {
            "permissions": {
                "crawling": {"status": "allowed"},
                "form_submissions": {
                    "quote_request": {"status": "human_only", "allowed_for_agents": False}
                },
                "upload": {"allow": True, "requiresHumanApproval": True},
                "download": "perhaps",
                "click": {"allowed": True, "paths": ["/blog/*"]},
            },
            "preferredEntryPoints": {
                "mcp": "https://shop.example/mcp",
                "openapi": "http://shop.example/openapi.json",
            },
        }
    )

    assert allowed(result) == READING | {"follow_link"}
    assert verdicts(result)["upload_file"] is Verdict.NEEDS_HUMAN
    assert any("“perhaps”" in note for note in result.notes)
    assert [each["endpoint"] for each in result.document["api"]] == ["https://shop.example/mcp"]


@pytest.mark.parametrize(
    "policy",
    [
        {"permissions": {"read": {"allowed": True, "login_required": True}}},
        {"permissions": {"read": {"allowed": True, "partners_only": "yes"}}},
        {"permissions": {"read": {"allowed": True, "url": "https://a.example/blog"}}},
        {"permissions": {"read": True, "login_required": True}},
        {"permissions": {"read": True, "paths": ["/blog/*"]}},
        {"permissions": {"read": True, "access": "denied"}},
        {"permissions": {"read": True, "reading_prohibited": True}},
        {"permissions": {"read": {"allowed": True, "disallowed_agents": ["OneBot"]}}},
        {"agents": {"*": {"allow": ["read"], "paths": ["/blog/*"]}}},
        {"agents": {"*": {"allow": ["read"], "login": "required"}}},
        {"agents": {"*": {"allow": ["read"], "deny": ["*"]}}},
        {"agents": {"OneBot": {"allow": ["read"]}}},
        {"agents": [{"name": "OneBot", "allow": ["read"]}]},
        {"rules": [{"actions": ["read"], "effect": "allow", "tier": "gold"}], "default": "deny"},
        {"rules": [{"actions": ["read"], "effect": "log"}], "default": "allow"},
        {
            "rules": [{"actions": ["read"], "effect": "allow"}, {"effect": "deny"}],
            "default": "deny",
        },
    ],
)
def test_what_is_allowed_under_a_condition_is_not_allowed(policy: dict[str, Any]) -> None:
    assert "read_content" not in allowed(converted(policy))


def test_duties_about_texts_become_guidelines() -> None:
    result = converted(
        {"permissions": {"read": True, "cite": "required", "resale_prohibited": True}}
    )

    assert allowed(result) == READING
    assert [
        (each["directive"], each["description"]) for each in result.document["action_guidelines"]
    ] == [
        ("MUST", "Cite."),
        ("MUST NOT", "Use this site's content for: resale."),
    ]


def test_a_limit_in_prose_is_asked_for() -> None:
    result = converted({"permissions": {"read": {"allow": True, "rateLimit": "be gentle"}}})

    (asked,) = result.document["action_guidelines"]
    assert asked["description"].endswith("be gentle")


def test_an_early_draft_is_mended() -> None:
    result = converted(
        {
            "metadata": {
                **METADATA,
                "schema_version": "v1",
                "author": "Ada",
                "contact": "a@b.example",
            },
            "custom_verbs": {"dance": "Dances."},
            "resource_rules": [
                {"verb": "read_content", "selector": {"type": "all", "value": ""}, "allowed": True},
                {
                    "verb": "click_element",
                    "selector": {"type": "xpath", "value": "//form[@id='pay']//button"},
                    "allowed": False,
                },
                {
                    "verb": "fill_form",
                    "selector": {"type": "css", "value": "#q"},
                    "allowed": True,
                    "modifiers": {"time_window": "08:00–20:00 UTC"},
                },
                {"verb": "follow_link", "selector": "a", "allowed": True, "modifiers": {"zap": 1}},
                {"verb": "dance", "selector": "*", "allowed": False},
            ],
            "action_guidelines": [
                {"directive": "must_not", "description": "Lie.", "exceptions": ["a", "b"]},
                {"directive": "MAY", "description": "Sing."},
            ],
            "api": [{"type": "mcp_transport", "endpoint": "https://x.example", "description": "x"}],
        }
    )

    assert result.document == {
        "metadata": {
            "schema_version": "1.0.0",
            "last_updated": "2026-03-04T12:00:00Z",
            "author": "Ada (a@b.example)",
        },
        "strict": True,
        "resource_rules": [
            rule("read_content", "*", True),
            rule("click_element", "form[id='pay'] button", False),
            rule("set_input_value", "#q", True, {"time_window": "08:00-20:00 UTC"}),
            rule("follow_link", "a", False),
        ],
        "action_guidelines": [
            {"directive": "MUST NOT", "description": "Lie.", "exceptions": "a; b"},
            {"directive": "MUST NOT", "description": "dance: Dances."},
        ],
    }


@pytest.mark.parametrize(
    "lost",
    [
        {"verb": "click_element", "selector": "a[[[", "allowed": False},
        {"verb": "click_element", "selector": "", "allowed": False},
        {"verb": "click_element", "allowed": "no"},
        {
            "verb": "click_element",
            "selector": "a[[[",
            "allowed": True,
            "modifiers": {"human_in_the_loop": True},
        },
        {
            "verb": "click_element",
            "selector": {"type": "xpath", "value": "//a[last()]"},
            "allowed": False,
        },
        {
            "verb": "click_element",
            "selector": "",
            "allowed": True,
            "modifiers": {"human_in_the_loop": True},
        },
    ],
)
def test_a_restriction_on_unknown_elements_closes_its_verb(lost: dict[str, Any]) -> None:
    """A narrower permission would otherwise open what it closed."""
    result = converted(document(False, rule("click_element", "#a.b", True), lost))

    closed = verdicts(result, own=frozenset({"#a.b"}))
    assert closed["click_element"] is Verdict.DENY
    assert closed["follow_link"] is Verdict.ALLOW


def test_a_valid_manifest_stays_as_it_is() -> None:
    manifest = document(False, rule("click_element", "#buy", True, {"burst": 1}))
    assert convert(json.dumps(manifest)).document == manifest


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ({"name": "x"}, "no permissions in a known format"),
        ({"strict": True, "permissions": {"read": True}}, "mixes two formats"),
        ([], "JSON object"),
    ],
)
def test_what_states_no_permissions_is_refused(policy: object, told: str) -> None:
    with pytest.raises(Unconvertible, match=told):
        convert(json.dumps(policy))
