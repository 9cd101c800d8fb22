"""What holds on a site whose manifest is missing, broken, foreign or out of reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from webagent_manifests import (
    NAVIGATION,
    Decision,
    ElementMatch,
    Ledger,
    MemoryLedger,
    PolicyStatus,
    ReasonCode,
    Request,
    RuleSet,
    SitePolicy,
    Verb,
    Verdict,
    Visibility,
)

from tests.manifests.documents import manifest, rule

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
UNKNOWN_WISHES = (PolicyStatus.INVALID, PolicyStatus.FOREIGN, PolicyStatus.UNREACHABLE)
HARMLESS = {Verb.READ_CONTENT, Verb.READ_METADATA, Verb.SCROLL_PAGE}


def verdict(policy: SitePolicy, verb: str) -> Verdict:
    return decided(policy, Request(verb, (ElementMatch(),))).verdict


def decided(policy: SitePolicy, request: Request, ledger: Ledger | None = None) -> Decision:
    decision = policy.decide(request, now=NOW, ledger=ledger or MemoryLedger())
    assert decision is not None
    return decision


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb is not Verb.ALL])
def test_a_site_without_a_manifest_forbids_nothing(verb: Verb) -> None:
    policy = SitePolicy(PolicyStatus.ABSENT, None, "None was found.")
    decision = decided(policy, Request(verb, ()))

    assert (decision.verdict, decision.reason_code) == (Verdict.ALLOW, ReasonCode.NO_MANIFEST)
    assert "no site policy" in decision.reason


@pytest.mark.parametrize("status", UNKNOWN_WISHES)
@pytest.mark.parametrize("verb", [verb for verb in Verb if verb is not Verb.ALL])
def test_unknown_wishes_leave_reading_and_ask_for_the_rest(
    status: PolicyStatus, verb: Verb
) -> None:
    expected = Verdict.ALLOW if verb in HARMLESS else Verdict.NEEDS_HUMAN

    assert verdict(SitePolicy(status, None, "It is broken."), verb) is expected


@pytest.mark.parametrize("status", PolicyStatus)
@pytest.mark.parametrize("verb", ["hover_element", "all", "", "Click_Element"])
def test_unknown_verbs_are_denied_everywhere(status: PolicyStatus, verb: str) -> None:
    present = status is PolicyStatus.PRESENT
    policy = SitePolicy(status, None, "A detail.", RuleSet(manifest(False)) if present else None)

    assert verdict(policy, verb) is Verdict.DENY


def test_reasons_tell_the_states_apart() -> None:
    codes = {
        decided(SitePolicy(status, None, "A detail."), Request("click_element", ())).reason_code
        for status in UNKNOWN_WISHES
    }

    assert codes == {
        ReasonCode.INVALID_MANIFEST,
        ReasonCode.FOREIGN_MANIFEST,
        ReasonCode.UNREACHABLE_MANIFEST,
    }


def test_a_present_manifest_decides() -> None:
    once = rule("click_element", "a", True, {"rate_limit": {"max_requests": 1}})
    policy = SitePolicy(
        PolicyStatus.PRESENT,
        "https://site.example/m.json",
        "It was found.",
        RuleSet(manifest(True, [once, rule("read_content", "p", False)])),
    )
    ledger = MemoryLedger()
    click = Request("click_element", (ElementMatch(frozenset({"a"})),))

    allowed = decided(policy, click, ledger)
    ledger.claim(allowed.uses, when=NOW)

    assert allowed.verdict is Verdict.ALLOW
    assert decided(policy, click, ledger).verdict is Verdict.DENY
    assert policy.selectors == ("a", "p")
    assert policy.visibility(now=NOW, ledger=ledger).hides_anything


@pytest.mark.parametrize("status", [PolicyStatus.ABSENT, *UNKNOWN_WISHES])
def test_without_rules_there_is_nothing_to_match_hide_or_count(status: PolicyStatus) -> None:
    policy, ledger = SitePolicy(status, None, "A detail."), MemoryLedger()

    assert decided(policy, Request("scroll_page", ())).uses == ()
    assert policy.selectors == ()
    assert policy.visibility(now=NOW, ledger=ledger) == Visibility.open()


@pytest.mark.parametrize(
    ("status", "rules"),
    [(PolicyStatus.PRESENT, None), (PolicyStatus.ABSENT, RuleSet(manifest(False)))],
)
def test_rules_and_status_must_agree(status: PolicyStatus, rules: RuleSet | None) -> None:
    with pytest.raises(ValueError, match="PRESENT"):
        SitePolicy(status, None, "A detail.", rules)


def test_no_manifest_speaks_of_opening_an_address() -> None:
    """The format has no verb for it; robots.txt and the user's policy decide."""
    policy = SitePolicy(PolicyStatus.PRESENT, None, "A detail.", RuleSet(manifest(True)))
    request = Request(NAVIGATION, (), destination="https://site.example/")

    assert policy.decide(request, now=NOW, ledger=MemoryLedger()) is None


def test_of_several_policies_for_one_document_the_strictest_counts() -> None:
    """Two links in one head: neither can loosen the other."""
    lax, strict = (
        SitePolicy(
            PolicyStatus.PRESENT,
            f"https://site.example/{name}.json",
            "It was found.",
            RuleSet(manifest(False, rules)),
        )
        for name, rules in (("a", []), ("b", [rule("read_content", "p", False)]))
    )
    both = replace(lax, also=(strict,))
    read = Request("read_content", (ElementMatch(frozenset({"p"})),))

    assert decided(lax, read).verdict is Verdict.ALLOW
    assert decided(both, read).verdict is Verdict.DENY
    assert decided(replace(strict, also=(lax,)), read).verdict is Verdict.DENY
    assert both.selectors == ("p",)
    assert both.visibility(now=NOW, ledger=MemoryLedger()).hides_anything


def test_a_person_can_approve_what_a_broken_manifest_leaves_open() -> None:
    policy = SitePolicy(PolicyStatus.INVALID, None, "It is broken.")
    click = Request("click_element", (ElementMatch(),))

    assert decided(policy, replace(click, approved=True)).reason_code is ReasonCode.APPROVED
    assert decided(policy, replace(click, approved=False)).reason_code is ReasonCode.DECLINED
