"""What changed between two manifests, and which way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests import ElementMatch, Manifest, parse_manifest
from webagent_manifests.owner import Change, Tendency, diff

from tests.manifests.documents import document, rule
from tests.manifests.owner.random_manifests import decisions, documents, elements


def parsed(value: dict[str, Any]) -> Manifest:
    return parse_manifest(json.dumps(value))


def click(allowed: bool, modifiers: dict[str, Any] | None = None) -> dict[str, Any]:
    return rule("click_element", "#buy", allowed, modifiers)


@pytest.mark.parametrize(
    ("old", "new", "tendency"),
    [
        (click(True), click(False), Tendency.STRICTER),
        (click(False), click(True, {"human_in_the_loop": True}), Tendency.LAXER),
        (click(True), click(True, {"human_in_the_loop": True}), Tendency.STRICTER),
        (click(True, {"burst": 2}), click(True, {"burst": 3}), Tendency.LAXER),
        (click(True, {"burst": 2}), click(True), Tendency.LAXER),
        (
            click(True, {"rate_limit": {"max_requests": 9, "window_seconds": 60}}),
            click(True, {"rate_limit": {"max_requests": 9, "window_seconds": 90}}),
            Tendency.STRICTER,
        ),
        (
            click(True, {"rate_limit": {"max_requests": 9, "window_seconds": 60}}),
            click(True, {"rate_limit": {"max_requests": 10, "window_seconds": 90}}),
            Tendency.DIFFERENT,
        ),
        (
            click(True, {"rate_limit": {"max_requests": 9}}),
            click(True, {"rate_limit": {"max_requests": 9, "window_seconds": 90}}),
            Tendency.DIFFERENT,
        ),
        (
            click(True, {"time_window": "08:00-20:00 UTC"}),
            click(True, {"time_window": "09:00-20:00 UTC"}),
            Tendency.STRICTER,
        ),
        (
            click(True, {"time_window": "22:00-06:00 UTC"}),
            click(True, {"time_window": "21:00-06:30 UTC"}),
            Tendency.LAXER,
        ),
        (
            click(True, {"time_window": "08:00-10:00 UTC"}),
            click(True, {"time_window": "09:00-11:00 UTC"}),
            Tendency.DIFFERENT,
        ),
        (
            click(True, {"burst": 2}),
            click(True, {"burst": 3, "human_in_the_loop": True}),
            Tendency.DIFFERENT,
        ),
    ],
)
def test_a_changed_rule_goes_one_way(
    old: dict[str, Any], new: dict[str, Any], tendency: Tendency
) -> None:
    difference = diff(parsed(document(True, old)), parsed(document(True, new)))

    (change,) = difference.rules
    assert (change.change, change.tendency) == (Change.CHANGED, tendency)
    assert (change.old, change.new) == (0, 0)


@pytest.mark.parametrize(
    "same",
    [
        (click(False), click(False, {"burst": 1})),
        (click(True), click(True, {"rate_limit": {"window_seconds": 5}})),
        (click(True), click(True, {"human_in_the_loop": False})),
        (click(True), click(True, {"time_window": "00:00-24:00 UTC"})),
    ],
)
def test_what_has_no_effect_is_no_change(same: tuple[dict[str, Any], dict[str, Any]]) -> None:
    old, new = (parsed(document(True, each)) for each in same)

    assert diff(old, new).is_empty


def test_rules_that_tie_and_swap_are_told() -> None:
    one, other = rule("click_element", ".a", True), rule("click_element", ".b", False)

    (change,) = diff(parsed(document(True, one, other)), parsed(document(True, other, one))).rules

    assert change.change is Change.REORDERED
    # Different specificities do not tie: the order between them is nothing.
    narrower = rule("click_element", "#a", True)
    swapped = parsed(document(True, narrower, other)), parsed(document(True, other, narrower))
    assert diff(*swapped).is_empty


def test_beside_a_new_default_a_rule_may_do_otherwise() -> None:
    """What a permission on everything said, the new default says without it."""
    difference = diff(parsed(document(True, click(True))), parsed(document(False)))

    (change,) = difference.rules
    assert (difference.default, change.tendency) == (Tendency.LAXER, Tendency.DIFFERENT)


def test_guidelines_and_interfaces_are_compared() -> None:
    ask = {"directive": "SHOULD", "description": "Say hello."}
    api = {"type": "mcp", "endpoint": "/mcp", "description": "Tools."}
    difference = diff(
        parsed(document(True, action_guidelines=[ask, {**ask, "description": "Wait."}])),
        parsed(document(True, action_guidelines=[{**ask, "directive": "MUST"}], api=[api])),
    )

    assert not difference.decides
    assert [(each.change, each.tendency) for each in difference.guidelines] == [
        (Change.CHANGED, Tendency.STRICTER),
        (Change.REMOVED, Tendency.LAXER),
    ]
    assert [each.text for each in difference.interfaces] == ["mcp at /mcp: Tools."]


@settings(deadline=None)
@given(documents)
def test_a_manifest_does_not_differ_from_itself(written: dict[str, Any]) -> None:
    assert diff(parsed(written), parsed(written)).is_empty


@settings(deadline=None, max_examples=150)
@given(documents, documents, st.lists(elements, min_size=1, max_size=4))
def test_the_tendency_holds_of_every_decision(
    written: dict[str, Any], rewritten: dict[str, Any], asked: list[ElementMatch]
) -> None:
    """Laxer never forbids more, stricter never allows more, and no change changes nothing."""
    check_tendency(parsed(written), parsed(rewritten), asked)


@settings(deadline=None, max_examples=150)
@given(documents, st.lists(elements, min_size=1, max_size=4), st.data())
def test_the_tendency_holds_of_one_edit(
    written: dict[str, Any], asked: list[ElementMatch], data: st.DataObject
) -> None:
    edited = list(written["resource_rules"])
    other = data.draw(documents)
    if edited and data.draw(st.booleans()):
        edited.pop(data.draw(st.integers(0, len(edited) - 1)))
    place = data.draw(st.integers(0, len(edited)))
    edited[place:place] = other["resource_rules"][:1]

    check_tendency(parsed(written), parsed({**written, "resource_rules": edited}), asked)


def check_tendency(old: Manifest, new: Manifest, asked: list[ElementMatch]) -> None:
    difference = diff(old, new)
    pairs = list(zip(decisions(old, asked), decisions(new, asked), strict=True))
    match difference.tendency:
        case None:
            assert all(was.verdict is now.verdict for was, now in pairs)
        case Tendency.LAXER:
            assert all(now.verdict <= was.verdict for was, now in pairs)
        case Tendency.STRICTER:
            assert all(now.verdict >= was.verdict for was, now in pairs)
        case Tendency.DIFFERENT:
            pass
