"""Mending keeps what it does not mend, and never makes a decision laxer."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests import (
    ElementMatch,
    ManifestError,
    MemoryLedger,
    Profile,
    Request,
    RuleSet,
    Verb,
    parse_manifest,
)
from webagent_manifests.lint import FIXABLE, fix, lint
from webagent_manifests.lint._selector import Standing, read_selector

from tests.manifests.documents import METADATA, document, rule

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)

names = ["*", "a", "#x", ".b", "a, .b", ".b, a", "x:foo", "a[[["]
modifiers: st.SearchStrategy[dict[str, Any] | None] = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "human_in_the_loop": st.booleans(),
        "burst": st.just(1),
        "rate_limit": st.sampled_from(
            [
                {},
                {"window_seconds": 9},
                {"max_requests": 1},
                {"max_requests": 1, "window_seconds": 9},
            ]
        ),
        "time_window": st.sampled_from(["08:00-20:00 UTC", "20:00-08:00 UTC", "29:00-29:00 UTC"]),
    },
)
rules = st.lists(
    st.builds(
        rule,
        st.sampled_from(["all", "click_element", "read_content"]),
        st.sampled_from(names),
        st.booleans(),
        modifiers,
    ),
    max_size=6,
)
branches = ["*", "a", "#x", ".b", "x:foo"]
matches = st.builds(
    ElementMatch,
    st.frozensets(st.sampled_from(branches)),
    st.lists(st.frozensets(st.sampled_from(branches), min_size=1), max_size=2).map(tuple),
)
# A selector that is known to be valid is one that no browser refuses.
refused = st.frozensets(
    st.sampled_from([name for name in names if read_selector(name).standing is not Standing.VALID])
)


requests = st.builds(
    Request,
    st.sampled_from(["click_element", "read_content", "scroll_page"]),
    st.lists(matches, min_size=1, max_size=2).map(tuple),
    invalid=refused,
)


@settings(deadline=None, max_examples=200)
@given(rules, st.booleans(), st.lists(requests, min_size=1, max_size=4))
def test_decisions_stay_the_same(
    written: list[dict[str, Any]], strict: bool, asked: list[Request]
) -> None:
    """Case 99: mend, then decide again."""
    body = json.dumps(document(strict, *written))
    fixed = fix(body)
    before, after = RuleSet(parse_manifest(body)), RuleSet(parse_manifest(fixed.body))

    for request in asked:
        assert _outcome(after, request) == _outcome(before, request), fixed.applied


def _outcome(rule_set: RuleSet, request: Request) -> object:
    decision = rule_set.decide(request, now=NOW, ledger=MemoryLedger())
    # A window without a number of requests counts nothing.
    uses = [
        (use.key, use.max_requests, use.max_requests and use.window_seconds, use.burst)
        for use in decision.uses
        if use.max_requests is not None or use.burst is not None
    ]
    return decision.verdict, decision.reason_code, decision.until, uses


old_drafts: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"metadata": st.just(METADATA)},
    optional={
        "strict": st.booleans(),
        "resource_rules": st.lists(
            st.fixed_dictionaries(
                {
                    "verb": st.sampled_from(["fill_form", "hover", *Verb]),
                    "selector": st.sampled_from(
                        ["a", {"type": "css", "value": "#x"}, {"type": "all"},
                         {"type": "xpath", "value": "//a"}]
                    ),
                    "allowed": st.booleans(),
                },
                optional={"modifiers": modifiers},
            ),
            max_size=5,
        ),
        "custom_verbs": st.just({"x": "y"}),
        "$schema": st.just("https://x.example"),
    },
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(old_drafts, st.sampled_from([None, 2, "\t"]), st.booleans())
def test_what_is_mended_is_gone_and_stays_gone(
    written: dict[str, Any], indent: int | str | None, mark: bool
) -> None:
    body = ("\ufeff" * mark) + json.dumps(written, indent=indent)
    fixed = fix(body)

    left = lint(fixed.body, now=NOW)
    # What has no single remedy is left, under the same code.
    again = fix(fixed.body)
    assert again.applied == ()
    assert again.body == fixed.body
    assert not {each.code for each in left.findings} & (
        FIXABLE - {"unknown-key", "one-sided-rate-limit", "bad-date", "object-selector"}
    )


@settings(deadline=None, max_examples=150)
@given(old_drafts)
def test_a_legacy_file_means_the_same_in_the_new_profile(written: dict[str, Any]) -> None:
    body = json.dumps(written)
    try:
        before = parse_manifest(body, profile=Profile.LEGACY)
    except ManifestError:
        return
    after = parse_manifest(fix(body).body)

    assert after.strict is before.strict
    request = Request("click_element", (ElementMatch(frozenset({"a"})),))
    assert _outcome(RuleSet(after), request) == _outcome(RuleSet(before), request)


def test_what_is_not_mended_stays_as_it_was_written() -> None:
    body = (
        '{\r\n\t"metadata" : { "schema_version":"1.0.0",   "last_updated":"2026-01-31" },\r\n'
        '\t"$schema": "x",\r\n'
        '\t"resource_rules": [ {"allowed":true,\t"selector":"#\\u00e9", "verb":"fill_form"} ]'
        "\r\n}\r\n"
    )

    fixed = fix(body)

    assert fixed.body.decode() == (
        '{\r\n\t"metadata" : { "schema_version":"1.0.0",   "last_updated":"2026-01-31T00:00:00Z" },'
        '\r\n\t"strict": true,\r\n'
        '\t"resource_rules": [ {"allowed":true,\t"selector":"#\\u00e9", "verb":"set_input_value"} ]'
        "\r\n}\r\n"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{}", '{"strict": true}'),
        ('{"api":[]}', '{"strict":true,"api":[]}'),
        ('{"$schema": 1}', '{"strict":true}'),
        ('{\n  "api": []\n}', '{\n  "strict": true,\n  "api": []\n}'),
    ],
)
def test_strict_is_added_where_it_belongs(body: str, expected: str) -> None:
    assert fix(body).body.decode() == expected


def test_of_equal_rules_the_last_one_stays() -> None:
    """It is the last one that wins over a rule between them."""
    allow, deny = rule("click_element", ".a", True), rule("click_element", ".b", False)
    fixed = fix(json.dumps(document(False, allow, allow, deny, allow)))

    assert json.loads(fixed.body)["resource_rules"] == [deny, allow]


def test_a_rule_that_a_browser_may_refuse_keeps_its_last_modifier() -> None:
    """Without it, a rule that now forbids the verb on such a browser would be dropped."""
    limited = rule("click_element", "x:foo", True, {"rate_limit": {}})

    assert fix(json.dumps(document(False, limited))).applied == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe{",
        b'{"a": 1, "a": 1}',
        b"<html>",
        b"[" * 50,
        b"[]",
        b"null",
        b" " * 2_000_000,
    ],
)
def test_what_cannot_be_read_is_left_alone(body: bytes) -> None:
    assert fix(body).body == body


def test_a_mark_goes_from_a_broken_file_too() -> None:
    assert fix(b"\xef\xbb\xbf{").body == b"{"
