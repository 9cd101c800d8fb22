"""What holds on a site whose manifest is missing, broken, foreign or out of reach."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from webagent_manifests import (
    ElementMatch,
    Ledger,
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
    request = Request(verb, (ElementMatch(),))
    return policy.decide(request, now=NOW, ledger=Ledger()).verdict


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb is not Verb.ALL])
def test_a_site_without_a_manifest_forbids_nothing(verb: Verb) -> None:
    policy = SitePolicy(PolicyStatus.ABSENT, None, "None was found.")
    decision = policy.decide(Request(verb, ()), now=NOW, ledger=Ledger())

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
        SitePolicy(status, None, "A detail.")
        .decide(Request("click_element", ()), now=NOW, ledger=Ledger())
        .reason_code
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
    ledger = Ledger()
    click = Request("click_element", (ElementMatch(frozenset({0})),))

    allowed = policy.decide(click, now=NOW, ledger=ledger)
    policy.record([allowed], when=NOW, ledger=ledger)

    assert allowed.verdict is Verdict.ALLOW
    assert policy.decide(click, now=NOW, ledger=ledger).verdict is Verdict.DENY
    assert policy.selectors == ("a", "p")
    assert policy.visibility(now=NOW, ledger=ledger).hides_anything


@pytest.mark.parametrize("status", [PolicyStatus.ABSENT, *UNKNOWN_WISHES])
def test_without_rules_there_is_nothing_to_match_hide_or_count(status: PolicyStatus) -> None:
    policy, ledger = SitePolicy(status, None, "A detail."), Ledger()
    decision = policy.decide(Request("scroll_page", ()), now=NOW, ledger=ledger)
    policy.record([decision], when=NOW, ledger=ledger)

    assert policy.selectors == ()
    assert policy.visibility(now=NOW, ledger=ledger) == Visibility.open()


@pytest.mark.parametrize(
    ("status", "rules"),
    [(PolicyStatus.PRESENT, None), (PolicyStatus.ABSENT, RuleSet(manifest(False)))],
)
def test_rules_and_status_must_agree(status: PolicyStatus, rules: RuleSet | None) -> None:
    with pytest.raises(ValueError, match="PRESENT"):
        SitePolicy(status, None, "A detail.", rules)
