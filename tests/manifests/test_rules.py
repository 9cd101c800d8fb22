"""Rule sets beside the decision table: counting, keys, time, speed."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from webagent_manifests import (
    Decision,
    ElementMatch,
    Ledger,
    ReasonCode,
    Request,
    RuleSet,
    Verdict,
    strictest,
)

from tests.manifests.documents import manifest, rule

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
ONCE: dict[str, Any] = {"rate_limit": {"max_requests": 1, "window_seconds": 60}}
CLICK = Request("click_element", (ElementMatch(frozenset({0})),))


def limited(selector: str = "a", *, scope: str = "", **modifiers: Any) -> RuleSet:
    written = rule("click_element", selector, True, {**ONCE, **modifiers})
    return RuleSet(manifest(True, [written]), scope=scope)


def use(rules: RuleSet, ledger: Ledger, request: Request = CLICK) -> None:
    rules.record([rules.decide(request, now=NOW, ledger=ledger)], when=NOW, ledger=ledger)


def verdict(rules: RuleSet, ledger: Ledger, request: Request = CLICK) -> Verdict:
    return rules.decide(request, now=NOW, ledger=ledger).verdict


def test_every_distinct_selector_is_asked_for_once() -> None:
    rules = RuleSet(
        manifest(True, [rule("all", "a, .b", True), rule("all", ".b,\n:is(a, i)", False)])
    )

    assert rules.selectors == ("a", ".b", ":is(a, i)")


def test_recording_uses_a_limit_up() -> None:
    rules, ledger = limited(), Ledger()

    assert verdict(rules, ledger) is Verdict.ALLOW
    use(rules, ledger)
    assert verdict(rules, ledger) is Verdict.WAIT


def test_deciding_alone_uses_nothing_up() -> None:
    rules, ledger = limited(), Ledger()

    assert {verdict(rules, ledger) for _ in range(5)} == {Verdict.ALLOW}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(limited("b", scope="https://a.example"), id="another rule"),
        pytest.param(limited(scope="https://b.example"), id="another origin"),
    ],
)
def test_rules_of_different_manifests_never_mix(other: RuleSet) -> None:
    ledger = Ledger()
    use(limited(scope="https://a.example"), ledger)

    assert verdict(other, ledger) is Verdict.ALLOW


def test_a_manifest_fetched_again_keeps_its_counts() -> None:
    ledger = Ledger()
    first = limited()
    later = first.manifest.metadata.model_copy(update={"last_updated": "2026-06-01T00:00:00Z"})
    use(first, ledger)

    again = RuleSet(first.manifest.model_copy(update={"metadata": later}))

    assert verdict(again, ledger) is Verdict.WAIT


def test_an_action_counts_once_for_a_rule_that_allowed_two_of_its_verbs() -> None:
    twice = {"rate_limit": {"max_requests": 2, "window_seconds": 60}}
    rules = RuleSet(manifest(True, [rule("all", "a", True, twice)]))
    ledger = Ledger()
    verbs = [
        rules.decide(Request(verb, CLICK.elements), now=NOW, ledger=ledger)
        for verb in ("click_element", "follow_link")
    ]

    rules.record(verbs, when=NOW, ledger=ledger)

    assert verdict(rules, ledger) is Verdict.ALLOW


def test_the_form_and_its_submitter_both_count() -> None:
    """The strictest decision names one rule; the limits of both are used up."""
    rules = RuleSet(
        manifest(True, [rule("submit_form", "#go", True), rule("submit_form", "form", True, ONCE)])
    )
    ledger = Ledger()
    submit = Request("submit_form", (ElementMatch(frozenset({0})), ElementMatch(frozenset({1}))))

    use(rules, ledger, submit)

    assert verdict(rules, ledger, submit) is Verdict.WAIT


def test_only_limited_rules_are_counted() -> None:
    rules = RuleSet(manifest(False, [rule("click_element", "a", True)]))
    decision = rules.decide(CLICK, now=NOW, ledger=Ledger())

    assert (decision.rule, decision.limited) == (0, ())


def test_the_ledger_counts_by_time_in_any_order() -> None:
    ledger = Ledger()
    for minutes in (5, 1, 3):
        ledger.record("k", 0, NOW + timedelta(minutes=minutes))

    assert ledger.times("k", 0) == tuple(NOW + timedelta(minutes=m) for m in (1, 3, 5))
    assert ledger.times("k", 0, since=NOW + timedelta(minutes=3)) == (NOW + timedelta(minutes=5),)
    assert ledger.times("k", 1) == ledger.times("other", 0) == ()


@pytest.mark.parametrize("method", ["decide", "visibility", "record"])
def test_a_naive_time_is_refused(method: str) -> None:
    rules, naive = limited(), datetime(2026, 3, 4, 12)
    with pytest.raises(ValueError, match="timezone-aware"):
        match method:
            case "decide":
                rules.decide(CLICK, now=naive, ledger=Ledger())
            case "visibility":
                rules.visibility(now=naive, ledger=Ledger())
            case _:
                rules.record([], when=naive, ledger=Ledger())


def test_a_selector_cannot_break_out_of_a_reason() -> None:
    rules = RuleSet(
        manifest(True, [rule("click_element", 'a\n\u202e[title="' + "x" * 500 + '"]', True)])
    )

    reason = rules.decide(CLICK, now=NOW, ledger=Ledger()).reason

    assert reason.isprintable()
    assert len(reason) < 150


def test_strictest_is_the_first_of_equals() -> None:
    def decision(verdict: Verdict, reason: str) -> Decision:
        return Decision(verdict, "click_element", ReasonCode.RULE, reason)

    mixed = [
        decision(Verdict.ALLOW, "a"),
        decision(Verdict.WAIT, "b"),
        decision(Verdict.NEEDS_HUMAN, "c"),
        decision(Verdict.WAIT, "d"),
    ]

    assert strictest(mixed) is mixed[1]
    assert sorted(Verdict) == [Verdict.ALLOW, Verdict.NEEDS_HUMAN, Verdict.WAIT, Verdict.DENY]


def test_strictest_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="empty"):
        strictest([])


def test_deciding_takes_microseconds() -> None:
    """Far above the 5 µs it takes, far below what a scan over rules and selectors would."""
    chance = random.Random(1)
    rules = RuleSet(
        manifest(
            True,
            [
                rule(
                    chance.choice(["all", "click_element", "follow_link"]),
                    f".a{number}, #b{number} .c",
                    chance.random() < 0.5,
                    ONCE if number % 5 == 0 else None,
                )
                for number in range(50)
            ],
        )
    )
    requests = [
        Request(
            "click_element",
            (
                ElementMatch(
                    frozenset(chance.sample(range(100), 5)),
                    tuple(frozenset(chance.sample(range(100), 3)) for _ in range(4)),
                ),
            ),
        )
        for _ in range(200)
    ]
    ledger = Ledger()
    fastest = float("inf")
    for _ in range(10):
        start = time.perf_counter()
        for request in requests:
            rules.decide(request, now=NOW, ledger=ledger)
        fastest = min(fastest, (time.perf_counter() - start) / len(requests))

    assert fastest < 20e-6
