"""Rule sets beside the decision table: counting, keys, time, speed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from webagent_manifests import (
    Decision,
    ElementMatch,
    Ledger,
    MemoryLedger,
    ReasonCode,
    Request,
    RuleSet,
    Verdict,
    strictest,
)

from tests.manifests.documents import manifest, rule

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
ONCE: dict[str, Any] = {"rate_limit": {"max_requests": 1, "window_seconds": 60}}
CLICK = Request("click_element", (ElementMatch(frozenset({"a", "b"})),))


def limited(selector: str = "a", *, scope: str = "", **modifiers: Any) -> RuleSet:
    written = rule("click_element", selector, True, {**ONCE, **modifiers})
    return RuleSet(manifest(True, [written]), scope=scope)


def use(rules: RuleSet, ledger: Ledger, request: Request = CLICK) -> None:
    ledger.claim(rules.decide(request, now=NOW, ledger=ledger).uses, when=NOW)


def verdict(rules: RuleSet, ledger: Ledger, request: Request = CLICK) -> Verdict:
    return rules.decide(request, now=NOW, ledger=ledger).verdict


def considered(rules: RuleSet, request: Request) -> list[tuple[int, str, bool]]:
    decision = rules.decide(request, now=NOW, ledger=MemoryLedger(), trace=True)
    return [(each.rule, each.selector, each.inherited) for each in decision.trace]


def test_a_trace_tells_every_rule_that_had_a_say_first_the_one_that_decides() -> None:
    rules = RuleSet(
        manifest(
            True,
            [
                rule("click_element", "a, .b", True),
                rule("all", "#c", False),
                rule("click_element", "nav", False),
                rule("follow_link", "a", False),
            ],
        )
    )
    element = ElementMatch(frozenset({"a", ".b", "#c"}), (frozenset({"nav"}),))

    told = considered(rules, Request("click_element", (element,)))

    assert told == [(0, ".b", False), (0, "a", False), (1, "#c", False), (2, "nav", True)]
    assert rules.decide(CLICK, now=NOW, ledger=MemoryLedger()).trace == ()


def test_a_trace_names_the_rules_that_were_set_aside() -> None:
    rules = RuleSet(manifest(True, [rule("click_element", ".ok, a[[[", True)]))
    request = Request(
        "click_element", (ElementMatch(frozenset({".ok"})),), invalid=frozenset({"a[[["})
    )

    (only,) = rules.decide(request, now=NOW, ledger=MemoryLedger(), trace=True).trace

    assert only.dropped


@pytest.mark.parametrize(
    ("approved", "verdict", "code"),
    [
        (None, Verdict.NEEDS_HUMAN, ReasonCode.HUMAN_REQUIRED),
        (True, Verdict.ALLOW, ReasonCode.APPROVED),
        (False, Verdict.DENY, ReasonCode.DECLINED),
    ],
)
def test_what_a_person_said_settles_what_waits_for_one(
    approved: bool | None, verdict: Verdict, code: ReasonCode
) -> None:
    rules = limited(human_in_the_loop=True)
    asked = replace(CLICK, approved=approved)

    decision = rules.decide(asked, now=NOW, ledger=MemoryLedger())

    assert (decision.verdict, decision.reason_code) == (verdict, code)


def test_nobody_can_approve_a_denial_or_lift_a_limit() -> None:
    denying = RuleSet(manifest(False, [rule("click_element", "a", False)]))
    counting, ledger = limited(human_in_the_loop=True), MemoryLedger()
    use(counting, ledger)
    approved = replace(CLICK, approved=True)

    assert verdict(denying, MemoryLedger(), approved) is Verdict.DENY
    assert verdict(counting, ledger, approved) is Verdict.WAIT


def test_a_wait_does_not_hide_that_nobody_approved() -> None:
    rules, ledger = limited(human_in_the_loop=True), MemoryLedger()
    use(rules, ledger, replace(CLICK, approved=True))

    assert verdict(rules, ledger, replace(CLICK, approved=False)) is Verdict.DENY


def test_as_many_actions_at_once_as_the_burst() -> None:
    rules = RuleSet(manifest(True, [rule("click_element", "a", True, {"burst": 2})]))
    ledger = MemoryLedger()
    uses = rules.decide(CLICK, now=NOW, ledger=ledger).uses
    first = ledger.claim(uses, when=NOW)
    assert first is not None
    assert verdict(rules, ledger) is Verdict.ALLOW
    ledger.claim(uses, when=NOW)

    assert rules.decide(CLICK, now=NOW, ledger=ledger).reason_code is ReasonCode.BURST
    assert ledger.claim(uses, when=NOW) is None
    ledger.release(first)
    assert verdict(rules, ledger) is Verdict.ALLOW


def test_a_limit_holds_when_the_file_is_rearranged_or_the_limit_changed() -> None:
    ledger = MemoryLedger()
    use(limited(), ledger)
    tighter = {"rate_limit": {"max_requests": 1, "window_seconds": 30}}
    moved = RuleSet(
        manifest(True, [rule("read_content", "p", True), rule("click_element", "a", True, tighter)])
    )

    assert verdict(moved, ledger) is Verdict.WAIT


def test_every_distinct_selector_is_asked_for_once() -> None:
    rules = RuleSet(
        manifest(True, [rule("all", "a, .b", True), rule("all", ".b,\n:is(a, i)", False)])
    )

    assert rules.selectors == ("a", ".b", ":is(a, i)")


def test_recording_uses_a_limit_up() -> None:
    rules, ledger = limited(), MemoryLedger()

    assert verdict(rules, ledger) is Verdict.ALLOW
    use(rules, ledger)
    assert verdict(rules, ledger) is Verdict.WAIT


def test_deciding_alone_uses_nothing_up() -> None:
    rules, ledger = limited(), MemoryLedger()

    assert {verdict(rules, ledger) for _ in range(5)} == {Verdict.ALLOW}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(limited("b", scope="https://a.example"), id="another rule"),
        pytest.param(limited(scope="https://b.example"), id="another origin"),
    ],
)
def test_rules_of_different_manifests_never_mix(other: RuleSet) -> None:
    ledger = MemoryLedger()
    use(limited(scope="https://a.example"), ledger)

    assert verdict(other, ledger) is Verdict.ALLOW


def test_a_manifest_fetched_again_keeps_its_counts() -> None:
    ledger = MemoryLedger()
    first = limited()
    later = first.manifest.metadata.model_copy(update={"last_updated": "2026-06-01T00:00:00Z"})
    use(first, ledger)

    again = RuleSet(first.manifest.model_copy(update={"metadata": later}))

    assert verdict(again, ledger) is Verdict.WAIT


def test_an_action_counts_once_for_a_rule_that_allowed_two_of_its_verbs() -> None:
    twice = {"rate_limit": {"max_requests": 2, "window_seconds": 60}}
    rules = RuleSet(manifest(True, [rule("all", "a", True, twice)]))
    ledger = MemoryLedger()
    verbs = [
        rules.decide(Request(verb, CLICK.elements), now=NOW, ledger=ledger)
        for verb in ("click_element", "follow_link")
    ]

    ledger.claim([use for verb in verbs for use in verb.uses], when=NOW)

    assert verdict(rules, ledger) is Verdict.ALLOW


def test_the_form_and_its_submitter_both_count() -> None:
    """The strictest decision names one rule; the limits of both are used up."""
    rules = RuleSet(
        manifest(True, [rule("submit_form", "#go", True), rule("submit_form", "form", True, ONCE)])
    )
    ledger = MemoryLedger()
    submit = Request(
        "submit_form", (ElementMatch(frozenset({"#go"})), ElementMatch(frozenset({"form"})))
    )

    use(rules, ledger, submit)

    assert verdict(rules, ledger, submit) is Verdict.WAIT


def test_only_limited_rules_are_counted() -> None:
    rules = RuleSet(manifest(False, [rule("click_element", "a", True)]))
    decision = rules.decide(CLICK, now=NOW, ledger=MemoryLedger())

    assert (decision.rule, decision.uses) == (0, ())


@pytest.mark.parametrize("method", ["decide", "visibility"])
def test_a_naive_time_is_refused(method: str) -> None:
    rules, naive = limited(), datetime(2026, 3, 4, 12)
    with pytest.raises(ValueError, match="timezone-aware"):
        match method:
            case "decide":
                rules.decide(CLICK, now=naive, ledger=MemoryLedger())
            case _:
                rules.visibility(now=naive, ledger=MemoryLedger())


def test_a_selector_cannot_break_out_of_a_reason() -> None:
    rules = RuleSet(
        manifest(True, [rule("click_element", 'a\n\u202e[title="' + "x" * 500 + '"]', True)])
    )

    reason = rules.decide(CLICK, now=NOW, ledger=MemoryLedger()).reason

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
