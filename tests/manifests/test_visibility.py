"""What the page's script is given to hide content with."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from webagent_manifests import (
    ElementMatch,
    MemoryLedger,
    Request,
    RuleSet,
    Visibility,
    VisibilityEntry,
)

from tests.manifests.documents import manifest, rule

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def visibility(strict: bool, *rules: dict[str, Any]) -> Visibility:
    return RuleSet(manifest(strict, rules)).visibility(now=NOON, ledger=MemoryLedger())


def test_entries_come_in_order_of_priority() -> None:
    """read_content before `all`, then specificity by branch, then later rules first."""
    seen = visibility(
        True,
        rule("all", "#a", False),
        rule("read_content", "p, .x", True),
        rule("click_element", "#b", False),
        rule("read_content", "i", False),
    )

    assert seen == Visibility(
        entries=(
            VisibilityEntry(".x", 1, allowed=True, essential=False),
            VisibilityEntry("i", 3, allowed=False, essential=True),
            VisibilityEntry("p", 1, allowed=True, essential=False),
            VisibilityEntry("#a", 0, allowed=False, essential=True),
        ),
        default_allowed=False,
    )


@pytest.mark.parametrize(
    ("modifiers", "allowed"),
    [
        ({"human_in_the_loop": True}, False),
        ({"human_in_the_loop": False}, True),
        ({"time_window": "08:00-20:00 UTC"}, True),
        ({"time_window": "20:00-08:00 UTC"}, False),
        ({"rate_limit": {"max_requests": 1}}, True),
    ],
)
def test_conditions_are_settled_at_the_moment(modifiers: dict[str, Any], allowed: bool) -> None:
    (entry,) = visibility(False, rule("read_content", "p", True, modifiers)).entries

    assert entry.allowed is allowed
    assert entry.essential


def test_a_limit_that_is_used_up_hides() -> None:
    written = rule("read_content", "p", True, {"rate_limit": {"max_requests": 1}})
    rules, ledger = RuleSet(manifest(False, [written])), MemoryLedger()
    read = Request("read_content", (ElementMatch(frozenset({"p"})),))
    ledger.claim(rules.decide(read, now=NOON, ledger=ledger).uses, when=NOON)

    assert not rules.visibility(now=NOON, ledger=ledger).entries[0].allowed


@pytest.mark.parametrize(
    ("seen", "hides"),
    [
        (Visibility.open(), False),
        (visibility(False), False),
        (visibility(True), True),
        (visibility(False, rule("read_content", "p", True)), False),
        (visibility(False, rule("read_content", "p", False)), True),
        (visibility(False, rule("all", "p", False)), True),
        (visibility(False, rule("click_element", "p", False)), False),
        # Its selector may turn out to be invalid, and then nothing may be read.
        (visibility(False, rule("read_content", "p", True, {"burst": 1})), True),
    ],
)
def test_hides_anything(seen: Visibility, hides: bool) -> None:
    assert seen.hides_anything is hides


def test_the_json_form_is_plain() -> None:
    value = visibility(True, rule("read_content", "p", False)).to_json()

    assert json.loads(json.dumps(value)) == [
        {
            "entries": [{"selector": "p", "rule": 0, "allowed": False, "essential": True}],
            "defaultAllowed": False,
        }
    ]


def test_what_one_of_several_hides_is_hidden() -> None:
    first = visibility(False, rule("read_content", "p", False))
    second = visibility(False, rule("read_content", "i", False))

    both = Visibility.open().within(first, second, visibility(False))

    assert both.hides_anything
    assert both.to_json() == first.to_json() + second.to_json()
