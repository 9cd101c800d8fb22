"""Rules and the default: what decides, and how it composes with a site."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from webagent_manifests import (
    Decision,
    ElementMatch,
    MemoryLedger,
    PolicyStatus,
    ReasonCode,
    Request,
    RuleSet,
    SitePolicy,
    Source,
    Verdict,
    compose,
    strictest,
)

from tests.manifests import documents
from tests.manifests.user_policy.asking import NOON, SHOP, Agent, policy, request, rule

FORM = "form#pay"
SUBMIT = request("submit_form", FORM)
ALLOW, ASK, WAIT, DENY = Verdict.ALLOW, Verdict.NEEDS_HUMAN, Verdict.WAIT, Verdict.DENY


def site(*rules: dict[str, Any], strict: bool = False) -> SitePolicy:
    rule_set = RuleSet(documents.manifest(strict, rules), scope=SHOP)
    return SitePolicy(PolicyStatus.PRESENT, f"{SHOP}/.well-known/x", "found", rule_set)


def decided(*contributors: Any, wanted: Request = SUBMIT) -> Decision:
    return strictest(compose(contributors, wanted, now=NOON, ledger=MemoryLedger()))


def test_case_67_the_user_denies_what_the_site_allows() -> None:
    user = policy(rule("deny", "submit_form", origins=[SHOP]))
    decision = decided(user, site(documents.rule("submit_form", FORM, True)))
    assert (decision.verdict, decision.source, decision.rule) == (DENY, Source.USER, 0)
    assert decision.reason == "submit_form: rule “r0” of your policy forbids it."


def test_case_68_the_user_allows_what_the_site_denies() -> None:
    user = policy(rule("allow", "submit_form"))
    decision = decided(user, site(documents.rule("submit_form", FORM, False)))
    assert (decision.verdict, decision.source) == (DENY, Source.SITE)


def test_case_69_the_user_wants_to_be_asked_where_the_site_allows() -> None:
    user = policy(rule("ask", "submit_form"))
    limit = {"rate_limit": {"max_requests": 9, "window_seconds": 60}}
    decision = decided(user, site(documents.rule("submit_form", FORM, True, limit)))
    assert (decision.verdict, decision.source) == (ASK, Source.USER)
    assert decision.reason_code is ReasonCode.HUMAN_REQUIRED


def test_case_70_an_argument_that_is_absent_fails_an_allow() -> None:
    amount = {"amount": {"type": "number", "maximum": 100}}
    user = policy(rule("allow", "submit_form", args=amount), default="deny")
    decision = decided(user, site())
    assert (decision.verdict, decision.reason_code) == (DENY, ReasonCode.ARGUMENT)
    assert "“amount” is not given" in decision.reason
    small = Request("submit_form", (), url=SHOP, args={"amount": 100})
    assert decided(user, site(), wanted=small).verdict is ALLOW
    large = Request("submit_form", (), url=SHOP, args={"amount": 100.01})
    assert decided(user, site(), wanted=large).verdict is DENY


@pytest.mark.parametrize(("default", "verdict"), [("allow", ALLOW), ("ask", ASK), ("deny", DENY)])
def test_case_100_the_default_decides_where_there_is_no_site_policy(
    default: str, verdict: Verdict
) -> None:
    absent = SitePolicy(PolicyStatus.ABSENT, None, "nothing found")
    user = policy(default=default)
    decisions = compose((user, absent), SUBMIT, now=NOON, ledger=MemoryLedger())
    assert strictest(decisions).verdict is verdict
    assert decisions[0].reason_code is ReasonCode.DEFAULT_POLICY
    assert decisions[1].reason_code is ReasonCode.NO_MANIFEST


@pytest.mark.parametrize(
    ("effects", "default", "expected"),
    [
        ((), None, None),
        (("allow",), None, ALLOW),
        (("ask",), None, ASK),
        (("deny",), None, DENY),
        (("allow", "ask"), None, ASK),
        (("ask", "allow"), None, ASK),
        (("deny", "ask", "allow"), None, DENY),
        (("allow", "ask", "deny"), None, DENY),
        (("allow",), "deny", ALLOW),
        (("allow",), "ask", ALLOW),
        (("ask",), "deny", DENY),  # only an allow lifts the default
        (("ask", "allow"), "deny", ASK),
        (("deny",), "allow", DENY),
        (("ask",), "allow", ASK),
    ],
)
def test_the_strictest_rule_decides(
    effects: tuple[str, ...], default: str | None, expected: Verdict | None
) -> None:
    rules = [rule(effect, "submit_form") for effect in effects]
    assert Agent(policy(*rules, default=default)).verdict(SUBMIT) is expected
    assert Agent(policy(*rules[::-1], default=default)).verdict(SUBMIT) is expected


def test_a_default_spares_what_only_serves_another_verb() -> None:
    click = request("click_element", incidental=True)
    assert Agent(policy(default="deny")).verdict(click) is None
    assert Agent(policy(rule("deny", "click_element"))).verdict(click) is DENY


def test_all_covers_every_verb_and_opening_addresses() -> None:
    deny, allow = Agent(policy(rule("deny"))), Agent(policy(rule("allow"), default="deny"))
    for verb in ("click_element", "read_content", "goto"):
        wanted = request(verb, destination=f"{SHOP}/" if verb == "goto" else None)
        assert (deny.verdict(wanted), allow.verdict(wanted)) == (DENY, ALLOW)
    unheard = request("drag_element")
    assert (deny.verdict(unheard), allow.verdict(unheard)) == (DENY, DENY)


def test_selectors_are_what_the_page_is_asked() -> None:
    asked = policy(rule("deny", selector="a, b > c"), rule("ask", selector="a:is(d, e)"))
    assert asked.selectors == ("a", "b > c", "a:is(d, e)")


def test_an_element_and_what_is_in_it() -> None:
    inside = Request("click_element", (ElementMatch(ancestors=(frozenset({FORM}),)),), url=SHOP)
    elsewhere = request("click_element", "p")
    deny = Agent(policy(rule("deny", selector=FORM)))
    assert deny.verdict(request("click_element", FORM)) is DENY
    assert deny.verdict(elsewhere) is None
    decision = deny.ask(inside)
    assert decision is not None
    assert (decision.verdict, decision.reason_code) == (DENY, ReasonCode.INHERITED_DENY)
    allow = Agent(policy(rule("allow", selector=FORM), default="deny"))
    assert allow.verdict(request("click_element", FORM)) is ALLOW
    assert allow.verdict(inside) is DENY


@pytest.mark.parametrize("broken", ["::huh", FORM])
def test_a_selector_that_cannot_be_evaluated(broken: str) -> None:
    wanted = request("click_element", FORM, invalid=frozenset({broken}))
    selector = f"{FORM}, ::huh"
    denied = Agent(policy(rule("deny", "click_element", selector=selector))).ask(wanted)
    assert denied is not None
    assert (denied.verdict, denied.reason_code) == (DENY, ReasonCode.UNEVALUABLE_SELECTOR)
    asked = Agent(policy(rule("ask", "click_element", selector=selector)))
    assert asked.verdict(wanted) is ASK
    allowed = Agent(policy(rule("allow", selector=selector), default="deny")).ask(wanted)
    assert allowed is not None
    assert (allowed.verdict, allowed.reason_code) == (DENY, ReasonCode.UNEVALUABLE_SELECTOR)


@pytest.mark.parametrize(("said", "verdict"), [(True, ALLOW), (False, DENY), (None, ASK)])
def test_a_person_answers_what_was_asked(said: bool | None, verdict: Verdict) -> None:
    wanted = request("submit_form", approved=said)
    assert Agent(policy(rule("ask"))).verdict(wanted) is verdict
    assert Agent(policy(default="ask")).verdict(wanted) is verdict
    assert Agent(policy(rule("ask"), rule("deny"))).verdict(wanted) is DENY


def test_a_wait_covers_up_no_refusal() -> None:
    agent = Agent(policy(rule("allow", limits={"min_interval_s": 9}), rule("ask", "submit_form")))
    agent.do(request("click_element"))
    assert agent.verdict(request("submit_form", approved=True)) is WAIT
    assert agent.verdict(request("submit_form", approved=False)) is DENY


def test_whose_policy_it_is() -> None:
    decision = Agent(policy(rule("deny"), source=Source.ORGANISATION)).ask(SUBMIT)
    assert decision is not None
    assert decision.source is Source.ORGANISATION
    assert "your organisation's policy" in decision.reason


def test_a_trace_names_the_rules_that_had_a_say() -> None:
    user = policy(
        rule("allow", "submit_form"),
        rule("deny", "goto"),
        rule("ask", "submit_form", selector=FORM),
        rule("allow", "submit_form", selector=FORM, args={"x": {"type": "string"}}),
    )
    decision = user.decide(SUBMIT, now=NOON, ledger=MemoryLedger(), trace=True)
    assert decision is not None
    assert [(each.rule, each.allowed, each.dropped) for each in decision.trace] == [
        (2, False, False),
        (0, True, False),
        (3, True, True),
    ]


def test_limits_count_what_was_dispatched() -> None:
    limits = {"per_session": 3, "per_day": 2, "min_interval_s": 60}
    agent = Agent(policy(rule("allow", "submit_form", limits=limits), default="deny"))
    agent.do(SUBMIT)
    waiting = agent.ask(SUBMIT)
    assert waiting is not None
    assert (waiting.verdict, waiting.reason_code) == (WAIT, ReasonCode.RATE_LIMITED)
    assert waiting.until == NOON + timedelta(seconds=60)
    agent.wait(timedelta(seconds=60))
    agent.do(SUBMIT)
    waiting = agent.ask(SUBMIT)
    assert waiting is not None
    assert waiting.until == NOON + timedelta(days=1), "of two waits the longer one"
    agent.wait(timedelta(days=1))
    agent.do(SUBMIT)
    agent.wait(timedelta(days=9))
    assert agent.verdict(SUBMIT) is DENY, "the session's are used up"
    assert agent.verdict(request("submit_form", approved=True)) is DENY


def test_two_agents_cannot_both_take_the_last_one() -> None:
    agent = Agent(policy(rule("allow", limits={"per_day": 1})))
    first, second = agent.ask(SUBMIT), agent.ask(SUBMIT)
    assert first is not None and second is not None
    assert agent.ledger.claim(first.uses, when=NOON) is not None
    assert agent.ledger.claim(second.uses, when=NOON) is None


def test_a_limit_binds_where_the_rule_may_match() -> None:
    limited = rule("allow", args={"amount": {"type": "number"}}, limits={"per_session": 1})
    agent = Agent(policy(limited))
    agent.do(request("submit_form", args={"amount": 1}))
    assert agent.verdict(SUBMIT) is DENY


def test_editing_a_limit_keeps_the_count_and_editing_the_match_does_not() -> None:
    agent = Agent(policy(rule("allow", limits={"per_day": 1})))
    agent.do(SUBMIT)
    agent.policy = policy(rule("allow", limits={"per_day": 1}, note="new"), rule("allow", "goto"))
    assert agent.verdict(SUBMIT) is WAIT
    agent.policy = policy(rule("allow", paths=["/**"], limits={"per_day": 1}))
    assert agent.verdict(SUBMIT) is ALLOW


def test_a_moment_needs_a_timezone() -> None:
    user, naive = policy(), datetime(2026, 1, 1)
    with pytest.raises(ValueError, match="timezone"):
        user.decide(SUBMIT, now=naive, ledger=MemoryLedger())
    with pytest.raises(ValueError, match="timezone"):
        user.visibility(now=naive, ledger=MemoryLedger())
