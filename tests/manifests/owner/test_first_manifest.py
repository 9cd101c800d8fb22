"""A first manifest from an owner's answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webagent_manifests import MemoryLedger, PolicyStatus, RuleSet, SitePolicy, parse_manifest
from webagent_manifests.lint import lint
from webagent_manifests.owner import (
    Answers,
    first_manifest,
    parse_hours,
    parse_rate,
    parse_selector,
)
from webagent_manifests.page import StaticPage, decide_action

if TYPE_CHECKING:
    from webagent_manifests.page import ActionDecision

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
PAGE = StaticPage.parse(
    """<title>Shop</title><a class=out href=/x>Out</a>
    <form id=checkout><input name=card><button>Pay</button>
    <button class=danger type=button><span>Empty</span></button></form>
    <form id=search><input name=q><button>Find</button></form>""",
    "https://shop.example/",
)


async def decide(answers: Answers, target: str, action: str) -> ActionDecision:
    manifest = parse_manifest(json.dumps(first_manifest(answers, now=NOON)))
    policy = SitePolicy(PolicyStatus.PRESENT, None, "It is there.", RuleSet(manifest))
    (index, *_) = sorted((await PAGE.matches([target]))[target] or ())
    return await decide_action(PAGE, index, action, [policy], now=NOON, ledger=MemoryLedger())


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize(
    ("answers", "target", "action", "word"),
    [
        ({}, "#search button", "click", "allow"),
        ({}, "h1, title", "read", "allow"),
        ({"reading": False}, "#search", "read", "deny"),
        ({"links": False}, ".out", "click", "deny"),
        ({"forms": False}, "#search button", "click", "deny"),
        ({"forms": False}, "[name=q]", "type", "deny"),
        ({"human_for": ("#checkout",)}, "#checkout button", "click", "needs_human"),
        ({"human_for": ("#checkout",)}, "#search button", "click", "allow"),
        ({"human_for": ("form#checkout",)}, "[name=card]", "type", "allow"),
        (
            {"human_for": ("#checkout",), "forms": False},
            "[name=card]",
            "press-enter",
            "needs_human",
        ),
        ({"human_for": ("#checkout",), "forms": False}, "#search button", "click", "deny"),
        ({"deny": (".danger",)}, ".danger span", "click", "deny"),
        # Neither a person's consent nor a more specific selector lifts it.
        ({"deny": (".danger",), "human_for": ("#checkout *",)}, ".danger span", "click", "deny"),
        ({"deny": ("form",)}, "#search button", "click", "deny"),
        ({"deny": ("#checkout",)}, "#checkout button", "click", "deny"),
        # What is in it is closed as well, though a rule on everything matches it directly.
        ({"deny": ("#checkout",)}, "button.danger", "click", "deny"),
        ({"deny": ("#checkout",)}, "[name=card]", "type", "deny"),
        ({"deny": ("a.out",)}, ".out", "click", "deny"),
        ({"hours": "13:00-20:00"}, ".out", "click", "wait"),
        ({"hours": "8:00-20:00", "human_for": ("#checkout",)}, ".out", "click", "allow"),
    ],
)
async def test_answers_hold_on_a_page(
    strict: bool, answers: dict[str, object], target: str, action: str, word: str
) -> None:
    decision = await decide(Answers(**answers, strict=strict), target, action)  # pyright: ignore[reportArgumentType]

    assert decision.verdict.word == word, decision.reason


async def test_only_a_strict_manifest_forbids_what_was_not_asked_about() -> None:
    for strict, word in ((True, "deny"), (False, "allow")):
        decision = await decide(Answers(strict=strict), ".out", "download_file")
        assert decision.verdict.word == word


selectors = st.lists(
    st.sampled_from(["#a", ".b", "form.c", "button#d, a.e", "a[href^='/x']", "#f > .g"]),
    max_size=2,
    unique=True,
).map(tuple)
answers = st.builds(
    Answers,
    reading=st.booleans(),
    links=st.booleans(),
    forms=st.booleans(),
    human_for=selectors,
    deny=selectors,
    hours=st.sampled_from([None, "08:00-20:00", "22:00-6:00", "0:00-24:00"]),
    rate=st.none() | st.tuples(st.integers(1, 99), st.integers(1, 9_999)),
    author=st.none() | st.text(max_size=20),
    strict=st.booleans(),
)


@settings(deadline=None)
@given(answers)
def test_whatever_is_answered_the_manifest_is_sound(given_answers: Answers) -> None:
    text = json.dumps(first_manifest(given_answers, now=NOON))

    report = lint(text, now=NOON)
    assert report.sound, report.findings
    assert report.manifest is not None
    assert report.manifest.strict is given_answers.strict


@pytest.mark.parametrize(
    ("text", "window"),
    [("8:00-20:00", "08:00-20:00 UTC"), ("22:00 – 06:00 UTC", "22:00-06:00 UTC")],
)
def test_hours_are_read(text: str, window: str) -> None:
    assert parse_hours(text) == window


@pytest.mark.parametrize("text", ["8-20", "25:00-26:00", "08:00-08:00", "", "08:00-20:00 CET"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="08:00-20:00"):
        parse_hours(text)


def test_rates_are_read() -> None:
    assert parse_rate("60/3600") == (60, 3_600)
    for wrong in ("60", "0/5", "5/0", "a/b", "-1/5"):
        with pytest.raises(ValueError, match="60/3600"):
            parse_rate(wrong)


@pytest.mark.parametrize("text", ["", "a,", "a{}", "a]", '#a "b\n"'])
def test_selectors_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no CSS selector"):
        parse_selector(text)
