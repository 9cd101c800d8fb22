"""Several sources of permission taken together, and the floor that is built in."""

from __future__ import annotations

import pytest
from webagent_manifests import (
    NAVIGATION,
    BuiltInSafety,
    ElementMatch,
    MemoryLedger,
    PolicyStatus,
    ReasonCode,
    Request,
    RuleSet,
    SitePolicy,
    Source,
    Verb,
    Verdict,
    compose,
    compose_visibility,
)

from tests.manifests.documents import manifest, rule
from tests.manifests.test_rules import NOW

SITE = SitePolicy(
    PolicyStatus.PRESENT,
    "https://site.example/m.json",
    "It was found.",
    RuleSet(manifest(False, [rule("read_content", "p", False)])),
)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        " \tJaVaScRiPt:alert(1)",
        "data:text/html,<p>x",
        "chrome://settings",
        "view-source:https://site.example/",
        "blob:https://site.example/1",
        "about:config",
    ],
)
def test_only_addresses_of_the_web_are_opened(address: str) -> None:
    request = Request(NAVIGATION, (), destination=address)

    (decision,) = compose([BuiltInSafety(), SITE], request, now=NOW, ledger=MemoryLedger())

    assert (decision.verdict, decision.source) == (Verdict.DENY, Source.SAFETY)
    assert decision.reason_code is ReasonCode.UNSAFE_SCHEME


@pytest.mark.parametrize("address", ["https://site.example/", "HTTP://x", "about:blank", "/a:b"])
def test_safety_has_no_say_on_addresses_of_the_web(address: str) -> None:
    request = Request(NAVIGATION, (), destination=address)

    assert compose([BuiltInSafety()], request, now=NOW, ledger=MemoryLedger()) == ()


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        ("javascript:void(0)", Verdict.ALLOW),
        ("mailto:a@site.example", Verdict.ALLOW),
        ("tel:+43", Verdict.ALLOW),
        ("file:///etc/passwd", Verdict.DENY),
        ("data:text/html,x", Verdict.DENY),
    ],
)
def test_a_link_may_be_a_control_of_its_page(address: str, verdict: Verdict) -> None:
    request = Request(Verb.FOLLOW_LINK, (ElementMatch(),), destination=address)

    decisions = compose([BuiltInSafety(), SITE], request, now=NOW, ledger=MemoryLedger())

    assert max(each.verdict for each in decisions) is verdict


def test_what_any_source_withholds_is_withheld() -> None:
    seen = compose_visibility([BuiltInSafety(), SITE], now=NOW, ledger=MemoryLedger())

    assert seen.hides_anything
    assert [entry["selector"] for cascade in seen.to_json() for entry in cascade["entries"]] == [  # pyright: ignore
        "p"
    ]
