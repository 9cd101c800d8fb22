"""A manifest as an agent reads it: leniently, but never to its own advantage."""

from __future__ import annotations

import json
from typing import Any

import pytest
from webagent_manifests import (
    ElementMatch,
    ManifestInvalid,
    MemoryLedger,
    Profile,
    Request,
    RuleSet,
    Verdict,
    parse_manifest,
    read_manifest,
)

from tests.manifests.documents import METADATA, document, rule
from tests.manifests.test_rules import NOW

LATER = {**METADATA, "schema_version": "1.1.0"}


def read(written: dict[str, Any], profile: Profile = Profile.HEAD) -> tuple[RuleSet, list[str]]:
    found = read_manifest(json.dumps(written), profile=profile)
    return RuleSet(found.manifest), list(found.warnings)


def click(rules: RuleSet, *matched: str) -> tuple[Verdict, int | None]:
    request = Request("click_element", (ElementMatch(frozenset(matched)),))
    decision = rules.decide(request, now=NOW, ledger=MemoryLedger())
    return decision.verdict, decision.rule


def test_a_rule_with_an_unknown_verb_is_set_aside_and_the_others_keep_their_index() -> None:
    """Unknown verbs are disallowed; a rule on one can only govern what no agent here can do."""
    written = document(True, rule("teleport", "*", True), rule("click_element", "a", True))
    with pytest.raises(ManifestInvalid):
        parse_manifest(json.dumps(written))

    rules, warnings = read(written)

    assert click(rules, "a") == (Verdict.ALLOW, 1)
    assert click(rules) == (Verdict.DENY, None)
    (warning,) = warnings
    assert "$.resource_rules[0].verb" in warning
    assert "teleport" in warning


def test_a_schema_reference_is_ignored() -> None:
    rules, warnings = read(document(True, **{"$schema": "https://schema.example/v1.json"}))

    assert click(rules) == (Verdict.DENY, None)
    assert "$schema" in warnings[0]


@pytest.mark.parametrize(
    "written",
    [
        document(False, contact="x"),
        document(False, rule("all", "a", True, {"mood": "good"})),
        {**document(False), "metadata": {**METADATA, "colour": "red"}},
    ],
)
def test_unknown_keys_invalidate_a_file_of_the_known_version(written: dict[str, Any]) -> None:
    with pytest.raises(ManifestInvalid):
        read(written)


def test_unknown_keys_of_a_later_version_are_ignored() -> None:
    rules, warnings = read(
        {
            **document(False, rule("click_element", "a", False, {"mood": "good"}), contact="x"),
            "metadata": {**LATER, "colour": "red"},
        }
    )

    assert click(rules, "a") == (Verdict.DENY, 0)
    assert len(warnings) == 3


@pytest.mark.parametrize(
    "allowed",
    [
        rule("click_element", "a", True, {"mood": "good"}),
        rule("click_element", "a", True, {"rate_limit": {"max_requests": 9, "per_user": True}}),
        {**rule("click_element", "a", True), "unless": "never"},
    ],
)
def test_an_allowance_under_an_unknown_condition_is_a_denial(allowed: dict[str, Any]) -> None:
    rules, warnings = read({**document(False, allowed), "metadata": LATER})

    assert click(rules, "a") == (Verdict.DENY, 0)
    assert any("denied" in warning for warning in warnings)


def test_guidelines_and_apis_of_an_unknown_kind_are_set_aside() -> None:
    written = document(
        True,
        action_guidelines=[
            {"directive": "MAY", "description": "Look around."},
            {"directive": "SHOULD", "description": "Be kind."},
        ],
        api=[{"type": "soap", "endpoint": "/soap", "description": "Old."}],
    )
    with pytest.raises(ManifestInvalid):
        read(written)

    rules, warnings = read({**written, "metadata": LATER})

    assert [each.description for each in rules.manifest.action_guidelines] == ["Be kind."]
    assert rules.manifest.api == ()
    assert len(warnings) == 2


def test_only_the_legacy_profile_reads_a_file_without_strict_and_strictly() -> None:
    written = document(True, rule("click_element", "a", True))
    del written["strict"]
    with pytest.raises(ManifestInvalid):
        read(written)

    rules, _ = read(written, Profile.LEGACY)

    assert click(rules, "a") == (Verdict.ALLOW, 0)
    assert click(rules) == (Verdict.DENY, None)


@pytest.mark.parametrize("version", ["1.1", "1.1.0-rc1", "९.0.0", f"{'9' * 5000}.0.0", 2, None])
def test_a_version_that_is_none_is_not_a_later_one(version: Any) -> None:
    with pytest.raises(ManifestInvalid):
        read({**document(False, contact="x"), "metadata": {**METADATA, "schema_version": version}})


def test_warnings_stay_few() -> None:
    _, warnings = read(document(True, *(rule(f"v{number}", "a", True) for number in range(99))))

    assert len(warnings) == 21
    assert warnings[-1] == "79 more like these."
