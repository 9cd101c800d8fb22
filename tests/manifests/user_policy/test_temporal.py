"""Rules on what was done before: past-time properties over the log of dispatched actions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from webagent_manifests import ElementMatch, ReasonCode, Request, SqliteLedger, Verdict

from tests.manifests.user_policy.asking import NOON, SHOP, Agent, policy, request, rule

if TYPE_CHECKING:
    from pathlib import Path

ALLOW, ASK, WAIT, DENY = Verdict.ALLOW, Verdict.NEEDS_HUMAN, Verdict.WAIT, Verdict.DENY
LOGIN = request("submit_form", "#login")
PAY = request("submit_form", "#pay")
ELSEWHERE = "https://bank.example/"
HOUR = timedelta(hours=1)


def temporal(kind: str, action: str = "#pay", earlier: str | None = "#login", **more: Any) -> Agent:
    """Return an agent under one temporal rule on submitting forms."""
    events = {"action": {"verbs": ["submit_form"], "selector": action}}
    if earlier is not None:
        events["earlier"] = {"verbs": ["submit_form"], "selector": earlier}
    return Agent(policy(temporal=({"id": "t", "kind": kind, **events, **more},)))


def test_case_71_require_before() -> None:
    agent = temporal("require_before")
    decision = agent.ask(PAY)
    assert decision is not None
    assert (decision.verdict, decision.reason_code) == (DENY, ReasonCode.TEMPORAL)
    assert decision.rule is None
    assert "rule “t” of your policy forbids it before another action" in decision.reason
    agent.do(LOGIN)
    assert agent.verdict(PAY) is None


def test_asking_about_an_action_is_not_doing_it() -> None:
    agent = temporal("require_before")
    assert agent.verdict(LOGIN) is ALLOW, "it allows, and takes note"
    assert agent.verdict(PAY) is DENY


def test_a_mark_is_left_whoever_decides() -> None:
    login_first = {
        "id": "t",
        "kind": "require_before",
        "action": {"verbs": ["submit_form"], "selector": "#pay"},
        "earlier": {"verbs": ["submit_form"], "selector": "#login"},
    }
    agent = Agent(policy(rule("ask", "submit_form"), temporal=(login_first,)))
    asked = agent.ask(LOGIN)
    assert asked is not None
    assert asked.verdict is ASK
    assert agent.ledger.claim(asked.uses, when=NOON) is not None
    assert agent.verdict(request("submit_form", "#pay", approved=True)) is ALLOW


def test_require_before_in_time() -> None:
    agent = temporal("require_before", within_s=3600)
    agent.do(LOGIN)
    agent.wait(HOUR - timedelta(seconds=1))
    assert agent.verdict(PAY) is None
    agent.wait(timedelta(seconds=1))
    assert agent.verdict(PAY) is DENY


@pytest.mark.parametrize(
    ("scope", "elsewhere", "later"),
    [("session", None, DENY), ("origin", DENY, None), ("everywhere", None, None)],
)
def test_scopes(
    scope: str, elsewhere: Verdict | None, later: Verdict | None, tmp_path: Path
) -> None:
    agent = temporal("require_before", scope=scope)
    agent.ledger = SqliteLedger(tmp_path / "ledger.db")
    agent.do(LOGIN)
    assert agent.verdict(PAY) is None
    assert agent.verdict(request("submit_form", "#pay", url=ELSEWHERE)) is elsewhere
    # The agent is started again.
    agent.ledger = SqliteLedger(tmp_path / "ledger.db")
    assert agent.verdict(PAY) is later


def test_what_opens_the_way_must_be_certain() -> None:
    agent = temporal("require_before")
    agent.do(request("submit_form", invalid=frozenset({"#login"})))
    inside = Request("submit_form", (ElementMatch(ancestors=(frozenset({"#login"}),)),), url=SHOP)
    agent.do(inside)
    assert agent.verdict(PAY) is DENY


def test_what_opens_the_way_on_no_known_site_opens_it_nowhere() -> None:
    agent = temporal("require_before", scope="origin")
    agent.do(request("submit_form", "#login", url="about:blank"))
    assert agent.verdict(request("submit_form", "#pay", url="about:blank")) is DENY
    assert agent.verdict(PAY) is DENY


def test_what_closes_the_way_need_not_be_certain() -> None:
    agent = temporal("forbid_after")
    assert agent.verdict(PAY) is None
    agent.do(request("submit_form", invalid=frozenset({"#login"})))
    assert agent.verdict(PAY) is DENY
    assert temporal("require_before").verdict(
        request("submit_form", invalid=frozenset({"#pay"}))
    ) is (DENY)


def test_forbid_after_for_some_time() -> None:
    agent = temporal("forbid_after", within_s=3600)
    agent.do(LOGIN)
    waiting = agent.ask(PAY)
    assert waiting is not None
    assert (waiting.verdict, waiting.until) == (WAIT, NOON + HOUR)
    agent.wait(HOUR)
    assert agent.verdict(PAY) is None


@pytest.mark.parametrize("kind", ["require_before", "forbid_after"])
def test_a_person_can_be_asked_instead(kind: str) -> None:
    agent = temporal(kind, effect="ask", within_s=3600)
    if kind == "forbid_after":
        agent.do(LOGIN)
    assert agent.verdict(PAY) is ASK
    assert agent.verdict(request("submit_form", "#pay", approved=True)) is ALLOW
    assert agent.verdict(request("submit_form", "#pay", approved=False)) is DENY


def test_at_most_per_session(tmp_path: Path) -> None:
    agent = temporal("at_most", earlier=None, times=2)
    agent.ledger = SqliteLedger(tmp_path / "ledger.db")
    agent.do(PAY)
    agent.do(PAY)
    assert agent.verdict(PAY) is DENY
    assert agent.verdict(LOGIN) is None
    agent.ledger = SqliteLedger(tmp_path / "ledger.db")
    assert agent.verdict(PAY) is ALLOW


def test_at_most_in_a_time_and_on_a_site(tmp_path: Path) -> None:
    agent = temporal("at_most", earlier=None, times=2, scope="origin", within_s=3600)
    agent.do(PAY)
    agent.wait(HOUR / 2)
    agent.do(PAY)
    waiting = agent.ask(PAY)
    assert waiting is not None
    assert (waiting.verdict, waiting.until) == (WAIT, NOON + HOUR)
    assert agent.verdict(request("submit_form", "#pay", url=ELSEWHERE)) is ALLOW
    agent.wait(HOUR / 2)
    assert agent.verdict(PAY) is ALLOW


def test_at_most_holds_between_two_agents() -> None:
    agent = temporal("at_most", earlier=None, times=1)
    first, second = agent.ask(PAY), agent.ask(PAY)
    assert first is not None and second is not None
    assert agent.ledger.claim(first.uses, when=NOON) is not None
    assert agent.ledger.claim(second.uses, when=NOON) is None


def test_cool_down() -> None:
    agent = temporal("cool_down", earlier=None, seconds=10)
    agent.do(PAY)
    waiting = agent.ask(request("submit_form", "#pay", url=ELSEWHERE, approved=True))
    assert waiting is not None
    assert (waiting.verdict, waiting.until) == (WAIT, NOON + timedelta(seconds=10))
    agent.wait(timedelta(seconds=10))
    agent.do(PAY)


def refund(account: Any) -> Request:
    return request("submit_form", "#pay", args={"to": account})


def order(account: Any) -> Request:
    return request("submit_form", "#login", args={"account": account})


SAME: dict[str, Any] = {"argument": "to", "earlier_argument": "account"}


def test_same_arg() -> None:
    agent = temporal("same_arg", **SAME)
    assert agent.verdict(refund("DE1")) is DENY, "nothing to be the same as"
    agent.do(order("DE1"))
    assert agent.verdict(refund("DE1")) is None
    assert agent.verdict(refund("DE2")) is DENY
    assert agent.verdict(refund(1)) is DENY
    assert agent.verdict(PAY) is DENY
    agent.do(order("DE2"))
    assert agent.verdict(refund("DE1")) is DENY, "the latest counts"
    assert agent.verdict(refund("DE2")) is None


def test_same_arg_knows_no_value_that_was_not_given() -> None:
    agent = temporal("same_arg", **SAME)
    agent.do(LOGIN)
    assert agent.verdict(PAY) is DENY
    agent.do(order("a" * 10_000))
    assert agent.verdict(refund("a" * 10_000)) is DENY


def test_equal_numbers_are_the_same() -> None:
    agent = temporal("same_arg", **SAME)
    agent.do(order(10))
    assert agent.verdict(refund(10.0)) is None
    assert agent.verdict(refund("10")) is DENY


def test_what_was_typed_is_not_kept() -> None:
    agent = temporal("same_arg", **SAME)
    decision = agent.ask(order("hunter2"))
    assert decision is not None
    assert "hunter2" not in repr(decision.uses)
    (use,) = decision.uses
    assert use.value is not None


def test_another_event_under_the_same_name_has_marks_of_its_own() -> None:
    agent = temporal("require_before")
    agent.do(LOGIN)
    agent.policy = temporal("require_before", earlier="#other").policy
    assert agent.verdict(PAY) is DENY
