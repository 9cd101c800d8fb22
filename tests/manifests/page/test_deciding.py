"""One answer to an action, from everybody who has a say."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from webagent_manifests import (
    BuiltInSafety,
    MemoryLedger,
    PolicyStatus,
    ReasonCode,
    RuleSet,
    SitePolicy,
    Source,
    Verdict,
)
from webagent_manifests.page import ActionDecision, StaticPage, decide_action

from tests.manifests.documents import manifest, rule

if TYPE_CHECKING:
    from webagent_manifests import Contributor

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
PAGE = StaticPage.parse(
    '<a href="/x">X</a><a href="file:///etc/hosts">M</a><form><input><button>Go</button></form>',
    "https://site.example/",
)


async def decide(action: str, tag: str, *contributors: Contributor, **more: Any) -> ActionDecision:
    index = next(element.index for element in PAGE.elements if element.tag == tag)
    return await decide_action(
        PAGE, index, action, contributors, now=NOW, ledger=MemoryLedger(), **more
    )


def site(strict: bool, *rules: dict[str, Any]) -> SitePolicy:
    return SitePolicy(PolicyStatus.PRESENT, None, "There.", RuleSet(manifest(strict, rules)))


async def test_all_parts_have_to_be_allowed() -> None:
    found = await decide("click", "button", site(False, rule("submit_form", "form", False)))

    assert (found.verdict, found.rule, found.source) == (Verdict.DENY, 0, Source.SITE)
    assert [(each.verb, each.decision.verdict) for each in found.verbs] == [
        ("click_element", Verdict.ALLOW),
        ("submit_form", Verdict.DENY),
    ]
    assert [each.path for each in found.verbs] == ["body > form > button", "body > form"]


async def test_an_allowance_of_the_means_is_not_why() -> None:
    policy = site(True, rule("click_element", "a", True), rule("follow_link", "a", True))

    found = await decide("click", "a", policy)

    assert (found.verdict, found.rule) == (Verdict.ALLOW, 1)


async def test_a_denial_by_a_rule_tells_more_than_one_by_default() -> None:
    found = await decide("click", "a", site(True, rule("click_element", "a", False)))

    assert (found.verdict, found.rule) == (Verdict.DENY, 0)


async def test_the_strictest_contributor_decides() -> None:
    open_site = site(False, rule("follow_link", "*", True))
    disk = next(e.index for e in PAGE.elements if e.attributes.get("href") == "file:///etc/hosts")

    found = await decide_action(
        PAGE, disk, "click", [BuiltInSafety(), open_site], now=NOW, ledger=MemoryLedger()
    )

    assert (found.verdict, found.source) == (Verdict.DENY, Source.SAFETY)


async def test_what_nobody_governs_is_allowed_for_no_reason() -> None:
    hovered = await decide("hover", "a", site(True))
    alone = await decide("click", "a")

    for found in (hovered, alone):
        assert (found.verdict, found.reason_code, found.verbs) == (Verdict.ALLOW, None, ())


async def test_an_unknown_verb_is_denied() -> None:
    found = await decide("hover_element", "a", site(False))

    assert (found.verdict, found.reason_code) == (Verdict.DENY, ReasonCode.UNKNOWN_VERB)


async def test_the_counts_of_all_verbs_are_told() -> None:
    limit = {"rate_limit": {"max_requests": 2, "window_seconds": 60}}
    policy = site(
        False,
        rule("click_element", "button", True, limit),
        rule("submit_form", "form", True, limit),
    )

    assert len((await decide("click", "button", policy)).uses) == 2


async def test_a_person_answers_for_the_action() -> None:
    policy = site(True, rule("set_input_value", "input", True, {"human_in_the_loop": True}))

    assert (await decide("type", "input", policy)).verdict is Verdict.NEEDS_HUMAN
    assert (await decide("type", "input", policy, approved=True)).verdict is Verdict.ALLOW
    assert (await decide("type", "input", policy, approved=False)).verdict is Verdict.DENY


async def test_the_trace_is_there_when_asked_for() -> None:
    policy = site(False, rule("follow_link", "*", False), rule("follow_link", "a", True))

    traced = await decide("click", "a", policy, trace=True)

    assert [each.rule for each in traced.verbs[-1].decision.trace][:2] == [1, 0]
    assert (await decide("click", "a", policy)).verbs[-1].decision.trace == ()
