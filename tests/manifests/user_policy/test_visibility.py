"""Reading: what a policy withholds of a page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from webagent_manifests import MemoryLedger, Verb, Visibility, VisibilityEntry

from tests.manifests.user_policy.asking import NOON, SHOP, Agent, policy, request, rule

CLOSED = Visibility(entries=(), default_allowed=False)


def seen(*rules: dict[str, Any], default: str | None = None, url: str = f"{SHOP}/a") -> Visibility:
    user = policy(*rules, default=default)
    return user.visibility(now=NOON, ledger=MemoryLedger(), url=url)


@pytest.mark.parametrize("default", [None, "allow"])
def test_a_policy_that_says_nothing_withholds_nothing(default: str | None) -> None:
    assert not seen(default=default).hides_anything
    assert not seen(rule("deny", "click_element"), default=default).hides_anything


@pytest.mark.parametrize("default", ["ask", "deny"])
def test_nothing_is_read_that_no_rule_allows(default: str) -> None:
    hidden = seen(default=default)
    assert [cascade["defaultAllowed"] for cascade in hidden.to_json()] == [False]
    assert not seen(rule("allow", "read_content"), default=default).hides_anything


@pytest.mark.parametrize("effect", ["ask", "deny"])
def test_a_prohibition_hides_elements_or_the_page(effect: str) -> None:
    assert seen(rule(effect, "read_content")) == CLOSED
    assert seen(rule(effect, "read_content", selector=".a, .b")) == Visibility(
        (VisibilityEntry(".a", 0, False, True), VisibilityEntry(".b", 0, False, True)), True
    )


def test_a_permission_does_not_reach_into_what_is_closed() -> None:
    found = seen(
        rule("allow", "read_content", selector=".open"),
        rule("deny", "read_content", selector=".closed"),
        default="deny",
    ).to_json()
    # Two cascades, both of which have to let an element through.
    assert [
        ([entry["selector"] for entry in each["entries"]], each["defaultAllowed"])  # type: ignore[attr-defined]
        for each in found
    ] == [([".closed"], True), ([".open"], False)]


def test_rules_hold_on_their_pages() -> None:
    mail = rule("deny", "read_content", origins=["https://mail.example"], paths=["/inbox/**"])
    assert seen(mail, url="https://mail.example/inbox/1") == CLOSED
    assert not seen(mail, url="https://mail.example/help").hides_anything
    assert not seen(mail).hides_anything
    assert seen(mail, url="about:blank") == CLOSED, "it may be one of that site"


def test_reading_has_no_arguments() -> None:
    args = {"value": {"type": "string"}}
    assert seen(rule("deny", "read_content", args=args)) == CLOSED
    assert seen(rule("allow", "read_content", args=args), default="deny").hides_anything


def test_metadata_has_rules_of_its_own() -> None:
    user = policy(rule("deny", "read_metadata"))
    now, ledger = NOON, MemoryLedger()
    assert user.visibility(Verb.READ_METADATA, now=now, ledger=ledger, url=SHOP) == CLOSED
    assert not user.visibility(now=now, ledger=ledger, url=SHOP).hides_anything


def test_what_was_done_before_closes_pages() -> None:
    after_mail = {
        "id": "t",
        "kind": "forbid_after",
        "action": {"verbs": ["read_content"], "selector": ".wiki"},
        "earlier": {"verbs": ["submit_form"]},
        "within_s": 60,
    }
    agent = Agent(policy(temporal=(after_mail,)))
    look = agent.policy.visibility
    assert not look(now=NOON, ledger=agent.ledger, url=SHOP).hides_anything
    agent.do(request("submit_form"))
    hidden = look(now=NOON, ledger=agent.ledger, url=SHOP)
    assert hidden.entries == (VisibilityEntry(".wiki", 0, False, True),)
    later = NOON + timedelta(seconds=60)
    assert not look(now=later, ledger=agent.ledger, url=SHOP).hides_anything


def test_limits_that_are_used_up_close_pages() -> None:
    agent = Agent(policy(rule("allow", "read_content", limits={"per_session": 1})))
    assert not agent.policy.visibility(now=NOON, ledger=agent.ledger, url=SHOP).hides_anything
    agent.do(request("read_content"))
    assert agent.policy.visibility(now=NOON, ledger=agent.ledger, url=SHOP) == CLOSED
